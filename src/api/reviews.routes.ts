import { listReviews } from '../inbox/reviews.js';
import { reviewPage, reviewQuery } from './reviews.schemas.js';
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
];
