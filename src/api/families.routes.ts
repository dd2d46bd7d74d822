import { z } from 'zod';
import { linkSender, undoLink } from '../families/link-sender.js';
import { restoreNumber, retireNumber, revealNumber } from '../families/numbers.js';
import { setRight, takeRightBack } from '../families/rights.js';
import { id } from './common.schemas.js';
import { linked, linkInput, retireInput, rightInput, rightSet, wholeNumber } from './families.schemas.js';
import { route, type Route } from './route.js';

const byId = z.object({ id });
const byNumber = z.object({ id, addressId: id });
const linkOf = ({ id: guardianId, addressId }: z.output<typeof byNumber>) => ({ guardianId, addressId });

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
  route({
    method: 'post',
    path: '/conversations/:id/link',
    summary:
      'Links an unknown number to a guardian, with the identity check and the fresh consent behind it.',
    params: byId,
    body: linkInput,
    response: linked,
    act: ({ rt, staff, params, body }) => linkSender(rt, staff, params.id, body),
  }),
  route({
    method: 'post',
    path: '/identity-checks/:id/undo',
    summary: 'Takes a mistaken link back: the number is unknown again, the earlier one stands again.',
    params: byId,
    act: ({ rt, staff, params }) => undoLink(rt, staff, params.id),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/reveal',
    summary: 'The whole number of a guardian; that it was looked at is written down.',
    params: byNumber,
    response: wholeNumber,
    act: ({ rt, staff, params }) => revealNumber(rt, staff, linkOf(params)),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/retire',
    summary: 'A guardian is no longer reached at a number; others on the same phone still are.',
    params: byNumber,
    body: retireInput,
    act: ({ rt, staff, params, body }) => retireNumber(rt, staff, linkOf(params), body.reason),
  }),
  route({
    method: 'post',
    path: '/families/:id/numbers/:addressId/restore',
    summary: 'A number that retired by mistake reaches the guardian again.',
    params: byNumber,
    act: ({ rt, staff, params }) => restoreNumber(rt, staff, linkOf(params)),
  }),
];
