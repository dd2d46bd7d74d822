import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { conversationPage, type InboxView } from '../../api/inbox.schemas.js';
import { preview, readyReplies } from '../../api/replies.schemas.js';
import { thread, type MessageView, type Thread } from '../../api/thread.schemas.js';
import { staffList } from '../../api/session.schemas.js';
import { getJson, postJson } from '../lib/api.js';

export interface ListFilter {
  view: InboxView;
  schoolId: string | null;
  search: string;
}

// Live events can be lost; then a page is behind for at most this long.
const askAgainAfter = 60_000;

/** The list of conversations, page by page. */
export const conversationsQuery = ({ view, schoolId, search }: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['conversations', { view, schoolId, search }],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ view });
      if (schoolId !== null) query.set('schoolId', schoolId);
      if (search !== '') query.set('search', search);
      if (pageParam !== null) query.set('cursor', pageParam);
      return getJson(`/api/conversations?${query}`, conversationPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: askAgainAfter,
  });

/** One conversation: the newest texts first, earlier ones page by page. */
export const threadQuery = (conversationId: string) =>
  infiniteQueryOptions({
    queryKey: ['thread', conversationId],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? '' : `?before=${pageParam}`;
      return getJson(`/api/conversations/${encodeURIComponent(conversationId)}${before}`, thread, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.hasEarlier ? (last.messages[0]?.position ?? null) : null),
    refetchInterval: askAgainAfter,
  });

/** Every loaded text of a thread, oldest first. */
export function messagesOf(pages: readonly Thread[]): MessageView[] {
  return [...pages].reverse().flatMap((page) => page.messages);
}

/** What the family would get for these words, without sending anything. */
export const previewQuery = (conversationId: string, text: string, pictureId: string | undefined) =>
  queryOptions({
    queryKey: ['preview', conversationId, text, pictureId ?? null],
    queryFn: ({ signal }) =>
      postJson(`/api/conversations/${conversationId}/preview`, { text, pictureId }, preview, { signal }),
    enabled: text !== '',
    staleTime: 5 * 60_000,
    gcTime: 5 * 60_000,
    placeholderData: (earlier) => (text === '' ? undefined : earlier),
  });

/** Texts that are ready in the family's language. */
export const readyRepliesQuery = (conversationId: string) =>
  queryOptions({
    queryKey: ['ready-replies', conversationId],
    queryFn: ({ signal }) =>
      getJson(`/api/ready-replies?${new URLSearchParams({ conversationId })}`, readyReplies, signal),
    staleTime: 5 * 60_000,
  });

/** Who a conversation of this school may be given to. */
export const staffQuery = (schoolId: string) =>
  queryOptions({
    queryKey: ['staff', schoolId],
    queryFn: async ({ signal }) =>
      (await getJson(`/api/staff?${new URLSearchParams({ schoolId })}`, staffList, signal)).items,
    staleTime: 5 * 60_000,
  });
