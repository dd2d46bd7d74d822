import {
  infiniteQueryOptions,
  keepPreviousData,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import {
  passwordGiven,
  staffAdded,
  staffDirectory,
  staffLeft,
  type NewStaffInput,
  type StaffAccount,
  type StaffFactsInput,
} from '../../api/staff.schemas.js';
import { getJson, postJson, postOnly } from '../lib/api.js';
import { tellDone, tellProblem } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';

const pathOf = (id: string): string => `/api/staff/directory/${encodeURIComponent(id)}`;

/** The district's people by name, page by page. */
export const staffQuery = (filter: { search: string; left: boolean }) =>
  infiniteQueryOptions({
    queryKey: ['staff-directory', filter],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ search: filter.search, left: String(filter.left) });
      if (pageParam !== null) query.set('cursor', pageParam);
      return getJson(`/api/staff/directory?${query}`, staffDirectory, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** Who somebody is shows in many places: names, speakers of languages, what oneself may do. */
const showAnew = (client: QueryClient): Promise<void> => client.invalidateQueries();

/** Sets role, languages and schools. */
export function useChangeStaff(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (facts: StaffFactsInput) => postOnly(pathOf(id), facts),
    onSuccess: () => showAnew(client),
  });
}

/** Adds somebody. */
export function useAddStaff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (person: NewStaffInput) => postJson('/api/staff/directory', person, staffAdded),
    onSuccess: () => showAnew(client),
  });
}

/** Makes a password for a colleague; it is known here and nowhere else. */
export function useGivePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (staffId: string) => postJson('/api/auth/staff-password', { staffId }, passwordGiven),
    onError: (error) => tellProblem(t('staff.failed'), error),
    onSettled: () => client.invalidateQueries({ queryKey: ['staff-directory'] }),
  });
}

/** Lets somebody leave. What came of it is said here, since the person is not in the list any more. */
export function useLetLeave({ id, name }: Pick<StaffAccount, 'id' | 'name'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postJson(`${pathOf(id)}/leave`, {}, staffLeft),
    onSuccess: ({ isOfRoster }) =>
      tellDone(t(isOfRoster ? 'staff.leftOfRoster' : 'staff.leftDone', { name })),
    onError: (error) => tellProblem(t('staff.failed'), error),
    onSettled: () => showAnew(client),
  });
}

/** Brings somebody back who left. */
export function useBringBack({ id, name }: Pick<StaffAccount, 'id' | 'name'>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => postOnly(`${pathOf(id)}/back`, {}),
    onSuccess: () => tellDone(t('staff.backDone', { name })),
    onError: (error) => tellProblem(t('staff.failed'), error),
    onSettled: () => showAnew(client),
  });
}
