import type { Transaction } from 'kysely';
import { markLanguageOffered, setHours } from '../consent/preferences.queries.js';
import type { Database } from '../db/database.js';
import { priorities } from '../delivery/queue-text.js';
import { languageAsk } from '../delivery/welcome.js';
import { endDialogue, openDialogue } from '../flows/dialogues.queries.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { languageCodes, languageEntry } from '../i18n/languages.js';
import type { Runtime } from '../lib/runtime.js';
import { chooseLanguage } from '../roster/addresses.queries.js';
import type { Understood } from '../understanding/understood.js';
import type { Answer } from './answer-family.js';
import type { TextToUnderstand } from './inbound.queries.js';
import { lastWrittenIn } from './inbound.queries.js';
import { menuOf } from './menu-words.js';
import { openWantedCall } from './wanted-call.js';

/** Local hours a family can ask for, in the order they are offered; null: the school's. */
const offeredHours = [
  null,
  { from: '09:00', until: '12:00' },
  { from: '12:00', until: '17:00' },
  { from: '17:00', until: '20:00' },
];

/** So many letters say clearly in which language a text is. */
const clearLetters = 40;

interface Exchange {
  text: TextToUnderstand;
  understood: Understood;
  openAsk: OpenAsk | undefined;
  /** The language the family is written to in. */
  writeIn: string;
}

/**
 * The part of a text that is about the texting itself: it opens the list of languages or hours, or answers it.
 * @returns what the family gets, or null where the text is about something else
 */
export async function holdDialogue(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  exchange: Exchange,
): Promise<Answer | null> {
  const menu = menuOf(rt.texts, exchange.text.text);
  if (menu === 'language') return openLanguages(rt, trx, now, exchange);
  if (menu === 'hours') return openHours(trx, now, exchange);
  const { openAsk, understood } = exchange;
  const { status, value } = understood.answer;
  if (!openAsk?.dialogue || status !== 'answered' || typeof value !== 'number') return null;
  await endDialogue(trx, now, openAsk.id);
  switch (openAsk.dialogue) {
    case 'language':
      return setLanguage(trx, exchange, languageNamed(openAsk.ask?.options?.[value]));
    case 'language_check':
      return value === 0 ? setLanguage(trx, exchange, openAsk.language) : say('menu.kept');
    case 'hours':
      return setFamilyHours(trx, now, exchange, value);
    case 'call':
      if (value !== 0) return say('menu.kept');
      await openWantedCall(trx, now, exchange.text, openAsk);
      return say('review.callComing');
  }
}

/**
 * Asks a family that writes in another language than it is written to, once a language, whether to change to it. One
 * short text alone is not enough to ask, and no text is enough to change.
 */
export async function offerLanguage(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  { text, understood, openAsk }: Exchange,
  knownLanguage: string | null,
): Promise<Answer | null> {
  const { language } = understood;
  if (language === knownLanguage || openAsk?.dialogue || !rt.texts.has(language, 'menu.languageCheck'))
    return null;
  const letters = (text.text.match(/\p{L}/gu) ?? []).length;
  const again = (await lastWrittenIn(trx, text.conversationId, text.messageId)) === language;
  if (letters < clearLetters && !(again && letters >= 10)) return null;
  if (!(await markLanguageOffered(trx, now, text.addressId, language))) return null;
  const word = (key: string): string => rt.texts.familyPhrases(language).get(key) ?? key;
  await openDialogue(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    language,
    dialogue: 'language_check',
    ask: { key: 'language', kind: 'choice', options: [word('yes'), word('no')] },
  });
  return { ...say('menu.languageCheck'), language };
}

async function openLanguages(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  { text, writeIn }: Exchange,
): Promise<Answer> {
  const ask = languageAsk(rt.texts.languages());
  await openDialogue(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    language: writeIn,
    dialogue: 'language',
    ask,
  });
  return {
    ...say('menu.language'),
    lines: ask.options.map((name, place) => `${place + 1} ${name}`),
  };
}

async function openHours(
  trx: Transaction<Database>,
  now: Date,
  { text, writeIn }: Exchange,
): Promise<Answer> {
  await openDialogue(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    language: writeIn,
    dialogue: 'hours',
    ask: { key: 'hours', kind: 'choice', options: offeredHours.map((_, place) => String(place + 1)) },
  });
  return say('menu.hours');
}

async function setLanguage(
  trx: Transaction<Database>,
  { text }: Exchange,
  language: string | null,
): Promise<Answer | null> {
  if (language === null) return null;
  await chooseLanguage(trx, text.addressId, language);
  return { ...say('menu.languageSet'), language };
}

async function setFamilyHours(
  trx: Transaction<Database>,
  now: Date,
  { text }: Exchange,
  place: number,
): Promise<Answer> {
  const hours = offeredHours[place] ?? null;
  await setHours(trx, now, text.addressId, hours);
  const { from, until } = hours ?? { from: text.contactFrom, until: text.contactUntil };
  return say('menu.hoursSet', { from: from.slice(0, 5), until: until.slice(0, 5) });
}

function say(key: string, values: Answer['values'] = {}): Answer {
  return { key, values, subtype: 'dialogue', priority: priorities.answer };
}

function languageNamed(ownName: string | undefined): string | null {
  return languageCodes.find((code) => languageEntry(code)?.ownName === ownName) ?? null;
}
