import { useMutation, useQueryClient } from '@tanstack/react-query';
import { readingChanged, type ReadingInput } from '../../api/readings.schemas.js';
import { postJson, postOnly } from '../lib/api.js';
import { offerUndo, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { askAgain, useAssign } from './inbox.actions.js';

/** Takes back what somebody put right in the reading of a text. */
export function useUndoReading(conversationId: string, messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changeId: string) => postOnly(`/api/messages/${messageId}/reading/undo`, { changeId }),
    onError: (error) => tellProblem(t('putRight.undoFailed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

/**
 * Puts right one thing in the reading of a text, says so with a way back, and offers to give it to whom such a text goes
 * as a rule.
 */
export function usePutRight(conversationId: string, messageId: string) {
  const client = useQueryClient();
  const undo = useUndoReading(conversationId, messageId);
  const assign = useAssign(conversationId);
  return useMutation({
    mutationFn: (input: ReadingInput) =>
      postJson(`/api/messages/${messageId}/reading`, input, readingChanged),
    // Here and not at the caller, who may be gone: a closed thread shows its menu anew.
    onSuccess: ({ changeId, wouldGoTo }, input) => {
      if (wouldGoTo !== null) {
        const { name } = wouldGoTo;
        const give = t('putRight.give', { name });
        offerUndo(t('putRight.wouldGo', { name }), () => assign.mutate(wouldGoTo), give);
      }
      offerUndo(doneInWords(input), () => undo.mutate(changeId));
    },
    onError: (error) => tellProblem(t('putRight.failed'), error),
    onSettled: () => askAgain(client, conversationId),
  });
}

function doneInWords(input: ReadingInput): string {
  switch (input.part) {
    case 'answer':
      return t('putRight.done.answer');
    case 'topic':
      return t('putRight.done.topic', { topic: t(`topics.${input.topic}`) });
    case 'urgent':
      return input.urgent ? t('putRight.done.urgent') : t('putRight.done.notUrgent');
    case 'request':
      return input.needed ? t('putRight.done.needed') : t('putRight.done.notNeeded');
  }
}
