import { listReviews, listSettledReviews } from '../inbox/reviews.js';
import { reviewPage, reviewQuery, settledPage, settledQuery } from './reviews.schemas.js';
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
];
