import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { z } from 'zod';
import {
  consentView,
  type consentCorrection,
  type consentDecision,
  type consentUndo,
} from '../../api/consent.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';

/** What the family agreed to; part of its thread, so that it is asked again with it. Teachers are not shown it. */
export const consentQuery = (conversationId: string, isShown: boolean) =>
  queryOptions({
    queryKey: ['thread', conversationId, 'consent'],
    queryFn: ({ signal }) => getJson(`/api/conversations/${conversationId}/consent`, consentView, signal),
    enabled: isShown,
  });

export const useSeesConsent = (): boolean => useMe().role !== 'teacher';

export type Correction = z.input<typeof consentCorrection>;
export type Undo = z.input<typeof consentUndo>;
export type Decision = z.input<typeof consentDecision>;

export const useCorrectConsent = (id: string) => useConsentMutation<Correction>(id, 'consent');
export const useUndoConsent = (id: string) => useConsentMutation<Undo>(id, 'consent/undo');
export const useDecideConsent = (id: string) => useConsentMutation<Decision>(id, 'consent/decision');

function useConsentMutation<Input>(conversationId: string, what: string) {
  const client = useQueryClient();
  const intention = useRef<Intention | null>(null);
  return useMutation({
    mutationFn: (input: Input) => {
      intention.current = intentionFor(input, intention.current);
      const { key } = intention.current;
      return postOnly(`/api/conversations/${conversationId}/${what}`, input, { idempotencyKey: key });
    },
    onError: (error) => tellProblem(t('consentLedger.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['thread', conversationId] }),
  });
}
