import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The files of a roster by name, without `.csv`: a header and rows, each a list of cells. */
export type Files = Record<string, { header: string[]; rows: string[][] }>;

const columns = {
  manifest: ['propertyName', 'value'],
  academicSessions: [
    'sourcedId',
    'status',
    'dateLastModified',
    'title',
    'type',
    'startDate',
    'endDate',
    'parentSourcedId',
    'schoolYear',
  ],
  orgs: ['sourcedId', 'status', 'dateLastModified', 'name', 'type', 'identifier', 'parentSourcedId'],
  courses: [
    'sourcedId',
    'status',
    'dateLastModified',
    'schoolYearSourcedId',
    'title',
    'courseCode',
    'grades',
    'orgSourcedId',
    'subjects',
    'subjectCodes',
  ],
  classes: [
    'sourcedId',
    'status',
    'dateLastModified',
    'title',
    'grades',
    'courseSourcedId',
    'classCode',
    'classType',
    'location',
    'schoolSourcedId',
    'termSourcedIds',
    'subjects',
    'subjectCodes',
    'periods',
  ],
  enrollments: [
    'sourcedId',
    'status',
    'dateLastModified',
    'classSourcedId',
    'schoolSourcedId',
    'userSourcedId',
    'role',
    'primary',
    'beginDate',
    'endDate',
  ],
  demographics: ['sourcedId', 'status', 'dateLastModified', 'birthDate', 'sex', 'countryOfBirthCode'],
  users11: [
    'sourcedId',
    'status',
    'dateLastModified',
    'enabledUser',
    'orgSourcedIds',
    'role',
    'username',
    'userIds',
    'givenName',
    'familyName',
    'middleName',
    'identifier',
    'email',
    'sms',
    'phone',
    'agentSourcedIds',
    'grades',
    'password',
    'metadata.homeLanguage',
  ],
  users12: [
    'sourcedId',
    'status',
    'dateLastModified',
    'enabledUser',
    'username',
    'userIds',
    'givenName',
    'familyName',
    'middleName',
    'identifier',
    'email',
    'sms',
    'phone',
    'agentSourcedIds',
    'grades',
    'password',
    'userMasterIdentifier',
    'resourceSourcedIds',
    'preferredGivenName',
    'preferredMiddleName',
    'preferredFamilyName',
    'primaryOrgSourcedId',
    'pronouns',
    'metadata.homeLanguage',
  ],
  roles: [
    'sourcedId',
    'status',
    'dateLastModified',
    'userSourcedId',
    'roleType',
    'role',
    'beginDate',
    'endDate',
    'orgSourcedId',
    'userProfileSourcedId',
  ],
};

export interface SampleUser {
  id: string;
  role: string;
  given: string;
  family: string;
  orgs?: string[];
  email?: string;
  sms?: string;
  phone?: string;
  agents?: string[];
  grade?: string;
  language?: string;
  status?: string;
  enabled?: string;
}

export interface SampleRoster {
  version: '1.1' | '1.2';
  schools: [id: string, name: string][];
  classes: { id: string; title: string; school: string; grade?: string; term?: string }[];
  users: SampleUser[];
  enrollments: [user: string, klass: string, role: string, begin?: string][];
  terms: [id: string, start: string, end: string][];
}

/** A small district after the specification: two schools, two teachers, four students in three families. */
export function sampleRoster(version: '1.1' | '1.2' = '1.1'): SampleRoster {
  return {
    version,
    schools: [
      ['s-lincoln', 'Lincoln Elementary'],
      ['s-river', 'River Middle'],
    ],
    terms: [['t-fall', '2026-08-20', '2027-06-20']],
    classes: [
      { id: 'c-3b', title: '3B', school: 's-lincoln', grade: '03', term: 't-fall' },
      { id: 'c-5a', title: '5A', school: 's-lincoln', grade: '05', term: 't-fall' },
      { id: 'c-6x', title: '6 Math', school: 's-river', grade: '06', term: 't-fall' },
    ],
    users: [
      {
        id: 'p-1',
        role: 'administrator',
        given: 'Grace',
        family: 'Okafor',
        orgs: ['s-lincoln'],
        email: 'okafor@riverside.example',
      },
      {
        id: 't-1',
        role: 'teacher',
        given: 'Dana',
        family: 'Rivera',
        orgs: ['s-lincoln'],
        email: 'rivera@riverside.example',
      },
      {
        id: 't-2',
        role: 'teacher',
        given: 'Sam',
        family: 'Lee',
        orgs: ['s-lincoln', 's-river'],
        email: 'Lee@Riverside.example',
      },
      {
        id: 'st-luis',
        role: 'student',
        given: 'Luis',
        family: 'Medina',
        orgs: ['s-lincoln'],
        grade: '03',
        agents: ['g-rosa', 'g-juan'],
      },
      {
        id: 'st-ana',
        role: 'student',
        given: 'Ana',
        family: 'Medina',
        orgs: ['s-lincoln'],
        grade: '05',
        agents: ['g-rosa'],
      },
      {
        id: 'st-omar',
        role: 'student',
        given: 'Omar',
        family: 'Karim',
        orgs: ['s-lincoln'],
        grade: '05',
        agents: ['g-nadia'],
        language: 'Arabic',
      },
      {
        id: 'st-mei',
        role: 'student',
        given: 'Mei',
        family: 'Chen',
        orgs: ['s-river'],
        grade: '06',
        agents: ['g-wei'],
      },
      {
        id: 'g-rosa',
        role: 'guardian',
        given: 'Rosa',
        family: 'Medina',
        sms: '(203) 555-0142',
        language: 'Español',
      },
      {
        id: 'g-juan',
        role: 'parent',
        given: 'Juan',
        family: 'Medina',
        phone: '203-555-0143',
        language: 'spa',
      },
      { id: 'g-nadia', role: 'guardian', given: 'Nadia', family: 'Karim', sms: '+1 203 555 0144' },
      { id: 'g-wei', role: 'guardian', given: 'Wei', family: 'Chen', sms: '2035550145', language: '中文' },
    ],
    enrollments: [
      ['st-luis', 'c-3b', 'student'],
      ['st-ana', 'c-5a', 'student'],
      ['st-omar', 'c-5a', 'student'],
      ['st-mei', 'c-6x', 'student'],
      ['t-1', 'c-3b', 'teacher'],
      ['t-1', 'c-5a', 'teacher'],
      ['t-2', 'c-5a', 'teacher'],
      ['t-2', 'c-6x', 'teacher'],
    ],
  };
}

/** The roster as OneRoster files of its version. */
export function filesOf(roster: SampleRoster): Files {
  const is12 = roster.version === '1.2';
  const row = (names: readonly string[], cells: Record<string, string>): string[] =>
    names.map((name) => cells[name] ?? '');
  const table = (names: string[], rows: Record<string, string>[]) => ({
    header: [...names],
    rows: rows.map((cells) =>
      row(names, { status: is12 || names === columns.manifest ? '' : 'active', ...cells }),
    ),
  });
  const present = ['academicSessions', 'orgs', 'courses', 'classes', 'enrollments', 'demographics', 'users'];
  if (is12) present.push('roles');
  const users = roster.users.map((user) => ({
    sourcedId: user.id,
    status: user.status ?? '',
    enabledUser: user.enabled ?? 'true',
    orgSourcedIds: (user.orgs ?? ['d-1']).join(','),
    primaryOrgSourcedId: user.orgs?.[0] ?? '',
    role: user.role,
    username: user.id,
    givenName: user.given,
    familyName: user.family,
    email: user.email ?? '',
    sms: user.sms ?? '',
    phone: user.phone ?? '',
    agentSourcedIds: (user.agents ?? []).join(','),
    grades: user.grade ?? '',
    'metadata.homeLanguage': user.language ?? '',
  }));
  return {
    manifest: table(columns.manifest, [
      { propertyName: 'manifest.version', value: '1.0' },
      { propertyName: 'oneroster.version', value: roster.version },
      ...present.map((name) => ({ propertyName: `file.${name}`, value: 'bulk' })),
      { propertyName: 'file.results', value: 'absent' },
      { propertyName: 'source.systemName', value: 'Sample SIS' },
    ]),
    academicSessions: table(
      columns.academicSessions,
      roster.terms.map(([sourcedId, startDate, endDate]) => ({
        sourcedId,
        title: sourcedId,
        type: 'term',
        startDate,
        endDate,
        schoolYear: endDate.slice(0, 4),
      })),
    ),
    orgs: table(columns.orgs, [
      { sourcedId: 'd-1', name: 'Riverside Schools', type: 'district' },
      ...roster.schools.map(([sourcedId, name]) => ({
        sourcedId,
        name,
        type: 'school',
        parentSourcedId: 'd-1',
      })),
    ]),
    courses: table(columns.courses, [{ sourcedId: 'k-1', title: 'Homeroom', subjects: 'General' }]),
    classes: table(
      columns.classes,
      roster.classes.map((one) => ({
        sourcedId: one.id,
        title: one.title,
        grades: one.grade ?? '',
        courseSourcedId: 'k-1',
        classType: 'homeroom',
        schoolSourcedId: one.school,
        termSourcedIds: one.term ?? 't-fall',
      })),
    ),
    enrollments: table(
      columns.enrollments,
      roster.enrollments.map(([user, klass, role, beginDate = ''], index) => ({
        beginDate,
        sourcedId: `e-${index}`,
        classSourcedId: klass,
        schoolSourcedId: roster.classes.find(({ id }) => id === klass)?.school ?? '',
        userSourcedId: user,
        role,
      })),
    ),
    demographics: table(columns.demographics, [{ sourcedId: 'st-luis', birthDate: '2018-01-02' }]),
    users: table(is12 ? columns.users12 : columns.users11, users),
    ...(is12
      ? {
          roles: table(
            columns.roles,
            roster.users.flatMap((user) =>
              (user.orgs ?? ['d-1']).map((org, index) => ({
                sourcedId: `r-${user.id}-${index}`,
                userSourcedId: user.id,
                roleType: index === 0 ? 'primary' : 'secondary',
                role: user.role,
                orgSourcedId: org,
              })),
            ),
          ),
        }
      : {}),
  };
}

export function toCsv({ header, rows }: Files[string]): string {
  const cell = (value: string): string =>
    /[",\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Writes files into a new folder; contents that are strings or bytes go as they are. */
export async function writeFolder(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recado-import-'));
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

/** Writes a roster as a folder of OneRoster files. */
export function writeRoster(roster: SampleRoster): Promise<string> {
  return writeFolder(
    Object.fromEntries(Object.entries(filesOf(roster)).map(([name, file]) => [`${name}.csv`, toCsv(file)])),
  );
}
