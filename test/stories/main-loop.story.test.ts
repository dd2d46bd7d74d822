import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadTexts } from '../../src/i18n/texts.js';
import { startStage, type SignedIn, type Stage } from '../support/stage.js';
import { findThread, reply, sendNudge, waitForDelivery, waitForInbound } from './loop.js';

const texts = loadTexts();
let stage: Stage;
let liaison: SignedIn;

beforeAll(async () => {
  // No engine at all: what the phrasebook does not know stays untranslated, and says so.
  stage = await startStage({ TRANSLATION_ENGINES: 'none' });
  liaison = await stage.signIn(stage.liaison);
  await sendNudge(stage);
});
afterAll(() => stage.close());

describe.each(['es', 'ht', 'ar', 'zh-Hans'])('the loop in %s', (language) => {
  test('the family gets the question in its language, from its teacher', async () => {
    const [question] = await stage.received(stage.family(language));
    expect(question?.body).toContain(texts.prompts(language).get('math.howDidYouKnow'));
    expect(question?.body).toContain('Elena Rivera');
  });

  test('its answer is kept as an answer, in its own words', async () => {
    const answers: Record<string, string> = {
      es: 'Dijo que contó con los dedos y luego con una raya por cada uno.',
      ht: 'Li di li te konte ak dwèt li.',
      ar: 'قال إنه عدّ على أصابعه ثم رسم خطوطا',
      'zh-Hans': '他说他用手指数了一遍，然后画了线。',
    };
    const words = answers[language] ?? '';
    await stage.write(stage.family(language), words);
    const { message } = await waitForInbound(
      liaison,
      stage.family(language),
      (one) => one.text === words && one.processing === 'done',
    );
    expect(message.answer).toMatchObject({ value: words });
    expect(message.language).toBe(language);
  });

  test('its question is translated by the phrasebook and given to the liaison, with reasons', async () => {
    const words = texts.familyPhrases(language).get('busWhatTime') ?? '';
    expect(words).not.toBe('');
    await stage.write(stage.family(language), words);
    const { message, thread } = await waitForInbound(
      liaison,
      stage.family(language),
      (one) => one.text === words && one.translations.length > 0,
    );
    expect(message.translations[0]).toMatchObject({
      language: 'en',
      text: texts.familyPhrases('en').get('busWhatTime'),
      engine: 'phrasebook',
    });
    expect(message.topic).toBe('transportation');
    expect(thread.conversation.assignee?.name).toBe('Ana Ruiz');
    expect(message.routeReasons.length).toBeGreaterThan(0);
  });

  test('a ready reply reaches the family in its language, and the inbox shows that it arrived', async () => {
    const { studentName } = stage.family(language);
    const thread = await findThread(liaison, stage.family(language));
    const sent = await reply(liaison, thread, `The bus for ${studentName} comes at 7:40.`);
    expect(sent.state).toBe('waiting');
    await waitForDelivery(liaison, stage.family(language), sent.messageId);
    const expected = (texts.readyReplies(language).get('transportation.busTime') ?? '')
      .replace('{student}', studentName)
      .replace('{time}', '7:40');
    expect(
      (await stage.received(stage.family(language))).filter((text) => text.body === expected),
    ).toHaveLength(1);
  });

  test('a free reply no engine can translate is held with the reason, and the words of a speaker send it on', async () => {
    const words = 'We will walk him over from the library after the second bell.';
    const thread = await findThread(liaison, stage.family(language));
    const held = await reply(liaison, thread, words);
    expect(held.state).toBe('held');
    expect(held.reason).toMatch(/\w+/);
    const spoken = texts.readyReplies(language).get('other.thanks') ?? '';
    const released = await liaison.post(`/api/messages/${held.messageId}/release`, {
      how: 'with_translation',
      text: spoken,
    });
    expect(released.status).toBeLessThan(300);
    await waitForDelivery(liaison, stage.family(language), held.messageId);
    const bodies = (await stage.received(stage.family(language))).map((text) => text.body);
    expect(bodies).toContain(spoken);
    expect(bodies.join('\n')).not.toContain(words);
  });

  test('nothing reached the family twice', async () => {
    const bodies = (await stage.received(stage.family(language))).map((text) => text.body);
    expect(bodies).toHaveLength(new Set(bodies).size);
  });
});
