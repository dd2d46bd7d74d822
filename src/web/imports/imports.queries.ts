import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  importPage,
  importRows,
  importSources,
  importStarted,
  importView,
  missedRollovers,
  type ImportView,
  type RowActionView,
} from '../../api/imports.schemas.js';
import { getJson, postForm, postJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

const busy: readonly ImportView['state'][] = ['waiting', 'reading', 'applying'];

/** Whether a worker is at it. */
export const isBusy = (imported: ImportView): boolean => busy.includes(imported.state);

/** Imports, the newest first. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'],
  queryFn: ({ pageParam, signal }) =>
    getJson(
      pageParam === null ? '/api/imports' : `/api/imports?${new URLSearchParams({ cursor: pageParam })}`,
      importPage,
      signal,
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
});

/** One import; asked every second while a worker is at it. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => getJson(`/api/imports/${encodeURIComponent(id)}`, importView, signal),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 1_000 : 30_000),
  });

/** Rows of one kind; asked anew when the import's state changes. */
export const rowsQuery = (imported: ImportView, action: RowActionView) =>
  infiniteQueryOptions({
    queryKey: ['import', imported.id, 'rows', action, imported.state, imported.language?.column],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ action, ...(pageParam === null ? {} : { cursor: pageParam }) });
      return getJson(`/api/imports/${encodeURIComponent(imported.id)}/rows?${query}`, importRows, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });

/** Systems that rosters came from so far. */
export const sourcesQuery = queryOptions({
  queryKey: ['imports', 'sources'],
  queryFn: ({ signal }) => getJson('/api/imports/sources', importSources, signal),
});

/** Rollovers that were not applied on their day. Events tell of them; asking again by itself makes good a lost one. */
export const missedRolloversQuery = queryOptions({
  queryKey: ['imports', 'missed'],
  queryFn: ({ signal }) => getJson('/api/imports/missed', missedRollovers, signal),
  refetchInterval: 60_000,
});

/** Reads the files again with the home language in another column. */
export function useReadAgain(id: string) {
  return useImportMutation(
    (languageColumn: string) => postOnly(`/api/imports/${id}/read-again`, { languageColumn }),
    t('imports.failed'),
  );
}

/** Sends files; a worker reads them. */
export function useUpload() {
  return useImportMutation(
    (form: FormData) => postForm('/api/imports', form, importStarted),
    t('imports.uploadFailed'),
  );
}

/** Applies a difference. */
export function useApply(id: string) {
  return useImportMutation(
    (confirmed: boolean) => postOnly(`/api/imports/${id}/apply`, { confirmed }),
    t('imports.failed'),
  );
}

/** Puts a difference away. */
export function useDiscard(id: string) {
  return useImportMutation(() => postOnly(`/api/imports/${id}/discard`, {}), t('imports.failed'));
}

/** Takes an import back. */
export function useUndoImport(id: string) {
  return useImportMutation(() => postJson(`/api/imports/${id}/undo`, {}, importStarted), t('imports.failed'));
}

function useImportMutation<Input, Output>(act: (input: Input) => Promise<Output>, failed: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onError: (error) => tellProblem(failed, error),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['imports'] }),
        client.invalidateQueries({ queryKey: ['import'] }),
      ]),
  });
}
