import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { saidBefore } from '../conversations/translating.queries.js';
import { prepareParts, whyTooLong } from '../delivery/prepare-body.js';
import type { OutgoingText } from '../delivery/queue-text.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readFamilies, type Family } from '../roster/families.queries.js';
import { familyLanguage } from '../roster/family-language.js';
import { wordsToSend } from '../translation/words-to-send.js';
import { translateText, type TranslationOutcome } from '../translation/translate.js';
import { topicOfStaffText } from '../understanding/topic-of-staff-text.js';
import { readConversationRow, type ConversationRow } from './list.queries.js';
import { staffNames } from './reply-context.queries.js';
import { readContact } from './thread.queries.js';

/** Staff write in this language. */
export const staffLanguage = 'en';

/** Whom a text would go to, and what a translator must leave alone in it. */
export interface Recipient {
  row: ConversationRow;
  family: Family;
  /** English where nothing is known of the family's language. */
  language: string;
  names: string[];
}

/**
 * The family at the other end of a conversation.
 * @throws RecadoError 404 `not_found`
 */
export async function readRecipient(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<Recipient> {
  const row = await readConversationRow(rt.db, staff, conversationId);
  const family = row && (await readFamilies(rt.db, [row], staff.id))[0];
  if (!row || !family) throw notFound('This conversation');
  const names = [
    ...family.guardians.map((guardian) => guardian.name),
    ...family.students.flatMap((student) => [student.name, ...student.classes.map((one) => one.name)]),
    ...(await staffNames(rt.db, row.schoolId)),
    staff.name,
    row.schoolName,
  ];
  return { row, family, names, language: familyLanguage(family, row.lastWrittenIn) ?? staffLanguage };
}

/** What would be given to the carrier, or why it would wait for a person. */
export interface Composed {
  status: TranslationOutcome['status'];
  /** Null where there are no words in the family's language. */
  body: string | null;
  bodyLanguage: string;
  translation: NonNullable<OutgoingText['translation']> | null;
  holdReason: string | null;
}

/**
 * Puts a text of staff into the family's language. Calls engines: never inside a transaction.
 * @param context what was said before, in English
 */
export async function composeForFamily(
  rt: Pick<Runtime, 'translator' | 'understanding' | 'texts'>,
  { language, names }: Pick<Recipient, 'language' | 'names'>,
  text: string,
  context?: string,
): Promise<Composed> {
  const outcome = await translateText(rt.translator, {
    text,
    from: staffLanguage,
    to: language,
    names,
    direction: 'to_family',
    topic: topicOfStaffText(rt.understanding, text),
    ...(context === undefined ? {} : { context }),
  });
  return composedFrom(outcome, language, rt.texts.text(language, 'translated.mark'));
}

/** The same for an answer, which engines may understand from what the family wrote. */
export async function composeReply(
  rt: Pick<Runtime, 'db' | 'translator' | 'understanding' | 'texts'>,
  recipient: Recipient,
  text: string,
): Promise<Composed> {
  const context = await saidBefore(rt.db, recipient.row.id, 'of the family');
  return composeForFamily(rt, recipient, text, context);
}

/** Pure: `wordsToSend` as the inbox keeps it. */
export function composedFrom(outcome: TranslationOutcome, language: string, mark: string): Composed {
  const words = wordsToSend(outcome, language, mark);
  return { status: outcome.status, bodyLanguage: language, ...words };
}

/** The words a person wrote in the family's language. */
export function composedByPerson(language: string, text: string): Composed {
  return {
    status: 'translated',
    body: text,
    bodyLanguage: language,
    translation: { language, text, engine: 'person', quality: 'approved' },
    holdReason: null,
  };
}

/** @throws RecadoError 400 `too_long` where the carrier would not take it, in one text or, if it may, in parts */
export function refuseTooLong(body: string | null, language: string, maySplit: boolean): void {
  if (body === null || (maySplit && prepareParts(body, language).parts !== null)) return;
  const why = whyTooLong(body, language);
  if (why !== null) throw badRequest('too_long', why);
}

/**
 * Stops a text nobody may send; what may be sent at which hour is the delivery's to say.
 * @throws RecadoError 409 `opted_out`
 */
export async function refuseOptedOut(
  rt: Pick<Runtime, 'db' | 'clock'>,
  place: { addressId: string; lineId: string; timeZone: string },
): Promise<void> {
  const contact = await readContact(rt.db, rt.clock.now(), place);
  if (contact.consent === 'opted_out') {
    throw conflict(
      'opted_out',
      'This family asked for no more texts, so nothing was sent. Call them instead.',
    );
  }
  if (contact.carrierBlocked) {
    throw conflict(
      'opted_out',
      'This family told the carrier to stop our texts, so nothing was sent. Call them instead; only their own START lifts it.',
    );
  }
}
