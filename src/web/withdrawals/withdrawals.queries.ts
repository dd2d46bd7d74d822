import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import {
  correctionResult,
  withdrawal,
  withdrawalMade,
  withdrawalNotices,
  withdrawalPage,
  type CorrectionResult,
  type WithdrawalInput,
} from '../../api/withdrawals.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellDone, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

/** Withdrawn translations that nobody has put right yet, page by page. */
export const openWithdrawalsQuery = infiniteQueryOptions({
  queryKey: ['withdrawals', 'open'],
  queryFn: ({ pageParam, signal }) => {
    const query = new URLSearchParams({ state: 'open' });
    if (pageParam !== null) query.set('cursor', pageParam);
    return getJson(`/api/withdrawals?${query}`, withdrawalPage, signal);
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

/** What the reader relied on that turned out to be wrong. Events tell of it; asking again makes good a lost one. */
export const noticesQuery = queryOptions({
  queryKey: ['withdrawals', 'notices'],
  queryFn: ({ signal }) => getJson('/api/withdrawals/notices', withdrawalNotices, signal),
  refetchInterval: 60_000,
});

export const withdrawalQuery = (id: string) =>
  queryOptions({
    queryKey: ['withdrawal', id],
    queryFn: ({ signal }) => getJson(`/api/withdrawals/${encodeURIComponent(id)}`, withdrawal, signal),
  });

async function askAgain(client: QueryClient): Promise<void> {
  const keys = ['withdrawals', 'withdrawal', 'thread', 'conversations', 'reviews', 'nudge', 'translation'];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** Takes back a wrong translation. */
export function useWithdraw(tell: (id: string) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: WithdrawalInput) => postJson('/api/withdrawals', input, withdrawalMade),
    // Here and not at the caller, who is gone as soon as the thread knows of the withdrawal.
    onSuccess: ({ id }) => tell(id),
    onError: (error) => tellProblem(t('withdrawal.failed'), error),
    onSettled: () => askAgain(client),
  });
}

export function useUndoWithdrawal() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => postOnly(`/api/withdrawals/${id}/undo`, {}),
    onSuccess: () => tellDone(t('withdrawal.undone')),
    onError: (error) => tellProblem(t('withdrawal.undoFailed'), error),
    onSettled: () => askAgain(client),
  });
}

export function useSeen(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postOnly(`/api/withdrawals/${id}/seen`, {}),
    onError: (error) => tellProblem(t('withdrawal.seenFailed'), error),
    onSettled: () => askAgain(client),
  });
}

/** Says what is right; what went wrong stands beside the box. */
export function useCorrect(id: string, tell: (result: CorrectionResult) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      postJson(`/api/withdrawals/${id}/correction`, { text }, correctionResult, { idempotencyKey: key }),
    // Here and not at the caller, who is gone as soon as it is settled.
    onSuccess: tell,
    onSettled: () => askAgain(client),
  });
}
