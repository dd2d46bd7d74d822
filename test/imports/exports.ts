/**
 * Exports as real systems write them, built by hand after the structure and the quirks of published samples: ids that
 * are GUIDs, columns of the specification in its order with the exporter's own behind them, lists in quotation marks,
 * Windows line ends, a last line without one, rows of people and roles that are over.
 */

/** After a bulk export of OneRoster 1.1 (1EdTech, OneRoster CSV tables 1.1). */
export function export11(): Record<string, string> {
  return {
    'manifest.csv': lines(
      'propertyName,value',
      'manifest.version,1.0',
      'oneroster.version,1.1',
      ...manifest(
        'bulk',
        'academicSessions',
        'classes',
        'courses',
        'demographics',
        'enrollments',
        'orgs',
        'users',
      ),
      ...manifest(
        'absent',
        'categories',
        'classResources',
        'courseResources',
        'lineItems',
        'resources',
        'results',
      ),
      'source.systemName,Some SIS',
      'source.systemCode,',
    ),
    'academicSessions.csv': lines(
      'sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear',
      'y-27,active,2026-08-01T18:25:43.511Z,2026-2027,schoolYear,2026-08-17,2027-06-11,,2027',
      'q-1,active,2026-08-01T18:25:43.511Z,Fall,semester,2026-08-17,2026-12-18,y-27,2027',
      'q-2,active,2026-08-01T18:25:43.511Z,Spring,semester,2027-01-04,2027-06-11,y-27,2027',
    ),
    'orgs.csv': lines(
      'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,metadata.city',
      '{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},active,2026-08-01,Valley District,district,4801,,Valley',
      '{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},active,2026-08-01,"Valley High, North",school,4801001,{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},Valley',
      '{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0002},active,2026-08-01,Science Department,department,SCI,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},',
    ),
    'courses.csv': lines(
      'sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
      'crs-phys,active,2026-08-01,y-27,Physics,PHYS,"09,10",{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},"Science, Physics","PHY123, ASV120"',
    ),
    'classes.csv': lines(
      'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
      'cls-phys-1,active,2026-08-01T18:25:43.511Z,Introduction to Physics,"09,10,11",crs-phys,Phys 100 - 1,Scheduled,Room 2-B,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0002},"q-1,q-2","Science, Physics","PHY123, ASV120","1,2,3"',
      'cls-hist-2,tobedeleted,2026-08-01T18:25:43.511Z,History - 2,10,crs-phys,2,homeroom,,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},q-1,History,,',
    ),
    'users.csv': lines(
      'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,metadata.homeLanguage,ext_vendor_databaseId',
      'usr-t1,active,2026-08-01,TRUE,"{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0002},{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001}",teacher,ada.moss,"{LDAP:12},{LTI:15},{Fed:23}",Ada,Moss,Jo,ada.moss,Ada.Moss@valley.example,,,,"09,10",,,7',
      'usr-s1,active,2026-08-01,TRUE,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},student,mary.jones,{LDAP:12},Mary,Jones,Jane,100200,mary.jones@valley.example,,,"usr-g1,usr-g2",09,Secret-1,Haitian Creole,8',
      'usr-s2,,,true,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},student,luc.jones,,Luc,Jones,,100201,,,,usr-g1,"09,10",,,9',
      'usr-g1,active,2026-08-01,TRUE,{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},parent,marie.jones,,Marie,"Jones, Sr.",,,marie@home.example,,(603) 555-0142,"usr-s1,usr-s2",,,,10',
      'usr-g2,active,2026-08-01,TRUE,{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},relative,paul.jones,,Paul,Jones,,,,603-555-0143,603-555-0199,usr-s1,,,ht-HT,11',
      'usr-x1,tobedeleted,2026-08-01,FALSE,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},aide,old.aide,,Old,Aide,,,old.aide@valley.example,,,,,,,12',
    ),
    'enrollments.csv': lines(
      'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
      '6F4283DC-F831-4437-A9A3-E030C7AF0493,active,2026-08-01T18:25:43.511Z,cls-phys-1,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},usr-t1,teacher,true,2026-08-17,2027-06-11',
      '8622A96A-9287-4BAA-BD1F-3DB11A74524E,active,2026-08-01T18:25:43.511Z,cls-phys-1,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},usr-s1,student,false,2026-08-17,2027-06-11',
      'D43AAE29-B248-4CF1-AE68-9F326DBCC7E8,tobedeleted,2026-08-01T18:25:43.511Z,cls-phys-1,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001},usr-s2,student,false,2026-08-17,2027-06-11',
    ),
    // As of OneRoster 1.0; it lives on in exports that say 1.1.
    'demographics.csv': lines(
      'userSourcedId,status,dateLastModified,birthdate,sex',
      'usr-s1,,,2011-04-17,female',
    ),
  };
}

/** After a bulk export of OneRoster 1.2, where roles stand in a file of their own. */
export function export12(): Record<string, string> {
  const { 'users.csv': _, 'demographics.csv': demographics = '', ...same } = export11();
  const school = '{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0001}';
  return {
    ...same,
    'manifest.csv': lines(
      'propertyName,value',
      'manifest.version,1.0',
      'oneroster.version,1.2',
      ...manifest('bulk', 'academicSessions', 'classes', 'courses', 'demographics', 'enrollments', 'orgs'),
      ...manifest('bulk', 'roles', 'userProfiles', 'users'),
      ...manifest('absent', 'lineItemLearningObjectiveIds', 'scoreScales', 'userResources'),
    ),
    'demographics.csv': demographics,
    'users.csv': lines(
      'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns,metadata.homeLanguage',
      `usr-t1,active,2026-08-01T00:00:00.000Z,true,ada.moss,,Ada,Moss,Jo,ada.moss,Ada.Moss@valley.example,,,,,,,,,,,${school},she/her/hers,`,
      `usr-s1,active,2026-08-01T00:00:00.000Z,true,mary.jones,{LDAP:12},Maryam,Jones,Jane,100200,,,,"usr-g1,usr-g2",09,,,,Mary,,,${school},,Haitian Creole`,
      `usr-s2,,,true,luc.jones,,Luc,Jones,,100201,,,,usr-g1,09,,,,,,,,,`,
      `usr-g1,active,,true,marie.jones,,Marie,"Jones, Sr.",,,marie@home.example,,(603) 555-0142,"usr-s1,usr-s2",,,,,,,,,,`,
      `usr-g2,active,,true,paul.jones,,Paul,Jones,,,,603-555-0143,603-555-0199,usr-s1,,,,,,,,,,ht-HT`,
      `usr-x1,active,,true,old.aide,,Old,Aide,,,old.aide@valley.example,,,,,,,,,,,${school},,`,
    ),
    // Two columns without a name behind the last, and rows that do not fill them.
    'roles.csv': lines(
      'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId,,',
      `rol-1,active,2026-08-01,usr-t1,primary,teacher,2026-08-17,2027-06-30,${school},prf-1`,
      `rol-2,active,2026-08-01,usr-t1,secondary,ext:coach,2026-08-17,,${school},`,
      `rol-3,active,2026-08-01,usr-s1,primary,student,2026-08-17,,${school},`,
      `rol-4,,,usr-s2,primary,student,,,{5C7D3E10-1111-4D3B-9A6E-9F3A3B1B0002},`,
      'rol-5,active,2026-08-01,usr-g1,primary,parent,,,{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},',
      'rol-6,active,2026-08-01,usr-g2,primary,relative,,,{0B66F9E2-6A35-4C9E-8B0F-0C0F5A7E4A11},',
      `rol-7,active,2026-08-01,usr-x1,primary,aide,2025-08-17,2026-06-11,${school},`,
    ),
    'userProfiles.csv': lines(
      'sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,applicationId,description,credentialType,username,password',
      'prf-1,active,2026-08-01,usr-t1,SYSTEM,V1,,,login,ada,',
    ),
  };
}

const manifest = (mode: string, ...names: string[]): string[] => names.map((name) => `file.${name},${mode}`);
/** Windows line ends, and none behind the last line. */
const lines = (...rows: string[]): string => rows.join('\r\n');
