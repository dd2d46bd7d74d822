import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { TextValues } from '../i18n/texts.js';
import type { Runtime } from '../lib/runtime.js';
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

/**
 * Queues one text of `locales/` in the family's language, with the English beside it for staff. A language that has no
 * such text gets the English, and is marked as English.
 */
export async function queueSystemText(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  to: Recipient,
  { key, values, subtype, priority }: { key: string; values: TextValues; subtype: string; priority: number },
): Promise<void> {
  const language = rt.texts.has(to.language, key) ? to.language : 'en';
  const text = rt.texts.text(language, key, values);
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
            text: rt.texts.text('en', key, values),
            engine: 'library',
            quality: 'approved' as const,
          },
        }),
  });
}
