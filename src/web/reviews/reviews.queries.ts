import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { interpreterPage, reviewPage, settledPage, type ReviewPage } from '../../api/reviews.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

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

/** Families' texts that wait for an interpreter, page by page. */
export const interpreterTasksQuery = infiniteQueryOptions({
  queryKey: ['reviews', 'interpreters'],
  queryFn: ({ pageParam, signal }) => {
    const query = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`;
    return getJson(`/api/interpreter-tasks${query}`, interpreterPage, signal);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

/** Writes what a text says: in one's own name by a reader of its language, else in an interpreter's. */
export function useInterpreted(messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, interpreter }: { text: string; interpreter: string | null }) =>
      interpreter === null
        ? postOnly(`/api/messages/${messageId}/translation`, { text })
        : postOnly(`/api/messages/${messageId}/interpreted`, { text, interpreter }),
    onError: (error) => tellProblem(t('interpreter.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['reviews'] }),
  });
}
