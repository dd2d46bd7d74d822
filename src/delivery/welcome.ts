import type { Transaction } from 'kysely';
import { markWelcomed } from '../consent/preferences.queries.js';
import type { Database } from '../db/database.js';
import { askInBetween } from '../flows/put-aside.queries.js';
import { languageEntry, languageFor } from '../i18n/languages.js';
import type { Texts } from '../i18n/texts.js';
import type { Runtime } from '../lib/runtime.js';
import { changeBody } from './delivery.queries.js';
import { prepareBody } from './prepare-body.js';
import { longestBody } from './split-text.js';
import { queueSystemText } from './queue-system-text.js';
import { priorities, queueText } from './queue-text.js';
import { readWelcomePlace, type WelcomePlace } from './welcome.queries.js';

/** So many languages are offered where nobody knows the family's. */
const offeredLanguages = 3;

export const welcomeSubtype = 'welcome';

/**
 * Queues the text that says who writes, how to stop and how to change the language, once an address, ahead of the
 * first learning text or pulse. Where nobody knows the family's language it is in English, with a line in each of the
 * languages most spoken in the district, and the number that comes back is the choice.
 */
export async function queueWelcome(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  before: { messageId: string; addressId: string; schoolId: string },
): Promise<void> {
  const place = await readWelcomePlace(trx, before.messageId);
  if (!place || !(await markWelcomed(trx, now, before.addressId))) return;
  const { addressId, schoolId } = before;
  const to = { addressId, schoolId, conversationId: place.conversationId, lineId: place.lineId };
  const language = place.chosenLanguage ?? place.homeLanguages[0] ?? null;
  const values = { district: place.districtName };
  if (language !== null) {
    const known = languageFor(language) ?? language;
    const text = { key: 'welcome.first', values, subtype: welcomeSubtype, priority: priorities.answer };
    await queueSystemText(rt, trx, now, { ...to, language: known }, text);
    return;
  }
  const offered = languagesToOffer(rt.texts, place);
  const lines = offered.map((code, place) => lineOf(rt, code, place + 1));
  const text = [rt.texts.text('en', 'welcome.first', values), ...lines].join('\n');
  await queueText(trx, now, {
    ...to,
    purpose: 'system',
    subtype: welcomeSubtype,
    senderRole: 'system',
    text,
    language: 'en',
    body: text,
    bodyLanguage: 'en',
    priority: priorities.answer,
  });
  if (offered.length === 0) return;
  await askInBetween(trx, now, {
    addressId,
    conversationId: place.conversationId,
    language: 'en',
    dialogue: 'language',
    ask: languageAsk(offered),
  });
}

/** How to choose a language, in it; in English the sentence would offer English, so the language's name has to do. */
function lineOf({ texts }: Pick<Runtime, 'texts'>, code: string, number: number): string {
  const key = 'welcome.choose';
  return texts.has(code, key) ? texts.text(code, key, { number }) : `${ownName(code)}: ${number}`;
}

/**
 * Puts under a text that waits for the answer which language it is to be in how to get another one: should no answer
 * come, it goes out as it is, and says so to those who cannot read it. Once a text.
 */
export async function noteLanguages(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  { messageId, body, part }: { messageId: string; body: string; part: number },
): Promise<void> {
  const place = await readWelcomePlace(trx, messageId);
  const offered = place === undefined ? [] : languagesToOffer(rt.texts, place);
  const note = offered
    .map((code) => `${ownName(code)}: ${rt.texts.text(code, 'menu.languageWord')}`)
    .join(', ');
  if (note === '' || part > 1 || body.endsWith(prepareBody(note).body)) return;
  const noted = prepareBody(`${body}\n${note}`);
  if (noted.body.length <= longestBody) await changeBody(trx, messageId, noted);
}

/** The question which of these languages it is to be; its answer is a place in the list. */
export function languageAsk(codes: readonly string[]) {
  return {
    key: 'language',
    kind: 'choice' as const,
    options: codes.map(ownName),
  };
}

const ownName = (code: string): string => languageEntry(code)?.ownName ?? code;

/** The most spoken languages of the district that have texts, English aside: the welcome is in English anyway. */
function languagesToOffer(
  texts: Pick<Texts, 'languages'>,
  { districtLanguages }: Pick<WelcomePlace, 'districtLanguages'>,
): string[] {
  const codes = districtLanguages.flatMap((code) => languageFor(code) ?? []);
  return [...new Set(codes)]
    .filter((code) => code !== 'en' && texts.languages().includes(code))
    .slice(0, offeredLanguages);
}
