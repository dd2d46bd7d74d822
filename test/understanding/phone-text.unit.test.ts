import { describe, expect, test } from '@jest/globals';
import { phoneText } from '../../src/understanding/text/phone-text.js';
import { reasonInWords } from '../../src/understanding/reason-in-words.js';
import type { Ask } from '../../src/understanding/understood.js';
import { read } from './context.js';

const yesNo: Ask = { kind: 'yesno' };

describe('a sign set on a text', () => {
  test.each([
    'Liked “Did Ana read today? Reply YES or NO”',
    'Disliked “Can you come at 5?”',
    'Loved “Reply STOP to end.”',
    'Laughed at “He wrote: “I want to die”, then laughed”',
    'Emphasized “School is closed”',
    'Questioned "Picture day is Friday"',
    'Reacted 👍🏽 to “Can you come?”',
    'Removed a heart from “Can you come?”',
    '\u200a👍\u200b to \u201c\u200aCan you come?\u200a\u201d',
    'Loved an image',
    'Reacted 😂 to an image',
    'Le gustó “Mi hijo quiere matarse”',
    'Le dio risa “No va a venir, tiene fiebre”',
    'Reaccionó con ❤️ a “¿Viene mañana?”',
    'Le encantó una imagen',
    'Gostou de “Você vem amanhã?”',
    'a attribué la mention « J’aime » à « Vous venez demain ? »',
    'a réagi avec 🔥 à « Arrêtez »',
  ])('is no answer, no question, no wish and no danger, whatever it quotes: %s', (text) => {
    for (const home of ['en', 'es', null]) {
      expect(read(home, text, yesNo)).toMatchObject({
        byPhone: 'reaction',
        answer: { status: 'none', value: null },
        consent: null,
        needsStaff: false,
        topic: 'other',
        urgent: false,
        lookSoon: false,
      });
    }
  });

  test('is told to staff in plain words', () => {
    const [reason] = read('en', 'Liked “Bring a coat”').reasons;
    expect(reasonInWords(reason ?? '')).toMatch(/^Only a sign set on a text/);
  });

  test.each([
    'He said “I want to kill myself”',
    '😭 he said “I want to kill myself”',
    'Liked “Bring a coat” but I want to kill myself',
    'Liked “a” and he said “I want to kill myself”',
    'I liked an image and now I want to kill myself',
    '“I want to kill myself”',
  ])('is nothing that somebody wrote words to: %s', (text) => {
    expect(read('en', text)).toMatchObject({ byPhone: null, urgent: true });
  });
});

describe('a reply a phone or mailbox writes by itself', () => {
  test.each([
    'I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get where I’m going.',
    "(I'm not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.)",
    "I'm driving right now - I'll get back to you later.",
    'Automatic reply: I am out of the office until Monday.',
    '[Auto-Reply]: can you text me later?',
    'Thank you for your message. I am currently out of the office.',
    'Respuesta automática: estoy fuera de la oficina',
    'Estoy conduciendo con la función No molestar al conducir activada. Veré tu mensaje cuando llegue.',
    'Resposta automática: volto na segunda',
    'Réponse automatique : je suis absent',
    'Автоответ: я за рулём',
    '自动回复：我现在不方便',
  ])('asks nothing of anybody: %s', (text) => {
    expect(read('en', text, yesNo)).toMatchObject({
      byPhone: expect.stringMatching(/^(driving|automatic)$/),
      answer: { status: 'none' },
      needsStaff: false,
      urgent: false,
      lookSoon: false,
    });
  });

  test.each([
    'Auto-reply: I want to kill myself',
    "I'm driving with my son and he cannot focus, he wants to kill himself",
    'I’m driving right now - he wants to kill himself',
  ])('does not hide a danger: %s', (text) => {
    expect(read('en', text)).toMatchObject({ byPhone: null, urgent: true });
  });

  test('that speaks of the texting is for a person, who decides whether it means ours', () => {
    expect(read('en', 'Auto-reply: wrong number, stop texting me')).toMatchObject({
      consent: null,
      consentCertainty: 'possible',
      needsStaff: true,
    });
  });

  test.each([
    'I am driving, what time is the game?',
    'I am out of the office, call my husband',
    'Driving now',
  ])('is nothing a person may have written: %s', (text) => {
    expect(phoneText(text)).toBeNull();
  });
});
