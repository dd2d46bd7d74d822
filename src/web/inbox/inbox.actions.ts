import {
  useMutation,
  useMutationState,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import type { ConversationPage, ConversationSummary } from '../../api/inbox.schemas.js';
import { speakerAsked } from '../../api/message-changes.schemas.js';
import { replyResult, type ReleaseInput, type ReplyInput } from '../../api/replies.schemas.js';
import type { Thread } from '../../api/thread.schemas.js';
import { ApiProblem, postJson, postOnly } from '../lib/api.js';
import { intentionFor } from '../lib/intention.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { keepDraft, type Draft } from './drafts.js';

interface Sending {
  input: ReplyInput;
  key: string;
}

/** Shows a change at once in the list and the thread; asking again afterwards puts it right where it was not. */
function showAtOnce(client: QueryClient, conversationId: string, change: Partial<ConversationSummary>): void {
  client.setQueryData<InfiniteData<Thread, number | null>>(
    ['thread', conversationId],
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({ ...page, conversation: { ...page.conversation, ...change } })),
      },
  );
  client.setQueriesData<InfiniteData<ConversationPage, string | null>>(
    { queryKey: ['conversations'] },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => (item.id === conversationId ? { ...item, ...change } : item)),
        })),
      },
  );
}

/** Asks anew for what a change of a conversation may have changed. */
export async function askAgain(client: QueryClient, conversationId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['thread', conversationId] }),
    client.invalidateQueries({ queryKey: ['conversations'] }),
    client.invalidateQueries({ queryKey: ['reviews'] }),
  ]);
}

/** Gives a conversation to someone, or to nobody. */
export function useAssign(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (to: { id: string; name: string } | null) =>
      postOnly(`/api/conversations/${conversationId}/assignee`, { staffId: to?.id ?? null }),
    onMutate: (to) => showAtOnce(client, conversationId, { assignee: to }),
    onError: (error) => tellProblem(t('assign.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Says who of those at a shared phone wrote a text. */
export function useNameWriter(conversationId: string, messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (guardianId: string | null) =>
      postOnly(`/api/messages/${messageId}/guardian`, { guardianId }),
    onError: (error) => tellProblem(t('writer.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Says which child a text of the family is about. */
export function useAttribute(conversationId: string, messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (studentId: string | null) => postOnly(`/api/messages/${messageId}/student`, { studentId }),
    onError: (error) => tellProblem(t('about.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Has somebody who speaks its language look at a text. */
export function useAskSpeaker(conversationId: string, messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postJson(`/api/messages/${messageId}/ask-speaker`, {}, speakerAsked),
    onError: (error) => tellProblem(t('speaker.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Says what a text that may be about danger turned out to be; null takes that back. */
export function useLookAt(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ messageId, outcome }: { messageId: string; outcome: 'no_worry' | 'urgent' | null }) =>
      postOnly(`/api/messages/${messageId}/look`, { outcome }),
    onError: (error) => tellProblem(t('lookSoon.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Closes a conversation with its requests, or opens it again. */
export function useSetState(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (state: 'open' | 'closed') =>
      postOnly(`/api/conversations/${conversationId}/state`, { state }),
    onMutate: (state) => showAtOnce(client, conversationId, { state }),
    onError: (error) => tellProblem(t('thread.stateFailed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Sends a draft. It is forgotten only when the server has taken it; `family_wrote` loads what is new. */
export function useReply(conversationId: string) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationKey: ['reply', conversationId],
    mutationFn: ({ input, key }: Sending) =>
      postJson(`/api/conversations/${conversationId}/replies`, input, replyResult, { idempotencyKey: key }),
    onSuccess: async (result) => {
      keepDraft(conversationId, null);
      if (result.state === 'dropped')
        tellProblem(t('reply.dropped'), new ApiProblem(200, 'dropped', result.reason ?? ''));
      await askAgain(client, conversationId);
    },
    onError: async (error) => {
      if (error instanceof ApiProblem && ['family_wrote', 'order_unread'].includes(error.code))
        await askAgain(client, conversationId);
    },
  });
  const send = (draft: Draft, ordersRead: readonly string[]): void => {
    const input: ReplyInput = {
      text: draft.text.trim(),
      afterPosition: draft.afterPosition,
      ...(draft.translation !== null && { translation: draft.translation.text.trim() }),
      ...(draft.split === true && { whenTooLong: 'split' as const }),
      ...(draft.picture !== undefined && { pictureId: draft.picture.id }),
      ...(draft.corrects !== undefined && { corrects: draft.corrects }),
      ...(ordersRead.length > 0 && { ordersRead: [...ordersRead] }),
    };
    const intention = intentionFor(input, draft.intention);
    keepDraft(conversationId, { ...draft, intention });
    mutation.mutate({ input, key: intention.key });
  };
  return { send, sending: mutation.isPending, error: mutation.error, forgetError: mutation.reset };
}

/** Replies of this conversation that are on their way to the server. */
export function useRepliesBeingSent(conversationId: string): ReplyInput[] {
  return useMutationState({
    filters: { mutationKey: ['reply', conversationId], status: 'pending' },
    select: (mutation) => (mutation.state.variables as Sending | undefined)?.input,
  }).filter((input) => input !== undefined);
}

interface Releasing {
  input: ReleaseInput;
  key: string;
  then?: (() => void) | undefined;
}

/** Takes one of the ways on for a held text, or for every text that says the same. */
export function useRelease(conversationId: string, messageId: string, forAll = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ input, key }: Releasing) =>
      postOnly(`/api/${forAll ? 'reviews' : 'messages'}/${messageId}/release`, input, {
        idempotencyKey: key,
      }),
    // Here and not at the caller, who is gone as soon as the text is no longer held.
    onSuccess: (_done, { then }) => then?.(),
    onError: (error) => tellProblem(t('held.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/** Puts right the English of a family's text. */
export function useCorrectTranslation(conversationId: string, messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) => postOnly(`/api/messages/${messageId}/translation`, { text }),
    onError: (error) => tellProblem(t('correction.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}
