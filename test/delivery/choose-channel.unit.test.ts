import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import {
  chooseChannel,
  contentVariables,
  holdsLink,
  windowUntil,
  type ChannelFacts,
  type TextToSend,
} from '../../src/delivery/choose-channel.js';

const now = new Date('2026-11-23T18:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const template = { contentSid: `HX${'a'.repeat(32)}`, variables: ['school', 'text'] } as const;

const plain: ChannelFacts = {
  preferred: null,
  smsInstead: true,
  textOnlyReason: null,
  whatsappSender: '+12035550100',
  canSendPictures: true,
  whatsappInboundAt: null,
  whatsappClosedAt: null,
  whatsappUnusableReason: null,
  template: null,
};
const text: TextToSend = { purpose: 'reply', body: 'The bus is late.', picture: null, now };
const picture = { ...text, picture: 'image/jpeg' };

/** "whatsapp", "whatsapp template", "mms", "sms", or the reason of a refusal. */
function roadOf(facts: Partial<ChannelFacts>, what: TextToSend = text): string {
  const choice = chooseChannel({ ...plain, ...facts }, what);
  if (choice.outcome === 'refuse') return choice.reason;
  return choice.template === null ? choice.channel : `${choice.channel} template`;
}

const wantsIt = { preferred: 'whatsapp', whatsappInboundAt: hoursAgo(2) } as const;
const tooLate = { preferred: 'whatsapp', whatsappInboundAt: hoursAgo(25) } as const;

describe('the road of a text', () => {
  test.each<[string, Partial<ChannelFacts>, string, string]>([
    ['a family that never said anything', {}, 'sms', 'mms'],
    ['a family that wants SMS', { preferred: 'sms', whatsappInboundAt: hoursAgo(1) }, 'sms', 'mms'],
    ['a family that wants pictures', { preferred: 'mms' }, 'sms', 'mms'],
    [
      'one that just wrote on WhatsApp and never said',
      { whatsappInboundAt: hoursAgo(1) },
      'whatsapp',
      'whatsapp',
    ],
    ['one that did so the day before yesterday', { whatsappInboundAt: hoursAgo(40) }, 'sms', 'mms'],
    ['one that wants WhatsApp, within a day of its text', wantsIt, 'whatsapp', 'whatsapp'],
    ['one that wants WhatsApp, later', tooLate, 'sms', 'mms'],
    ['the same, where a template is approved', { ...tooLate, template }, 'whatsapp template', 'mms'],
    [
      'one that wants WhatsApp and never wrote there',
      { preferred: 'whatsapp', template },
      'whatsapp template',
      'mms',
    ],
    ['a window the carrier calls closed', { ...wantsIt, whatsappClosedAt: hoursAgo(1) }, 'sms', 'mms'],
    ['a window opened again since', { ...wantsIt, whatsappClosedAt: hoursAgo(3) }, 'whatsapp', 'whatsapp'],
    ['a line that is not on WhatsApp', { ...wantsIt, whatsappSender: null }, 'sms', 'mms'],
    [
      'a number that is not on WhatsApp',
      { ...wantsIt, whatsappUnusableReason: 'it is not there' },
      'sms',
      'mms',
    ],
  ])('of %s', (_who, facts, words, withPicture) => {
    expect(roadOf(facts)).toBe(words);
    expect(roadOf(facts, picture)).toBe(withPicture);
  });

  test.each<[string, Partial<ChannelFacts>, TextToSend, string]>([
    [
      'a picture to a phone for plain texts',
      { textOnlyReason: 'a flip phone' },
      picture,
      'no pictures: a flip phone',
    ],
    [
      'a link to a phone for plain texts',
      { textOnlyReason: 'a flip phone' },
      { ...text, body: 'See https://riverside.example/menu' },
      'no links: a flip phone',
    ],
    [
      'a picture from a line that sends none',
      { canSendPictures: false },
      picture,
      'this line cannot send pictures',
    ],
    [
      'WhatsApp late, for a family that wants no SMS instead',
      { ...tooLate, smsInstead: false },
      text,
      'more than a day has passed since its last text there, and the family wants no SMS instead',
    ],
    [
      'a picture on WhatsApp late, although a template is approved',
      { ...tooLate, smsInstead: false, template },
      picture,
      'a template holds no picture, and the family wants no SMS instead',
    ],
  ])('is closed for %s, and it is said why', (_what, facts, what, reason) => {
    expect(roadOf(facts, what)).toContain(reason);
  });

  test('of a GIF or a WebP is never WhatsApp, which shows neither', () => {
    for (const kind of ['image/gif', 'image/webp']) {
      expect(roadOf(wantsIt, { ...text, picture: kind })).toBe('mms');
      expect(roadOf({ ...wantsIt, smsInstead: false }, { ...text, picture: kind })).toBe(
        'WhatsApp takes pictures as JPEG or PNG only, and the family wants no SMS instead',
      );
    }
    expect(roadOf(wantsIt, { ...text, picture: 'image/png' })).toBe('whatsapp');
  });

  test('is open to an alert with a link even where nobody can open the link', () => {
    const alert: TextToSend = {
      ...text,
      purpose: 'alert',
      body: 'School is closed: https://riverside.example',
    };
    expect(roadOf({ textOnlyReason: 'a flip phone' }, alert)).toBe('sms');
  });

  test('never leads to WhatsApp for a phone for plain texts, nor to free words there outside the window', () => {
    const moment = fc.option(fc.integer({ min: 0, max: 80 }).map(hoursAgo), { nil: null });
    const facts = fc.record<ChannelFacts>({
      preferred: fc.constantFrom(null, 'sms', 'mms', 'whatsapp'),
      smsInstead: fc.boolean(),
      textOnlyReason: fc.constantFrom(null, 'a flip phone'),
      whatsappSender: fc.constantFrom(null, '+12035550100'),
      canSendPictures: fc.boolean(),
      whatsappInboundAt: moment,
      whatsappClosedAt: moment,
      whatsappUnusableReason: fc.constantFrom(null, 'it is not there'),
      template: fc.constantFrom(null, template),
    });
    fc.assert(
      fc.property(facts, fc.constantFrom(null, 'image/jpeg', 'image/gif'), (known, sent) => {
        const choice = chooseChannel(known, { ...text, picture: sent });
        if (choice.outcome === 'refuse') {
          expect(choice.reason).not.toBe('');
          expect(choice.advice).toMatch(/^[A-Z].+\.$/);
          return;
        }
        if (choice.channel === 'whatsapp') {
          expect(known.textOnlyReason).toBeNull();
          expect(known.whatsappSender).not.toBeNull();
          expect(known.whatsappUnusableReason).toBeNull();
          expect(choice.template !== null || windowUntil(known, now) !== null).toBe(true);
          expect(choice.template !== null && sent !== null).toBe(false);
          expect(sent).not.toBe('image/gif');
        }
        expect(choice.channel === 'mms').toBe(sent !== null && choice.channel !== 'whatsapp');
        if (choice.channel === 'sms' && known.preferred === 'whatsapp' && known.textOnlyReason === null) {
          expect(known.smsInstead).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the window of WhatsApp', () => {
  test('closes a little before a day is over, for a text takes a moment to get there', () => {
    const at = (minutes: number) =>
      windowUntil(
        { whatsappInboundAt: new Date(now.getTime() - minutes * 60_000), whatsappClosedAt: null },
        now,
      );
    expect(at(0)?.toISOString()).toBe('2026-11-24T17:55:00.000Z');
    expect(at(24 * 60 - 6)).not.toBeNull();
    expect(at(24 * 60 - 5)).toBeNull();
    expect(windowUntil({ whatsappInboundAt: null, whatsappClosedAt: null }, now)).toBeNull();
  });
});

test('variables of a template hold no line breaks, and nothing is left empty', () => {
  const values = { text: 'Hola.\n\nEl bus\tllega    tarde. ', school: '', district: 'Riverside' };
  expect(contentVariables(template, values)).toEqual({ '1': '–', '2': 'Hola. El bus llega tarde.' });
});

test.each([
  ['https://riverside.example/a', true],
  ['see www.riverside.example', true],
  ['riverside.org has it', true],
  ['Call me at 5.30 p.m. Thanks.com', true],
  ['The bus comes at 8.15. Ms. Rivera', false],
  ['Está bien. Gracias', false],
])('%j holds a link: %s', (body, holds) => {
  expect(holdsLink(body)).toBe(holds);
});
