import type { Transaction } from 'kysely';
import { markLanguageOffered } from '../consent/preferences.queries.js';
import type { Database } from '../db/database.js';
import { priorities } from '../delivery/queue-text.js';
import { languageAsk } from '../delivery/welcome.js';
import { endQuestionBetween, askInBetween } from '../flows/put-aside.queries.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { languageCodes, languageEntry } from '../i18n/languages.js';
import type { Runtime } from '../lib/runtime.js';
import { chooseLanguage } from '../roster/addresses.queries.js';
import { chooseChannelOf } from '../roster/channels.queries.js';
import type { Understood } from '../understanding/understood.js';
import type { Answer } from './answer-family.js';
import type { TextToUnderstand } from './inbound.queries.js';
import { lastWrittenIn } from './inbound.queries.js';
import {
  hoursInWords,
  keepHours,
  keepProposedHours,
  obeyWishedHours,
  offeredHours,
  openHours,
} from './family-hours.js';
import { menuOf } from './menu-words.js';
import { openWantedCall } from './wanted-call.js';

/** So many letters say clearly in which language a text is. */
const clearLetters = 40;

export interface Exchange {
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
  rt: Pick<Runtime, 'texts' | 'understanding'>,
  trx: Transaction<Database>,
  now: Date,
  exchange: Exchange,
): Promise<Answer | null> {
  const menu = menuOf(rt.texts, rt.understanding, exchange.text.text);
  if (menu === 'language') return openLanguages(rt, trx, now, exchange);
  if (menu === 'hours') return openHours(trx, now, exchange);
  if (menu === 'channel' && exchange.text.lineOnWhatsapp) return openChannels(trx, now, exchange);
  const { openAsk, understood } = exchange;
  const wished = hoursInWords(rt, exchange);
  if (wished !== null && (wished.isAboutTexts || isAboutHours(openAsk))) {
    if (openAsk && isAboutHours(openAsk)) await endQuestionBetween(trx, now, openAsk.id);
    return obeyWishedHours(rt, trx, now, exchange, wished);
  }
  const { status, value } = understood.answer;
  if (!openAsk?.dialogue || status !== 'answered' || typeof value !== 'number') return null;
  await endQuestionBetween(trx, now, openAsk.id);
  switch (openAsk.dialogue) {
    case 'language':
      return setLanguage(rt, trx, exchange, languageNamed(openAsk.ask?.options?.[value]));
    case 'language_check':
      return value === 0 ? setLanguage(rt, trx, exchange, openAsk.language) : say('menu.kept');
    case 'hours':
      return keepHours(trx, now, exchange, { hours: offeredHours[value] ?? null, days: null });
    case 'hours_check':
      return value === 0 ? keepProposedHours(trx, now, exchange, openAsk) : openHours(trx, now, exchange);
    case 'channel':
      return setChannel(trx, exchange, value);
    case 'call':
      if (value !== 0) return say('menu.kept');
      await openWantedCall(trx, now, exchange.text, openAsk);
      return say('review.callComing');
  }
}

/** Whether a text answers a question about hours in words instead of by number. */
export function answersInWords(
  rt: Pick<Runtime, 'understanding'>,
  exchange: Pick<Exchange, 'text' | 'understood' | 'openAsk' | 'writeIn'>,
): boolean {
  return isAboutHours(exchange.openAsk) && hoursInWords(rt, exchange) !== null;
}

const isAboutHours = (openAsk: OpenAsk | undefined): boolean =>
  openAsk?.dialogue === 'hours' || openAsk?.dialogue === 'hours_check';

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
  await askInBetween(trx, now, {
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
  await askInBetween(trx, now, {
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

/** Offered where the line has a number on WhatsApp. */
const offeredChannels = ['sms', 'whatsapp'] as const;

async function openChannels(
  trx: Transaction<Database>,
  now: Date,
  { text, writeIn }: Exchange,
): Promise<Answer> {
  await askInBetween(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    language: writeIn,
    dialogue: 'channel',
    ask: { key: 'channel', kind: 'choice', options: ['SMS', 'WhatsApp'] },
  });
  return say('menu.channel');
}

async function setLanguage(
  { texts }: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  { text }: Exchange,
  language: string | null,
): Promise<Answer | null> {
  if (language === null) return null;
  await chooseLanguage(trx, text.addressId, language);
  // In English the sentence would promise English: where it was withdrawn, the language's own name confirms the choice.
  return { ...say(texts.has(language, 'menu.languageSet') ? 'menu.languageSet' : 'language.name'), language };
}

async function setChannel(trx: Transaction<Database>, { text }: Exchange, place: number): Promise<Answer> {
  const channel = offeredChannels[place] ?? 'sms';
  await chooseChannelOf(trx, text.addressId, channel);
  return say('menu.channelSet', { channel: channel === 'sms' ? 'SMS' : 'WhatsApp' });
}

function say(key: string, values: Answer['values'] = {}): Answer {
  return { key, values, subtype: 'dialogue', priority: priorities.answer };
}

function languageNamed(ownName: string | undefined): string | null {
  return languageCodes.find((code) => languageEntry(code)?.ownName === ownName) ?? null;
}
