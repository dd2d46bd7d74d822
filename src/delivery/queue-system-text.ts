import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { TextValues } from '../i18n/texts.js';
import type { Runtime } from '../lib/runtime.js';
import { readApprovals } from '../translation/approvals.queries.js';
import { approvedParts, isLiveIn, isPartApproved, partOf } from '../translation/parts.js';
import { readFileTrust } from '../translation/policy.queries.js';
import type { TrustTier } from '../translation/trust.js';
import { queueText } from './queue-text.js';

/** Where a text of ours goes. */
export interface Recipient {
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  /** The language the family is written to in. */
  language: string;
}

/** A text of `locales/`, and lines that follow it as they are. */
export interface SystemText {
  key: string;
  values: TextValues;
  lines?: readonly string[];
  subtype: string;
  priority: number;
}

/**
 * Queues one text of `locales/` in the family's language, with the English beside it for staff. A language that has no
 * such text, or whose text was withdrawn as wrong, gets the English, and is marked as English. Nothing of it is ever
 * held. What is said about consent, in the welcome, in danger and where a call is offered instead of words goes with the
 * English below it until a speaker has approved the language; everything else with the mark of a machine's words, until a
 * speaker has approved its part, and as far as the district does not trust the language files otherwise.
 */
export async function queueSystemText(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  to: Recipient,
  { key, values, lines = [], subtype, priority }: SystemText,
): Promise<void> {
  const language = rt.texts.has(to.language, key) ? to.language : 'en';
  const inLanguage = (code: string): string => [rt.texts.text(code, key, values), ...lines].join('\n');
  const { isApproved, goes } = await trustIn(rt, trx, language, key);
  const own = inLanguage(language);
  const bothLanguages = `${own}\n\n${inLanguage('en')}`;
  const text = goes === 'with_english' ? bothLanguages : own;
  await queueText(trx, now, {
    conversationId: to.conversationId,
    addressId: to.addressId,
    schoolId: to.schoolId,
    lineId: to.lineId,
    purpose: 'system',
    subtype,
    senderRole: 'system',
    text,
    language,
    body: goes === 'marked' ? `${own}\n${rt.texts.text(language, 'translated.mark')}` : text,
    bodyLanguage: language,
    priority,
    ...(language === 'en'
      ? {}
      : {
          translation: {
            language: 'en',
            text: inLanguage('en'),
            engine: 'library',
            quality: isApproved ? ('approved' as const) : ('machine' as const),
          },
        }),
  });
}

interface Trust {
  isApproved: boolean;
  goes: 'alone' | 'marked' | 'with_english';
}

async function trustIn(
  { texts }: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  language: string,
  key: string,
): Promise<Trust> {
  const approved = approvedParts(texts, await readApprovals(trx));
  if (isWeighty(key)) {
    const isLive = isLiveIn(approved, language);
    return { isApproved: isLive, goes: isLive ? 'alone' : 'with_english' };
  }
  const part = partOf(key);
  const isWritten = isCorrected(texts, language, key);
  if (isWritten || part === undefined || isPartApproved(approved, language, part)) {
    return { isApproved: true, goes: 'alone' };
  }
  const tier = (await readFileTrust(trx, language)) ?? 'mark';
  return { isApproved: false, goes: goesBy[tier] };
}

/** Whether a reader of the language wrote these words in the place of withdrawn ones: they are no machine's. */
function isCorrected(texts: Runtime['texts'], language: string, key: string): boolean {
  return texts.sent(language).get(key) !== texts.inFile(language).get(key);
}

/** A receipt that waited for a reader would come when nobody needs it: the English stands in for the reader. */
const goesBy: Readonly<Record<TrustTier, Trust['goes']>> = {
  send: 'alone',
  mark: 'marked',
  hold: 'with_english',
};

/** The English is sure to say what the law asks for, what to do in danger, and that somebody would call. */
function isWeighty(key: string): boolean {
  return ['consent.', 'welcome.', 'urgent.', 'review.'].some((beginning) => key.startsWith(beginning));
}
