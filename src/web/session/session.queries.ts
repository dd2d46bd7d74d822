import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { role } from '../../api/common.schemas.js';
import { demoAccounts, me, type DemoAccount, type Me } from '../../api/session.schemas.js';
import { ApiProblem, getJson } from '../lib/api.js';

export type Role = z.infer<typeof role>;

/** Who is signed in. Fails with status 401 where nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => getJson('/api/me', me, signal),
  staleTime: 5 * 60_000,
});

/** Who is signed in, on pages that are shown only after signing in. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Of a school or of the district. */
export const isAdministrator = ({ role }: Pick<Me, 'role'>): boolean =>
  role === 'school_admin' || role === 'district_admin';

/** The demo district's accounts; none where the district is not a demo. */
export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: async ({ signal }): Promise<DemoAccount[]> => {
    try {
      return (await getJson('/api/demo-accounts', demoAccounts, signal)).items;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return [];
      throw error;
    }
  },
  staleTime: Infinity,
});

/** Where a person of this role starts. */
export function homeOf(role: Role): '/inbox' | '/nudges' {
  return role === 'teacher' ? '/nudges' : '/inbox';
}
