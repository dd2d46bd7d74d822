import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import {
  fixedText,
  fixedTextMade,
  fixedTextPage,
  fixedTextsInMessage,
  gotItPage,
  type FixedTextInput,
} from '../../api/fixed-texts.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellDone, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

const path = '/api/fixed-text-withdrawals';

export type FixedTextList = 'standing' | 'english' | 'undone';

/** Withdrawn fixed texts, page by page. `english`: those nobody has said the right words of. */
export const fixedTextsQuery = (state: FixedTextList) =>
  infiniteQueryOptions({
    queryKey: ['fixed-texts', state],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state });
      if (pageParam !== null) query.set('cursor', pageParam);
      return getJson(`${path}?${query}`, fixedTextPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

export const fixedTextQuery = (id: string) =>
  queryOptions({
    queryKey: ['fixed-text', id],
    queryFn: ({ signal }) => getJson(`${path}/${encodeURIComponent(id)}`, fixedText, signal),
  });

/** Families that got the wrong words, page by page. */
export const gotItQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['fixed-text', id, 'families'],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(pageParam === null ? {} : { cursor: pageParam });
      return getJson(`${path}/${encodeURIComponent(id)}/families?${query}`, gotItPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** Which fixed texts stand in a text that went out; asked each time somebody wants to withdraw one. */
export const fixedTextsInQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['fixed-texts-in', messageId],
    staleTime: 0,
    queryFn: ({ signal }) =>
      getJson(`/api/messages/${encodeURIComponent(messageId)}/fixed-texts`, fixedTextsInMessage, signal),
  });

async function askAgain(client: QueryClient): Promise<void> {
  const keys = ['fixed-texts', 'fixed-text', 'thread', 'language', 'languages'];
  await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
}

/** Takes a fixed text back; what went wrong stands beside the words. */
export function useWithdrawFixed(tell: (made: { id: string; partlyGone: number }) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: FixedTextInput) => postJson(path, input, fixedTextMade),
    // Here and not at the caller, who may be gone as soon as it is settled.
    onSuccess: tell,
    onSettled: () => askAgain(client),
  });
}

/** Says what is right; what went wrong stands beside the box. */
export function useCorrectFixed(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => postOnly(`${path}/${id}/correction`, { text }),
    onSuccess: () => tellDone(t('fixedText.saved')),
    onSettled: () => askAgain(client),
  });
}

export function useUndoFixed(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) => postOnly(`${path}/${id}/undo`, { reason }),
    onSuccess: () => tellDone(t('fixedText.undone')),
    onError: (error) => tellProblem(t('withdrawal.undoFailed'), error),
    onSettled: () => askAgain(client),
  });
}
