import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  holdList,
  holdPlaced,
  lineList,
  type holdInput,
  type linePaceInput,
} from '../../api/holds.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellDone, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

/** What is stopped now. Events tell of changes; asking again by itself makes good a lost one. */
export const holdsQuery = queryOptions({
  queryKey: ['holds'],
  queryFn: ({ signal }) => getJson('/api/holds', holdList, signal),
  refetchInterval: 60_000,
});

/** How fast each line sends. */
export const linesQuery = queryOptions({
  queryKey: ['lines'],
  queryFn: ({ signal }) => getJson('/api/lines', lineList, signal),
});

export type LinePaceInput = z.input<typeof linePaceInput>;

/** Sets how fast a line sends. */
export function useSetLinePace(lineId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (pace: LinePaceInput) => postOnly(`/api/lines/${encodeURIComponent(lineId)}/pace`, pace),
    onSuccess: () => tellDone(t('lines.saved')),
    onError: (error) => tellProblem(t('lines.failed'), error),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['lines'] }),
  });
}

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
    // Not waited for: where the server is away, the button is there again at once.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['holds'] }),
  });
}
