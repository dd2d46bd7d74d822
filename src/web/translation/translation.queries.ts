import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import {
  importOutcome,
  memoryPage,
  retiredPage,
  termList,
  translationSettings,
  type AgreementInput,
  type PairInput,
  type TermInput,
} from '../../api/translation.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

export const settingsQuery = queryOptions({
  queryKey: ['translation', 'settings'],
  queryFn: ({ signal }) => getJson('/api/translation/settings', translationSettings, signal),
});

export const termsQuery = queryOptions({
  queryKey: ['translation', 'terms'],
  queryFn: ({ signal }) => getJson('/api/translation/terms', termList, signal),
});

/** Translations that are not used any more, page by page, those last taken out first. */
export const retiredQuery = (search: string, language: string) =>
  infiniteQueryOptions({
    queryKey: ['translation', 'memory', 'retired', search, language],
    queryFn: ({ pageParam, signal }) =>
      getJson(
        `/api/translation/retired-memory?${wordsQuery(search, language, pageParam)}`,
        retiredPage,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

function wordsQuery(search: string, language: string, cursor: string | null): URLSearchParams {
  const query = new URLSearchParams();
  if (search !== '') query.set('search', search);
  if (language !== '') query.set('language', language);
  if (cursor !== null) query.set('cursor', cursor);
  return query;
}

/** Approved translations page by page, the newest first. */
export const memoryQuery = (search: string, language: string) =>
  infiniteQueryOptions({
    queryKey: ['translation', 'memory', 'used', search, language],
    queryFn: ({ pageParam, signal }) =>
      getJson(`/api/translation/memory?${wordsQuery(search, language, pageParam)}`, memoryPage, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const useRecordAgreement = () =>
  useChange('settings', (input: AgreementInput) => postOnly('/api/translation/agreements', input));

export const useEndAgreement = () =>
  useChange('settings', (engine: string) =>
    postOnly(`/api/translation/agreements/${encodeURIComponent(engine)}/end`, {}),
  );

export const useSetPair = () =>
  useChange('settings', (input: PairInput) => postOnly('/api/translation/pairs', input));

export const useSetTerm = () =>
  useChange('terms', (input: TermInput) => postOnly('/api/translation/terms', input));

export const useRemoveTerm = () =>
  useChange('terms', (id: string) => postOnly(`/api/translation/terms/${encodeURIComponent(id)}/remove`, {}));

export const useRetireMemory = () =>
  useChange('memory', (id: string) =>
    postOnly(`/api/translation/memory/${encodeURIComponent(id)}/retire`, {}),
  );

export const useRestoreMemory = () =>
  useChange('memory', (id: string) =>
    postOnly(`/api/translation/memory/${encodeURIComponent(id)}/restore`, {}),
  );

export const useImportTerms = () =>
  useChange('terms', (content: string) =>
    postJson('/api/translation/terms/import', { content }, importOutcome),
  );

export const useImportMemory = () =>
  useChange('memory', (file: { format: 'tmx' | 'csv'; content: string }) =>
    postJson('/api/translation/memory/import', file, importOutcome),
  );

/** A change after which that part of the page is asked for again. */
function useChange<Input, Answer>(
  part: 'settings' | 'terms' | 'memory',
  act: (input: Input) => Promise<Answer>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(t('translation.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['translation', part] }),
  });
}
