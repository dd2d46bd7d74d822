import { describe, expect, test } from '@jest/globals';
import { belongsToSchool, mayAssignTo, numberFor } from '../../src/auth/visibility.js';
import type { SignedInStaff } from '../../src/auth/signed-in-staff.js';

const person = (role: SignedInStaff['role'], schoolIds: string[] = ['lincoln']): SignedInStaff => ({
  id: role,
  name: role,
  email: `${role}@riverside.example`,
  role,
  languages: ['en'],
  schoolIds,
});

describe('a role', () => {
  test.each([
    ['teacher', '+1203•••0142'],
    ['liaison', '+12035550142'],
    ['school_admin', '+12035550142'],
    ['district_admin', '+12035550142'],
  ] as const)('%s sees the number as %s', (role, shown) => {
    expect(numberFor(person(role), '+12035550142')).toBe(shown);
  });

  test('reaches its own schools only, except the district admin', () => {
    for (const role of ['teacher', 'liaison', 'school_admin'] as const) {
      expect(belongsToSchool(person(role), 'lincoln')).toBe(true);
      expect(belongsToSchool(person(role), 'roosevelt')).toBe(false);
    }
    expect(belongsToSchool(person('district_admin', []), 'roosevelt')).toBe(true);
  });

  test('may give a conversation away; a teacher not to a teacher, not even to herself', () => {
    expect(mayAssignTo(person('teacher'), person('teacher'))).toBe(false);
    expect(mayAssignTo(person('teacher'), person('liaison'))).toBe(true);
    expect(mayAssignTo(person('teacher'), null)).toBe(true);
    expect(mayAssignTo(person('liaison'), person('teacher'))).toBe(true);
  });
});
