import type { Transaction } from 'kysely';
import { restateMessages } from '../conversations/restate.queries.js';
import type { Database } from '../db/database.js';
import { dropText } from '../delivery/give-up.queries.js';
import { prepareBody, prepareParts, whyTooLong } from '../delivery/prepare-body.js';
import {
  changeWaitingTexts,
  comesBackDays,
  countPartlyGone,
  lockWaitingTexts,
  textsUnderWay,
  type WaitingText,
} from '../delivery/reword.queries.js';
import { languageEntry } from '../i18n/languages.js';
import { staffLanguage } from '../inbox/compose.js';
import type { Runtime } from '../lib/runtime.js';
import { noteUnderWay, readTakenBack, takeCameBack } from '../translation/fixed-texts.queries.js';
import { dropTranslations } from '../translation/translation.queries.js';
import { patternOf, reword } from './recognise.js';

/** Words that are not to go out, and those that go out instead. */
export interface Rewording {
  language: string;
  key: string;
  wrong: string;
  /** In the same language; null: the English. */
  correction: string | null;
  english: string;
}

const droppedReason = 'its words were withdrawn as wrong, and nothing could be said in their place';

/** What became of texts under way with withdrawn words. */
export interface Reworded {
  /** So many were written anew or given up. */
  rewritten: number;
  /** Of so many a part had gone already: the rest goes as it was. */
  partlyGone: number;
}

/** A waiting text as it is to go out. */
interface Restated {
  body: string;
  text: string;
  /** Of the text as it stands in the thread. */
  language: string;
  /** Of what goes out. */
  sentIn: string;
}

/**
 * Writes texts anew that wait to go out with these words, those that wait for a person too: in the corrected words, else in English alone. A text that
 * promises English in its English words has nothing to say instead, and is given up with that reason. One in parts is
 * split anew, as long as none of them has gone: nobody gets half a text in other words.
 */
export async function rewordWaiting(
  trx: Transaction<Database>,
  now: Date,
  rewording: Rewording,
  messageIds?: readonly string[],
): Promise<Reworded> {
  const pattern = patternOf(rewording.wrong);
  if (pattern === null) return { rewritten: 0, partlyGone: 0 };
  const wording = { languages: [rewording.language, staffLanguage], pattern };
  const waiting = await lockWaitingTexts(trx, wording, messageIds);
  const restated = waiting.map((text) => ({ text, anew: sendable(text, restate(text, rewording)) }));
  for (const { text, anew } of restated) {
    if (anew === null) await dropText(trx, now, text.messageId, droppedReason);
  }
  const rows = restated.flatMap(({ text: { messageId }, anew }) =>
    anew === null ? [] : [{ messageId, ...anew }],
  );
  await changeWaitingTexts(trx, rows);
  await restateMessages(trx, rows);
  const inEnglish = rows.filter(({ language }) => language === staffLanguage);
  await dropTranslations(
    trx,
    inEnglish.map(({ messageId }) => messageId),
    staffLanguage,
  );
  return { rewritten: restated.length, partlyGone: await countPartlyGone(trx, wording) };
}

/** Notes the texts the carrier has with these words: one that comes back is not tried again with them. */
export async function noteTextsUnderWay(
  trx: Transaction<Database>,
  now: Date,
  withdrawal: { withdrawalId: string; language: string; wrong: string },
): Promise<void> {
  const pattern = patternOf(withdrawal.wrong);
  if (pattern === null) return;
  const wording = { languages: [withdrawal.language, staffLanguage], pattern };
  await noteUnderWay(trx, now, withdrawal, await textsUnderWay(trx, now, wording));
}

/** Pure: the body as the carrier takes it, in parts where that is allowed and needed; null where it cannot go out. */
function sendable({ maySplit }: WaitingText, anew: Restated | null) {
  if (anew === null) return null;
  const prepared = maySplit
    ? prepareParts(anew.body, anew.sentIn)
    : { ...prepareBody(anew.body), parts: null };
  const isTooLong = prepared.parts === null && whyTooLong(prepared.body, anew.sentIn) !== null;
  return isTooLong ? null : { ...anew, ...prepared };
}

/** For so long after words were taken back, texts with them are looked for. Milliseconds. */
const catchUpMs = 60_000;

/**
 * Writes texts anew that another process queued with these words at the very moment they were taken back, for it learns
 * of that within a second, and those the carrier had then and gave back.
 * @returns how many
 */
export async function catchUpWithWithdrawals(rt: Pick<Runtime, 'db' | 'clock' | 'texts'>): Promise<number> {
  const now = rt.clock.now();
  let rewritten = 0;
  for (const takenBack of await readTakenBack(rt.db, new Date(now.getTime() - catchUpMs))) {
    const english = englishOf(rt, takenBack.key);
    const reworded = await rt.db
      .transaction()
      .execute((trx) => rewordWaiting(trx, now, { ...takenBack, english }));
    rewritten += reworded.rewritten;
  }
  return rewritten + (await rewordCameBack(rt, now));
}

async function rewordCameBack(rt: Pick<Runtime, 'db' | 'texts'>, now: Date): Promise<number> {
  const goneBefore = new Date(now.getTime() - comesBackDays * 86_400_000);
  return rt.db.transaction().execute(async (trx) => {
    let rewritten = 0;
    for (const { messageIds, ...takenBack } of await takeCameBack(trx, goneBefore)) {
      const rewording = { ...takenBack, english: englishOf(rt, takenBack.key) };
      rewritten += (await rewordWaiting(trx, now, rewording, messageIds)).rewritten;
    }
    return rewritten;
  });
}

/** The English of a key; of a form English lacks, its `other` form. */
export function englishOf({ texts }: Pick<Runtime, 'texts'>, key: string): string {
  const english = texts.inFile(staffLanguage);
  return english.get(key) ?? english.get(key.replace(/_[a-z]+$/u, '_other')) ?? '';
}

/** Pure: a waiting text in other words; null where there are none. */
export function restate(text: Omit<WaitingText, 'maySplit'>, rewording: Rewording): Restated | null {
  const { language, correction } = rewording;
  const instead = correction ?? wordsInstead(rewording);
  if (instead === null) return null;
  const body = reword(text.body, rewording.wrong, instead);
  if (body === null) return null;
  const isWhole = text.language === language && body.isAtStart;
  const isEnglish = correction === null && instead === rewording.english;
  if (isWhole && isEnglish && text.english !== null) {
    const { english } = text;
    return { body: english, text: english, language: staffLanguage, sentIn: staffLanguage };
  }
  const said = text.language === language ? reword(text.text, rewording.wrong, instead) : null;
  return { body: body.body, text: said?.body ?? text.text, language: text.language, sentIn: text.sentIn };
}

/** The English, but where it would offer or promise English to whom wants another language. */
function wordsInstead({ language, key, english }: Rewording): string | null {
  const ownName = languageEntry(language)?.ownName ?? language;
  switch (key) {
    case 'welcome.choose':
      return `${ownName}: {number}`;
    case 'menu.languageSet':
      return ownName;
    case 'menu.languageCheck':
      return null;
    default:
      return english;
  }
}
