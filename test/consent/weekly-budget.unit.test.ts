import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { DateTime } from 'luxon';
import { anyMoment, decideContact, type ContactFacts } from '../../src/consent/contact-rules.js';
import { budgetOf, whyNoTurn, type WeekFacts } from '../../src/consent/weekly-budget.js';

const zone = 'America/New_York';
const emptyWeek: WeekFacts = {
  taken: 0,
  hasPlace: false,
  byTeacher: false,
  senderServed: false,
  teachersServed: 0,
  taughtChildren: 1,
  earlierWaits: false,
  ahead: 0,
};

describe("a family's week", () => {
  test('has three places, and one where the family asked for fewer', () => {
    expect([budgetOf('subscribed'), budgetOf('fewer')]).toEqual([3, 1]);
    expect(whyNoTurn({ ...emptyWeek, taken: 3, byTeacher: true }, 3, true)).toEqual({
      until: 'next week',
      reason: 'this family already got 3 texts this week',
    });
    expect(whyNoTurn({ ...emptyWeek, taken: 1 }, 1, false)?.reason).toBe(
      'this family already got 1 text this week',
    );
  });

  test("keeps a place for each child's teacher until the weekend, and one open to everybody", () => {
    const kept = { until: 'the weekend' };
    expect(whyNoTurn({ ...emptyWeek, taken: 1, taughtChildren: 1 }, 3, false)).toBeNull();
    expect(whyNoTurn({ ...emptyWeek, taken: 2, taughtChildren: 1 }, 3, false)).toMatchObject(kept);
    expect(whyNoTurn({ ...emptyWeek, taken: 2, taughtChildren: 1 }, 3, true)).toBeNull();
    expect(whyNoTurn({ ...emptyWeek, taken: 2, taughtChildren: 1, teachersServed: 1 }, 3, false)).toBeNull();
    expect(whyNoTurn({ ...emptyWeek, taken: 0, taughtChildren: 5 }, 3, false)).toBeNull();
    expect(whyNoTurn({ ...emptyWeek, taken: 2, byTeacher: true, taughtChildren: 2 }, 3, false)).toBeNull();
  });

  test('lets whoever waits and was served less lately go first', () => {
    expect(whyNoTurn({ ...emptyWeek, taken: 2, teachersServed: 1, ahead: 1 }, 3, false)).toMatchObject({
      reason: 'others who wrote to this family less lately go first',
    });
    expect(whyNoTurn({ ...emptyWeek, taken: 1, teachersServed: 1, ahead: 1 }, 3, false)).toBeNull();
  });

  test('counts a text once that has its place already', () => {
    expect(whyNoTurn({ ...emptyWeek, taken: 3, hasPlace: true }, 3, false)).toBeNull();
  });
});

interface Sender {
  name: string;
  teaches: boolean;
  /** On these weekdays, 1 for Monday. */
  days: number[];
  hour: number;
}
interface Text {
  id: number;
  sender: Sender;
  dueAt: Date;
  queuedAt: Date;
  waitsForTurn: boolean;
}
interface Sent {
  sender: Sender;
  at: Date;
  week: string;
  day: string;
  hour: number;
}

const monday = DateTime.fromISO('2026-09-07T00:00', { zone });
const fourWeeksMs = 28 * 86_400_000;

/** Weeks of one address, text by text, through the rules themselves. */
function simulate(
  senders: readonly Sender[],
  fewer: boolean,
  { closedDays = [], weeks = 4 }: { closedDays?: readonly string[]; weeks?: number } = {},
): Sent[] {
  const end = monday.plus({ weeks }).toJSDate();
  const waiting: Text[] = [];
  for (let day = 0; day < weeks * 7; day += 1) {
    for (const sender of senders) {
      if (!sender.days.includes((day % 7) + 1)) continue;
      const queuedAt = monday.plus({ days: day, hours: sender.hour }).toJSDate();
      waiting.push({ id: waiting.length, sender, dueAt: queuedAt, queuedAt, waitsForTurn: false });
    }
  }
  const sent: Sent[] = [];
  for (;;) {
    waiting.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
    const text = waiting[0];
    if (!text || text.dueAt >= end) return sent;
    const now = DateTime.fromJSDate(text.dueAt, { zone });
    const [week, day] = [now.toFormat('kkkk-WW'), now.toFormat('yyyy-LL-dd')];
    const verdict = decideContact(
      'learning',
      'nudge',
      factsOf(text, { waiting, sent, week, day, fewer, closedDays }),
    );
    if (verdict.verdict === 'wait') {
      text.dueAt = verdict.until;
      text.waitsForTurn ||= verdict.forTurn === true;
      continue;
    }
    if (verdict.verdict === 'send') {
      sent.push({ sender: text.sender, at: text.dueAt, week, day, hour: now.hour });
    }
    waiting.shift();
  }
}

function factsOf(
  { id, sender, dueAt, queuedAt }: Text,
  known: {
    waiting: Text[];
    sent: Sent[];
    week: string;
    day: string;
    fewer: boolean;
    closedDays: readonly string[];
  },
): ContactFacts {
  const places = known.sent.filter((one) => one.week === known.week);
  const inTurn = known.waiting.filter((other) => other.waitsForTurn && other.id !== id);
  const lastOf = (one: Sender): number =>
    known.sent.findLast((other) => other.sender === one)?.at.getTime() ?? -Infinity;
  return {
    ...anyMoment,
    now: dueAt,
    queuedAt,
    consent: known.fewer ? 'fewer' : 'subscribed',
    pausedUntil: null,
    carrierBlocked: false,
    unreachableReason: null,
    timeZone: zone,
    contactFrom: '09:00',
    contactUntil: '20:00',
    closedDays: known.closedDays,
    automaticToday: known.sent.filter((one) => one.day === known.day).length,
    week: {
      taken: places.length,
      hasPlace: false,
      byTeacher: sender.teaches,
      senderServed: places.some((one) => one.sender === sender),
      teachersServed: new Set(places.filter((one) => one.sender.teaches).map((one) => one.sender)).size,
      taughtChildren: 2,
      earlierWaits: inTurn.some((other) => other.id < id && other.sender === sender),
      ahead: new Set(
        inTurn
          .map((other) => other.sender)
          .filter((other) => other !== sender && lastOf(other) < lastOf(sender)),
      ).size,
    },
  };
}

const someSenders = (most: number) =>
  fc
    .array(
      fc.record({
        teaches: fc.boolean(),
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
        hour: fc.integer({ min: 0, max: 23 }),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((rows) => rows.map((row, n) => ({ ...row, name: `sender ${n}` })));

/** The last of these had to wait into the fifth week of school: 26 days. */
const servedInTheFifthWeek: Sender[] = [
  { name: 'pulses', teaches: false, days: [3], hour: 0 },
  { name: 'a series', teaches: false, days: [3], hour: 0 },
  { name: 'a teacher who writes twice', teaches: true, days: [1, 2], hour: 0 },
  { name: 'the nurse', teaches: false, days: [2], hour: 0 },
  { name: 'the library', teaches: false, days: [2], hour: 0 },
  { name: 'a teacher', teaches: true, days: [1], hour: 0 },
];

describe('over four weeks, whoever writes and however often', () => {
  test.each([
    [false, 3],
    [true, 1],
  ])('no address gets more than its budget (asked for fewer: %s)', (fewer, most) => {
    fc.assert(
      fc.property(someSenders(10), (senders) => {
        const sent = simulate(senders, fewer);
        for (const { week, day } of sent) {
          expect(sent.filter((one) => one.week === week).length).toBeLessThanOrEqual(most);
          expect(sent.filter((one) => one.day === day).length).toBeLessThanOrEqual(2);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('no sender starves: each of up to six has its turn within four weeks of its first text', () => {
    fc.assert(
      fc.property(someSenders(6), (senders) => {
        const sent = simulate(senders, false, { weeks: 6 });
        for (const sender of senders) {
          const first = monday.plus({ days: Math.min(...sender.days) - 1, hours: sender.hour }).toMillis();
          const inTime = sent.find((one) => one.sender === sender && one.at.getTime() - first <= fourWeeksMs);
          expect({ sender: sender.name, hadItsTurn: inTime !== undefined }).toEqual({
            sender: sender.name,
            hadItsTurn: true,
          });
        }
      }),
      { numRuns: 40, examples: [[servedInTheFifthWeek]] },
    );
  });

  test('nothing goes out on a day without school, nor outside the hours', () => {
    const closed = ['2026-09-07', '2026-09-21', '2026-09-22'];
    fc.assert(
      fc.property(someSenders(4), (senders) => {
        for (const { day, hour } of simulate(senders, false, { closedDays: closed })) {
          expect(closed).not.toContain(day);
          expect(hour).toBeGreaterThanOrEqual(9);
          expect(hour).toBeLessThan(20);
        }
      }),
      { numRuns: 15 },
    );
  });
});
