import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { reviewPage, settledPage, type ReviewPage } from '../../api/reviews.schemas.js';
import { getJson } from '../lib/api.js';

export type ReviewScope = 'mine' | 'others';

/** Held texts that wait for a reader, page by page, the most pressing first. */
export const reviewsQuery = (scope: ReviewScope) =>
  infiniteQueryOptions({
    queryKey: ['reviews', scope],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ scope });
      if (pageParam !== null) query.set('cursor', pageParam);
      return getJson(`/api/reviews?${query}`, reviewPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** How many wait. Events tell of changes; asking again by itself makes good a lost one. */
export const reviewCountsQuery = queryOptions({
  queryKey: ['reviews', 'counts'],
  queryFn: ({ signal }): Promise<ReviewPage> => getJson('/api/reviews?limit=1', reviewPage, signal),
  select: ({ counts }) => counts,
  refetchInterval: 60_000,
});

/** What was decided, page by page, the newest first. */
export const settledReviewsQuery = infiniteQueryOptions({
  queryKey: ['reviews', 'settled'],
  queryFn: ({ pageParam, signal }) => {
    const query = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`;
    return getJson(`/api/reviews/settled${query}`, settledPage, signal);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});
