import { z } from 'zod';
import { listInterpreterTasks, writeInterpreted } from '../inbox/interpreter-tasks.js';
import { listReviews, listSettledReviews } from '../inbox/reviews.js';
import { releaseGroup } from '../inbox/release-group.js';
import { id } from './common.schemas.js';
import { releaseInput } from './replies.schemas.js';
import {
  groupReleased,
  interpretedInput,
  interpreterPage,
  interpreterQuery,
  reviewPage,
  reviewQuery,
  settledPage,
  settledQuery,
} from './reviews.schemas.js';
import { route, type Route } from './route.js';

/** Texts that wait for somebody who reads their language. `POST /messages/:id/release` takes the ways on. */
export const reviewsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/reviews',
    summary: 'Held texts that wait for somebody who reads their language, the most pressing first.',
    query: reviewQuery,
    response: reviewPage,
    act: ({ rt, staff, query }) => listReviews(rt, staff, query),
  }),
  route({
    method: 'get',
    path: '/reviews/settled',
    summary: 'What was decided about texts that waited: the words before and after, by whom and when.',
    query: settledQuery,
    response: settledPage,
    act: ({ rt, staff, query }) => listSettledReviews(rt, staff, query),
  }),
  route({
    method: 'post',
    path: '/reviews/:id/release',
    summary: 'One decision for every held text that says the same in the same language.',
    params: z.object({ id }),
    body: releaseInput,
    idempotent: true,
    response: groupReleased,
    act: ({ rt, staff, params, body, idempotencyKey }) =>
      releaseGroup(rt, staff, params.id, body, idempotencyKey),
  }),
  route({
    method: 'get',
    path: '/interpreter-tasks',
    summary: "Families' texts no engine translates, each with its owner and deadline.",
    query: interpreterQuery,
    response: interpreterPage,
    act: ({ rt, staff, query }) => listInterpreterTasks(rt, staff, query),
  }),
  route({
    method: 'post',
    path: '/messages/:id/interpreted',
    summary: 'Writes what an interpreter said a text means.',
    params: z.object({ id }),
    body: interpretedInput,
    act: ({ rt, staff, params, body }) => writeInterpreted(rt, staff, params.id, body),
  }),
];
