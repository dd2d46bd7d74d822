import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import type { z } from 'zod';
import {
  classList,
  libraryList,
  nudgeDetail,
  nudgePage,
  nudgePreview,
  nudgeSummary,
  type nudgeContent,
  type NudgeDetail,
  type NudgeInput,
  type NudgePage,
  type NudgeSummary,
} from '../../api/nudges.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellDone, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

export type NudgeContent = z.infer<typeof nudgeContent>;

const askAgainAfter = 60_000;

/** The reader's nudges, page by page. */
export const nudgesQuery = infiniteQueryOptions({
  queryKey: ['nudges'],
  queryFn: ({ pageParam, signal }) =>
    getJson(
      pageParam === null ? '/api/nudges' : `/api/nudges?${new URLSearchParams({ cursor: pageParam })}`,
      nudgePage,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  refetchInterval: askAgainAfter,
});

/** One nudge with its last run, family by family. */
export const nudgeQuery = (nudgeId: string) =>
  queryOptions({
    queryKey: ['nudge', nudgeId],
    queryFn: ({ signal }) => getJson(`/api/nudges/${encodeURIComponent(nudgeId)}`, nudgeDetail, signal),
    refetchInterval: askAgainAfter,
  });

/** Classes the reader may write to. */
export const classesQuery = queryOptions({
  queryKey: ['classes'],
  queryFn: async ({ signal }) => (await getJson('/api/classes', classList, signal)).items,
  staleTime: 5 * 60_000,
});

/** Prompts for a class: suggested first. */
export const libraryQuery = (classId: string | null) =>
  queryOptions({
    queryKey: ['library', classId],
    queryFn: async ({ signal }) =>
      (await getJson(`/api/library?${new URLSearchParams({ classId: classId ?? '' })}`, libraryList, signal))
        .items,
    enabled: classId !== null,
    staleTime: 5 * 60_000,
  });

/** What each family would get, and who would get nothing and why. Sends nothing. */
export const nudgePreviewQuery = (classId: string | null, content: NudgeContent | null) =>
  queryOptions({
    queryKey: ['nudge-preview', classId, content],
    queryFn: ({ signal }) => postJson('/api/nudges/preview', { classId, content }, nudgePreview, { signal }),
    enabled: classId !== null && content !== null,
    staleTime: 60_000,
    // Keeps the picture steady while a text is being written, but never shows one class's families for another.
    placeholderData: (earlier, query) => (query?.queryKey[1] === classId ? earlier : undefined),
  });

/** Schedules a nudge. */
export function useScheduleNudge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input, key }: { input: NudgeInput; key: string }) =>
      postJson('/api/nudges', input, nudgeSummary, { idempotencyKey: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['nudges'] }),
  });
}

/** Asks those again who did not answer a nudge. */
export function useAskAgain(nudgeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input, key }: { input: { waitSeconds: number }; key: string }) =>
      postJson(`/api/nudges/${nudgeId}/ask-again`, input, nudgeSummary, { idempotencyKey: key }),
    onError: (error) => tellProblem(t('askAgain.failed'), error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['nudge', nudgeId] }),
        client.invalidateQueries({ queryKey: ['nudges'] }),
      ]),
  });
}

/** Takes back a nudge that was just scheduled and has not gone out. */
export function useTakeBackNudge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (nudgeId: string) => postOnly(`/api/nudges/${nudgeId}/state`, { state: 'cancelled' }),
    onSuccess: () => tellDone(t('nudge.cancelled')),
    onError: (error) => tellProblem(t('nudge.stateFailed'), error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['nudges'] }),
        client.invalidateQueries({ queryKey: ['nudge'] }),
      ]),
  });
}

type NudgeState = 'scheduled' | 'paused' | 'cancelled';

/** Cancels, pauses or goes on; shown at once, put right by asking again. */
export function useSetNudgeState(nudgeId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (state: NudgeState) => postOnly(`/api/nudges/${nudgeId}/state`, { state }),
    onMutate: (state) => {
      const change = <N extends NudgeSummary>(nudge: N): N =>
        nudge.id === nudgeId ? { ...nudge, state } : nudge;
      client.setQueryData<NudgeDetail>(['nudge', nudgeId], (nudge) => nudge && change(nudge));
      client.setQueryData<InfiniteData<NudgePage, string | null>>(
        ['nudges'],
        (data) =>
          data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(change) })) },
      );
    },
    onError: (error) => tellProblem(t('nudge.stateFailed'), error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['nudge', nudgeId] }),
        client.invalidateQueries({ queryKey: ['nudges'] }),
      ]),
  });
}
