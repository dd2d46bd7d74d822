import { describe, expect, test } from '@jest/globals';
import { loadTexts } from '../../src/i18n/texts.js';
import { composeAlert, wordsIn } from '../../src/alerts/words.js';
import { composeNudge } from '../../src/nudges/compose.js';
import { approvedParts, hashOfPart, isLiveIn, textsOfPart } from '../../src/translation/parts.js';
import { createPhrasebook } from '../../src/translation/phrasebook.js';
import { emptyPolicy, noRecords, type TranslationPolicy } from '../../src/translation/records.js';
import { createTranslator, translateText } from '../../src/translation/translate.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';

const texts = loadTexts();
const understanding = loadUnderstanding();
const clock = { now: () => new Date('2026-11-23T15:00:00Z') };
const phrases = texts
  .languages()
  .map(
    (code) =>
      [code, new Map([...texts.readyReplies(code)].map(([key, text]) => [`replies.${key}`, text]))] as const,
  );

const translatorWith = (policy: Partial<TranslationPolicy> = {}) =>
  createTranslator({
    ...{ phrasebook: createPhrasebook(new Map(phrases)), engines: [], clock },
    records: { ...noRecords, policy: () => Promise.resolve({ ...emptyPolicy, ...policy }) },
  });
const reply = [...texts.readyReplies('en').values()].find((text) => !text.includes('{')) ?? '';
const say = (policy: Partial<TranslationPolicy>, topic: string | null) =>
  translateText(translatorWith(policy), {
    ...{ text: reply, from: 'en', to: 'es', names: [], direction: 'to_family', topic },
  });

describe('a ready reply in a language no speaker approved', () => {
  test('goes out marked, and waits where a wrong word harms', async () => {
    expect(await say({}, 'transportation')).toMatchObject({
      ...{ engine: 'phrasebook', quality: 'machine', tier: 'mark', tierReason: null },
    });
    expect(await say({}, 'health')).toMatchObject({
      tier: 'hold',
      tierReason: "A machine's words about health wait for a person who reads Spanish.",
    });
  });

  test.each(['send', 'hold'] as const)('follows the district where it says: %s', async (tier) => {
    const pairs = new Map([['en>es', [{ engine: 'phrasebook', tier }]]]);
    expect(await say({ pairs }, 'transportation')).toMatchObject({ tier });
    expect(await say({ pairs }, 'safety')).toMatchObject({ tier: 'hold' });
  });

  test('counts as approved once a speaker read the replies of that language', async () => {
    const approved = new Set(['es:replies']);
    expect(await say({ approved }, 'health')).toMatchObject({ quality: 'approved', tier: 'send' });
    expect(await say({ approved: new Set(['ht:replies', 'es:library']) }, null)).toMatchObject({
      quality: 'machine',
    });
  });
});

describe('a prompt of the library', () => {
  const nudge = async (policy: Partial<TranslationPolicy>) => {
    const rt = { texts, understanding, translator: translatorWith(policy) };
    const words = {
      ...{ content: { libraryKey: 'math.howDidYouKnow' }, teacher: 'Ms. Lee', className: '3B', names: [] },
    };
    return (await composeNudge(rt, words, ['es', 'en'])).get('es');
  };
  const mark = texts.text('es', 'translated.mark');

  test('is marked before a speaker approved the library, and not after', async () => {
    const before = await nudge({});
    expect(before).toMatchObject({
      holdReason: null,
      translation: { quality: 'machine', tier: 'mark', engine: 'library' },
    });
    expect(before?.body?.endsWith(mark)).toBe(true);
    const after = await nudge({ approved: new Set(['es:library']) });
    expect(after).toMatchObject({ translation: { quality: 'approved' } });
    expect(after?.body).not.toContain(mark);
  });

  test('waits for a speaker where the district wants that', async () => {
    const pairs = new Map([['en>es', [{ engine: 'library', tier: 'hold' as const }]]]);
    expect(await nudge({ pairs })).toMatchObject({
      holdReason:
        'The district has texts by the language files looked at by a person who reads Spanish first.',
    });
  });
});

describe('an alert from the language files', () => {
  const content = { kind: 'closure', day: '2026-11-24', atTime: null, ownText: null } as const;
  const alert = async (policy: Partial<TranslationPolicy>) => {
    const rt = { texts, translator: translatorWith(policy) };
    const words = await wordsIn(rt, content, [], 'es');
    return { words, composed: composeAlert(rt, content, words, ['Lincoln']) };
  };

  test('is never held: before the language is live the English goes along below it', async () => {
    const { words, composed } = await alert({});
    expect(words).toMatchObject({
      origin: 'machine',
      reason: 'Not yet approved by a speaker; the English goes along below it.',
    });
    expect(composed.body).toContain('\n\nLincoln: No school on');
    expect(composed.translation).toMatchObject({ quality: 'machine' });
  });

  test('stands alone once consent, crisis and alert texts are approved', async () => {
    const approved = new Set(['es:consent', 'es:crisis', 'es:alerts']);
    const { words, composed } = await alert({ approved });
    expect(words).toMatchObject({ origin: 'approved', reason: null });
    expect(composed.body).not.toContain('No school on');
  });
});

test('an approval is of the words as they were read: with other words it is none', () => {
  const hash = hashOfPart(textsOfPart(texts, 'es', 'replies'));
  const approval = {
    language: 'es',
    part: 'replies',
    speakerName: 'A',
    by: 'A',
    approvedAt: clock.now(),
  } as const;
  expect(approvedParts(texts, [{ ...approval, textsHash: hash }])).toEqual(new Set(['es:replies']));
  expect(approvedParts(texts, [{ ...approval, textsHash: 'other' }])).toEqual(new Set());
  expect(isLiveIn(new Set(['es:replies']), 'es')).toBe(false);
  expect(isLiveIn(new Set(), 'en')).toBe(true);
});
