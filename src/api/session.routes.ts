import { z } from 'zod';
import { demoPassword } from '../auth/demo-password.js';
import { assignableStaff, demoSignIns } from '../auth/staff.queries.js';
import { belongsToSchool, reachOf } from '../auth/visibility.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { directionOf, languages } from '../i18n/languages.js';
import { notFound, RecadoError } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readDeployment, readSchools } from '../roster/schools.queries.js';
import { id } from './common.schemas.js';
import { openRoute, route, type Route } from './route.js';
import { demoAccounts, me, staffList } from './session.schemas.js';

/** Who is signed in, and the people they work with. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/me',
    summary: 'Who is signed in, and what this deployment is.',
    response: me,
    act: ({ rt, staff }) => describeMe(rt, staff),
  }),
  route({
    method: 'get',
    path: '/staff',
    summary: 'Who a conversation may be given to.',
    query: z.object({ schoolId: id.optional() }),
    response: staffList,
    act: async ({ rt, staff, query }) => {
      if (query.schoolId === undefined) {
        const schools = reachOf(staff) === 'district' ? 'all' : staff.schoolIds;
        return { items: await assignableStaff(rt.db, schools) };
      }
      if (!belongsToSchool(staff, query.schoolId)) throw notFound('This school');
      return { items: await assignableStaff(rt.db, [query.schoolId]) };
    },
  }),
  openRoute({
    path: '/demo-accounts',
    summary: 'The accounts of the demo district; 404 where the district is not a demo.',
    response: demoAccounts,
    act: async (rt) => {
      const deployment = await readDeployment(rt.db);
      if (deployment?.kind !== 'demo') throw notFound('This page');
      const items = await demoSignIns(rt.db);
      return { items: items.map((account) => ({ ...account, password: demoPassword })) };
    },
  }),
];

async function describeMe(rt: Runtime, staff: SignedInStaff): Promise<z.input<typeof me>> {
  const [deployment, schools] = await Promise.all([
    readDeployment(rt.db),
    readSchools(rt.db, reachOf(staff) === 'district' ? 'all' : staff.schoolIds),
  ]);
  if (!deployment) {
    throw new RecadoError('no_district', 'This database holds no district yet.', { status: 503 });
  }
  const { apiBaseUrl } = rt.config.twilio;
  return {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    role: staff.role,
    languages: [...staff.languages],
    district: { name: deployment.districtName, kind: deployment.kind },
    schools,
    languageNames: rt.texts.languages().map((code) => ({
      code,
      name: languages[code].name,
      ownName: languages[code].ownName,
      direction: directionOf(code),
    })),
    phonesUrl: deployment.kind === 'demo' && apiBaseUrl !== undefined ? `${apiBaseUrl}/phones` : null,
  };
}
