import { z } from 'zod';
import { setRight, takeRightBack } from '../families/rights.js';
import { id } from './common.schemas.js';
import { rightInput, rightSet } from './families.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });

/** Families: who they are, how they are reached, and what each guardian may. Who sees whom is decided in the queries. */
export const familiesRoutes: readonly Route[] = [
  route({
    method: 'post',
    path: '/families/:id/rights',
    summary:
      "Sets a guardian's right of contact, records or pick-up for one child; texts that wait and may not go out any more are given up at once.",
    params: byId,
    body: rightInput,
    response: rightSet,
    act: ({ rt, staff, params, body }) => setRight(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/rights/:id/withdraw',
    summary: 'Takes a decision about a right back as a mistake; what stood before stands again.',
    params: byId,
    act: ({ rt, staff, params }) => takeRightBack(rt, staff, params.id),
  }),
];
