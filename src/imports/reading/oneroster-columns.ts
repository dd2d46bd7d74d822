/**
 * The columns read of each OneRoster CSV (1EdTech, OneRoster CSV tables 1.1 §4 and 1.2 §4); those not named here are
 * left unread. Names match whatever their case and punctuation.
 */
export const oneRosterColumns = {
  manifest: ['propertyName', 'value'],
  academicSessions: ['sourcedId', 'status', 'title', 'type', 'startDate', 'endDate', 'parentSourcedId'],
  orgs: ['sourcedId', 'status', 'name', 'type', 'identifier', 'parentSourcedId'],
  courses: ['sourcedId', 'status', 'title', 'grades', 'subjects'],
  classes: [
    'sourcedId',
    'status',
    'title',
    'grades',
    'courseSourcedId',
    'classCode',
    'classType',
    'schoolSourcedId',
    'termSourcedIds',
    'subjects',
  ],
  enrollments: [
    'sourcedId',
    'status',
    'classSourcedId',
    'schoolSourcedId',
    'userSourcedId',
    'role',
    'beginDate',
    'endDate',
  ],
  roles: ['sourcedId', 'status', 'userSourcedId', 'roleType', 'role', 'beginDate', 'endDate', 'orgSourcedId'],
  demographics: ['sourcedId', 'status', 'userSourcedId'],
  users: [
    'sourcedId',
    'status',
    'enabledUser',
    'orgSourcedIds',
    'role',
    'username',
    'givenName',
    'familyName',
    'preferredGivenName',
    'preferredFamilyName',
    'primaryOrgSourcedId',
    'email',
    'sms',
    'phone',
    'agentSourcedIds',
    'grades',
  ],
} as const;

export type OneRosterFile = keyof typeof oneRosterColumns;

/** What exports call columns that OneRoster 1.0 named so and later versions renamed. */
export const olderNames: Readonly<Record<string, readonly string[]>> = {
  grades: ['grade'],
  agentSourcedIds: ['agents'],
  termSourcedIds: ['termSourcedId'],
};

/** What each file must have; the rest may be left out. */
export const requiredColumns: Readonly<Record<OneRosterFile, readonly string[]>> = {
  manifest: ['propertyName', 'value'],
  academicSessions: ['sourcedId', 'startDate', 'endDate'],
  orgs: ['sourcedId', 'name', 'type'],
  courses: ['sourcedId', 'title'],
  classes: ['sourcedId', 'title', 'schoolSourcedId'],
  enrollments: ['classSourcedId', 'userSourcedId', 'role'],
  roles: ['userSourcedId', 'role', 'orgSourcedId'],
  demographics: [],
  users: ['sourcedId', 'givenName', 'familyName'],
};

/** Where the home language is looked for when nobody says: OneRoster has no column for it. */
export const usualLanguageColumns = [
  'metadata.homeLanguage',
  'metadata.language',
  'metadata.primaryLanguage',
];
