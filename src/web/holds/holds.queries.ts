import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { holdList, holdPlaced, type holdInput } from '../../api/holds.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

/** What is stopped now. Events tell of changes; asking again by itself makes good a lost one. */
export const holdsQuery = queryOptions({
  queryKey: ['holds'],
  queryFn: ({ signal }) => getJson('/api/holds', holdList, signal),
  refetchInterval: 60_000,
});

export type HoldInput = z.input<typeof holdInput>;

/** Stops texts. */
export function usePlaceHold() {
  return useHoldMutation((input: HoldInput) => postJson('/api/holds', input, holdPlaced));
}

/** Lets a hold go. */
export function useLiftHold() {
  return useHoldMutation(({ id, heldTexts }: { id: string; heldTexts: 'send' | 'drop' }) =>
    postOnly(`/api/holds/${encodeURIComponent(id)}/lift`, { heldTexts }),
  );
}

/** Lets a line go on that the carrier refused. */
export function useResumeLine() {
  return useHoldMutation((id: string) => postOnly(`/api/lines/${encodeURIComponent(id)}/resume`, {}));
}

function useHoldMutation<Input>(act: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(t('holds.failed'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['holds'] }),
  });
}
