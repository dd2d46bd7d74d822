import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { topics } from '../../src/i18n/topics.js';
import { route, type RouteInput, type SchoolStaff } from '../../src/routing/route.js';

const liaison = (
  id: string,
  name: string,
  languages: string[],
  more: Partial<SchoolStaff> = {},
): SchoolStaff => ({
  id,
  name,
  role: 'liaison',
  languages,
  active: true,
  openRequests: 0,
  ...more,
});
const ana = liaison('ana', 'Ana Ruiz', ['en', 'es']);
const bob = liaison('bob', 'Bob Hill', ['en']);
const teacher = { id: 'tess', name: 'Tess Lane', languages: ['en'], active: true };

type Change = Omit<Partial<RouteInput>, 'understood'> & { understood?: Partial<RouteInput['understood']> };
const input = (change: Change = {}): RouteInput => ({
  conversation: { currentAssigneeId: null },
  classTeachers: [teacher],
  staff: [bob, ana, { ...liaison('adm', 'Ada Min', ['en']), role: 'school_admin' }],
  homeLanguage: 'es',
  ...change,
  understood: {
    topic: 'transportation',
    urgent: false,
    needsStaff: true,
    language: 'es',
    ...change.understood,
  },
});

describe('a text is routed', () => {
  test('to a liaison of the school who speaks the language', () => {
    expect(route(input())).toEqual({
      list: 'normal',
      assigneeId: 'ana',
      topic: 'transportation',
      reasons: ["about transportation: goes to the school's liaison", 'Ana Ruiz speaks Spanish'],
    });
  });

  test('that may be about danger to a liaison, whatever it is about, or to who has the conversation', () => {
    const understood = { topic: 'learning' as const, lookSoon: true };
    expect(route(input({ understood }))).toEqual({
      list: 'normal',
      assigneeId: 'ana',
      topic: 'learning',
      reasons: ['look at it soon: it may be about danger', 'Ana Ruiz speaks Spanish'],
    });
    const conversation = { currentAssigneeId: 'tess' };
    expect(route(input({ understood, conversation }))).toMatchObject({
      list: 'normal',
      assigneeId: 'tess',
      reasons: ['look at it soon: it may be about danger', 'Tess Lane already has this conversation'],
    });
  });

  test('to the liaison with the fewest open requests, then the first by id', () => {
    const busy = liaison('a1', 'A', ['es'], { openRequests: 4 });
    const free = liaison('a3', 'B', ['es'], { openRequests: 1 });
    const alsoFree = liaison('a2', 'C', ['es'], { openRequests: 1 });
    expect(route(input({ staff: [busy, free, alsoFree] })).assigneeId).toBe('a2');
    expect(route(input({ staff: [alsoFree, free, busy] })).assigneeId).toBe('a2');
  });

  test('to any liaison when nobody speaks the language, saying so', () => {
    const result = route(input({ staff: [bob], homeLanguage: 'ht' }));
    expect(result.assigneeId).toBe('bob');
    expect(result.reasons).toContain('nobody here speaks Haitian Creole: translated both ways');
  });

  test('to nobody, with the reason, when the school has no active liaison', () => {
    const result = route(input({ staff: [{ ...ana, active: false }] }));
    expect(result.assigneeId).toBeNull();
    expect(result.reasons).toContain('the school has no active liaison: nobody is assigned');
  });

  test.each(['learning', 'behavior'] as const)('to the class teacher when it is about %s', (topic) => {
    expect(route(input({ understood: { topic } }))).toEqual({
      list: 'normal',
      assigneeId: 'tess',
      topic,
      reasons: [`about ${topic}: goes to the class teacher, Tess Lane`],
    });
  });

  test('to the teacher when it answers a nudge and asks something besides', () => {
    const answer = { status: 'answered' as const };
    expect(route(input({ understood: { topic: 'other', answer } })).assigneeId).toBe('tess');
    expect(route(input({ understood: { topic: 'transportation', answer } })).assigneeId).toBe('ana');
  });

  test('to a liaison when several teachers, or none, could be meant', () => {
    const second = { ...teacher, id: 'tim', name: 'Tim Oak' };
    const several = route(input({ understood: { topic: 'learning' }, classTeachers: [teacher, second] }));
    expect(several.assigneeId).toBe('ana');
    expect(several.reasons[0]).toContain('it is not clear which class teacher is meant');
    const nobody = route(
      input({ understood: { topic: 'learning' }, classTeachers: [{ ...teacher, active: false }] }),
    );
    expect(nobody.assigneeId).toBe('ana');
    expect(nobody.reasons[0]).toContain('no class teacher is known');
  });

  test('to whoever has the open conversation, as long as they are active', () => {
    const conversation = { currentAssigneeId: 'bob' };
    expect(route(input({ conversation }))).toMatchObject({
      assigneeId: 'bob',
      reasons: ['Bob Hill already has this conversation'],
    });
    expect(route(input({ conversation, staff: [{ ...bob, active: false }, ana] })).assigneeId).toBe('ana');
  });

  test('to the urgent list when urgent, with a liaison who speaks the language whoever had it before', () => {
    const result = route(
      input({ understood: { urgent: true, topic: 'safety' }, conversation: { currentAssigneeId: 'tess' } }),
    );
    expect(result).toEqual({
      list: 'urgent',
      assigneeId: 'ana',
      topic: 'safety',
      reasons: ['urgent: everyone at the school sees it', 'Ana Ruiz speaks Spanish'],
    });
  });

  test('always somewhere, with a reason, and never to somebody who is away', () => {
    const person = fc.record({
      id: fc.uuid(),
      name: fc.constant('N'),
      role: fc.constantFrom<SchoolStaff['role']>('teacher', 'liaison', 'school_admin', 'district_admin'),
      languages: fc.subarray(['en', 'es', 'ht']),
      active: fc.boolean(),
      openRequests: fc.nat(9),
    });
    fc.assert(
      fc.property(
        fc.array(person),
        fc.array(person),
        fc.constantFrom(...topics),
        fc.boolean(),
        fc.option(fc.constantFrom('es', 'ht', 'vi')),
        (staff, classTeachers, topic, urgent, homeLanguage) => {
          const currentAssigneeId = staff[0]?.id ?? null;
          const result = route(
            input({
              staff,
              classTeachers,
              homeLanguage,
              conversation: { currentAssigneeId },
              understood: { topic, urgent },
            }),
          );
          expect(result.reasons.length).toBeGreaterThan(0);
          expect(result.list).toBe(urgent ? 'urgent' : 'normal');
          expect(result.topic).toBe(topic);
          const assignee = [...staff, ...classTeachers].find(({ id }) => id === result.assigneeId);
          expect(assignee?.active ?? true).toBe(true);
        },
      ),
    );
  });
});
