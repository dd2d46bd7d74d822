import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  alertAnswerPreview,
  alertAnswered,
  alertDetail,
  alertLeftOutPage,
  alertPage,
  alertPlaces,
  alertPreview,
  alertReplyPage,
  alertSummary,
  type AlertInput,
  type AlertSummary,
} from '../../api/alerts.schemas.js';
import { getJson, postJson } from '../lib/api.js';

const askAgainAfter = 60_000;
/** Deliveries and replies to an alert come by the hundred: an event for each would ask more often. */
const askAgainSoon = 4_000;

/** Whether the numbers of an alert still move. */
export function isUnderWay({ state, waiting, accepted }: AlertSummary): boolean {
  return state === 'open' || waiting > 0 || accepted > 0;
}

const paged = (path: string, cursor: string | null): string =>
  cursor === null ? path : `${path}?${new URLSearchParams({ cursor })}`;

const alertPath = (alertId: string): string => `/api/alerts/${encodeURIComponent(alertId)}`;

/** Alerts to the reader's schools, page by page, the newest first. */
export const alertsQuery = infiniteQueryOptions({
  queryKey: ['alerts'],
  queryFn: ({ pageParam, signal }) => getJson(paged('/api/alerts', pageParam), alertPage, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  refetchInterval: ({ state }) =>
    state.data?.pages[0]?.items.some(isUnderWay) === true ? askAgainSoon : askAgainAfter,
});

/** One alert in numbers, with its words and what was answered. */
export const alertQuery = (alertId: string) =>
  queryOptions({
    queryKey: ['alert', alertId],
    queryFn: ({ signal }) => getJson(alertPath(alertId), alertDetail, signal),
    refetchInterval: askAgainSoon,
  });

/** Whom it did not reach by text, and why. */
export const leftOutQuery = (alertId: string) =>
  infiniteQueryOptions({
    queryKey: ['alert', alertId, 'left-out'],
    queryFn: ({ pageParam, signal }) =>
      getJson(paged(`${alertPath(alertId)}/left-out`, pageParam), alertLeftOutPage, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** What families wrote back, the newest first. */
export const repliesQuery = (alertId: string) =>
  infiniteQueryOptions({
    queryKey: ['alert', alertId, 'replies'],
    queryFn: ({ pageParam, signal }) =>
      getJson(paged(`${alertPath(alertId)}/replies`, pageParam), alertReplyPage, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: askAgainSoon,
  });

/** The schools the reader may alert. */
export const placesQuery = queryOptions({
  queryKey: ['alert-places'],
  queryFn: ({ signal }) => getJson('/api/alerts/places', alertPlaces, signal),
});

/** What each family would get. Sends and stores nothing. */
export const alertPreviewQuery = (input: AlertInput | null) =>
  queryOptions({
    queryKey: ['alert-preview', input],
    queryFn: ({ signal }) => postJson('/api/alerts/preview', input, alertPreview, { signal }),
    enabled: input !== null,
    // Who can be reached and how fast changes; what is sent after a look should be what was seen.
    staleTime: 30_000,
  });

/** Sends an alert. */
export function useSendAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input, key }: { input: AlertInput; key: string }) =>
      postJson('/api/alerts', input, alertSummary, { idempotencyKey: key }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['alerts'] }),
  });
}

/** What each family that waits would get for these words. */
export const answerPreviewQuery = (alertId: string, text: string) =>
  queryOptions({
    queryKey: ['alert', alertId, 'answer', text],
    queryFn: ({ signal }) =>
      postJson(`${alertPath(alertId)}/answer/preview`, { text }, alertAnswerPreview, { signal }),
    enabled: text !== '',
    staleTime: 60_000,
  });

/** One answer to every family that waits for one. */
export function useAnswerReplies(alertId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, key }: { text: string; key: string }) =>
      postJson(`${alertPath(alertId)}/answer`, { text }, alertAnswered, { idempotencyKey: key }),
    onSettled: () => client.invalidateQueries({ queryKey: ['alert', alertId] }),
  });
}
