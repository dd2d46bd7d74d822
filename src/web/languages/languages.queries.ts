import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  languageList,
  languagePage,
  type ApprovalInput,
  type ApprovalTakenBack,
} from '../../api/languages.schemas.js';
import { getJson, postOnly } from '../lib/api.js';
import { tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

/** The state of every language. */
export const languagesQuery = queryOptions({
  queryKey: ['languages'],
  queryFn: ({ signal }) => getJson('/api/languages', languageList, signal),
});

/** One language with every text of its parts. */
export const languageQuery = (code: string) =>
  queryOptions({
    queryKey: ['languages', code],
    queryFn: ({ signal }) => getJson(`/api/languages/${encodeURIComponent(code)}`, languagePage, signal),
  });

/** Notes that a speaker approved a part. */
export function useApprove(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ApprovalInput) =>
      postOnly(`/api/languages/${encodeURIComponent(code)}/approvals`, input),
    onError: (error) => tellProblem(t('languages.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['languages'] }),
  });
}

/** Takes an approval back. */
export function useTakeBackApproval(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ApprovalTakenBack) =>
      postOnly(`/api/languages/${encodeURIComponent(code)}/approvals/taken-back`, input),
    onError: (error) => tellProblem(t('languages.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['languages'] }),
  });
}
