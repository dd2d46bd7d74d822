import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { callPage } from '../../api/alerts.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

export type CallState = 'open' | 'done';

/** Calls of the reader's schools, page by page; only those of one alert where it is given. */
export const callsQuery = (state: CallState, alertId?: string) =>
  infiniteQueryOptions({
    queryKey: ['calls', state, alertId ?? null],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state });
      if (alertId !== undefined) query.set('alertId', alertId);
      if (pageParam !== null) query.set('cursor', pageParam);
      return getJson(`/api/calls?${query}`, callPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: 60_000,
  });

/** How many calls are to be made, as far as they are read; `isMore` where there are more than that. */
export function useOpenCalls(enabled = true): { count: number; isMore: boolean } {
  const { data, hasNextPage } = useInfiniteQuery({ ...callsQuery('open'), enabled });
  const count = data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  return { count, isMore: hasNextPage };
}

/** Notes that a call was made. */
export function useFinishCall(callId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (outcome: string) =>
      postOnly(`/api/calls/${encodeURIComponent(callId)}/done`, { outcome: outcome.trim() }),
    onError: (error) => tellProblem(t('calls.failed'), error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['calls'] }),
        client.invalidateQueries({ queryKey: ['alert'] }),
        client.invalidateQueries({ queryKey: ['alerts'] }),
      ]),
  });
}
