import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { TextValues } from '../i18n/texts.js';
import type { Runtime } from '../lib/runtime.js';
import { readApprovals } from '../translation/approvals.queries.js';
import { approvedParts, isLiveIn } from '../translation/parts.js';
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
 * such text, or whose text was withdrawn as wrong, gets the English, and is marked as English. What is said about consent, in the welcome and in danger is
 * never held, for the law and people's safety need it at once: until a speaker has approved the language, the English
 * goes along below it.
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
  const isVouchedFor =
    !isWeighty(key) || isLiveIn(approvedParts(rt.texts, await readApprovals(trx)), language);
  const text = isVouchedFor ? inLanguage(language) : `${inLanguage(language)}\n\n${inLanguage('en')}`;
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
    body: text,
    bodyLanguage: language,
    priority,
    ...(language === 'en'
      ? {}
      : {
          translation: {
            language: 'en',
            text: inLanguage('en'),
            engine: 'library',
            quality: isVouchedFor ? ('approved' as const) : ('machine' as const),
          },
        }),
  });
}

/** The English alone is sure to say what the law asks for, or what to do in danger. */
function isWeighty(key: string): boolean {
  return ['consent.', 'welcome.', 'urgent.'].some((beginning) => key.startsWith(beginning));
}
