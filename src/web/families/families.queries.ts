import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useRef } from 'react';
import {
  directoryPage,
  familyPage,
  linked,
  rightSet,
  timelinePage,
  wholeNumber,
  type DirectoryFilterInput,
  type LinkInput,
  type RightInput,
} from '../../api/families.schemas.js';
import type { ChannelInput } from '../../api/channels.schemas.js';
import { hoursPreview, hoursSet, type HoursInput, type HoursPreviewInput } from '../../api/hours.schemas.js';
import type { Correction, Undo } from '../inbox/consent.queries.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

/** The directory, page by page, by name. */
export const directoryQuery = (filter: DirectoryFilterInput) =>
  infiniteQueryOptions({
    queryKey: ['families', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(filter)) {
        if (value !== undefined && value !== '') query.set(name, value);
      }
      if (pageParam !== null) query.set('cursor', pageParam);
      return getJson(`/api/families?${query}`, directoryPage, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** A guardian's page. */
export const familyQuery = (guardianId: string) =>
  queryOptions({
    queryKey: ['family', guardianId],
    queryFn: ({ signal }) => getJson(`/api/families/${encodeURIComponent(guardianId)}`, familyPage, signal),
    refetchInterval: 60_000,
  });

/** What happened with a guardian, the latest first. */
export const timelineQuery = (guardianId: string) =>
  infiniteQueryOptions({
    queryKey: ['family', guardianId, 'timeline'],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`;
      return getJson(
        `/api/families/${encodeURIComponent(guardianId)}/timeline${query}`,
        timelinePage,
        signal,
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

function useFamilyMutation<Input, Answer>(act: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(t('families.failed'), error),
    // A right or a number changes what threads, lists and the directory show of the family.
    onSettled: () =>
      Promise.all(
        [['family'], ['families'], ['thread'], ['conversations']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export function useSetRight(guardianId: string) {
  return useFamilyMutation((input: RightInput) =>
    postJson(`/api/families/${guardianId}/rights`, input, rightSet),
  );
}

export function useTakeRightBack() {
  return useFamilyMutation((rightId: string) => postOnly(`/api/rights/${rightId}/withdraw`, {}));
}

export function useSetLanguage(guardianId: string) {
  return useFamilyMutation((language: string | null) =>
    postOnly(`/api/families/${guardianId}/language`, { language }),
  );
}

export function useRetireNumber(guardianId: string, addressId: string) {
  return useFamilyMutation((reason: 'moved' | 'wrong_number' | 'reassigned') =>
    postOnly(`/api/families/${guardianId}/numbers/${addressId}/retire`, { reason }),
  );
}

export function useRestoreNumber(guardianId: string, addressId: string) {
  return useFamilyMutation(() => postOnly(`/api/families/${guardianId}/numbers/${addressId}/restore`, {}));
}

export function useRevealNumber(guardianId: string, addressId: string) {
  return useFamilyMutation(() =>
    postJson(`/api/families/${guardianId}/numbers/${addressId}/reveal`, {}, wholeNumber),
  );
}

/** Takes an entry of the consent history back, with the reason. */
export function useUndoConsentEntry(guardianId: string) {
  return useOnceMutation((input: Undo, key) =>
    postOnly(`/api/families/${guardianId}/consent/undo`, input, { idempotencyKey: key }),
  );
}

/** Sets what was agreed to at a number, with the reason. */
export function useCorrectConsentAt(guardianId: string, addressId: string) {
  return useOnceMutation((input: Correction, key) =>
    postOnly(`/api/families/${guardianId}/numbers/${addressId}/consent`, input, { idempotencyKey: key }),
  );
}

export function useSetChannelAt(guardianId: string, addressId: string) {
  return useFamilyMutation((input: ChannelInput) =>
    postOnly(`/api/families/${guardianId}/numbers/${addressId}/channel`, input),
  );
}

/** What hours would change at a number, before they are saved. */
export const hoursPreviewQuery = (guardianId: string, addressId: string, wanted: HoursPreviewInput) =>
  queryOptions({
    queryKey: ['family', guardianId, 'hours', addressId, wanted],
    queryFn: ({ signal }) =>
      postJson(`/api/families/${guardianId}/numbers/${addressId}/hours/preview`, wanted, hoursPreview, {
        signal,
      }),
  });

/** Writes down when a family wants texts at a number. */
export function useSetHoursAt(guardianId: string, addressId: string) {
  return useOnceMutation((input: HoursInput, key) =>
    postJson(`/api/families/${guardianId}/numbers/${addressId}/hours`, input, hoursSet, {
      idempotencyKey: key,
    }),
  );
}

/** Takes the hours that were written down last back. */
export function useUndoHours(guardianId: string, addressId: string) {
  return useOnceMutation((eventId: string, key) =>
    postJson(`/api/families/${guardianId}/numbers/${addressId}/hours/undo`, { eventId }, hoursSet, {
      idempotencyKey: key,
    }),
  );
}

/** For what may be meant once only, however often the button is pressed. */
function useOnceMutation<Input, Answer>(act: (input: Input, key: string) => Promise<Answer>) {
  const intention = useRef<Intention | null>(null);
  return useFamilyMutation((input: Input) => {
    intention.current = intentionFor(input, intention.current);
    return act(input, intention.current.key);
  });
}

export function useLinkSender(conversationId: string) {
  return useFamilyMutation((input: LinkInput) =>
    postJson(`/api/conversations/${conversationId}/link`, input, linked),
  );
}

export function useUndoLink() {
  return useFamilyMutation((checkId: string) => postOnly(`/api/identity-checks/${checkId}/undo`, {}));
}
