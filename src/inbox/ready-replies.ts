import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Runtime } from '../lib/runtime.js';
import { readRecipient, staffLanguage, type Recipient } from './compose.js';
import { studentsFor } from './family-view.js';

/**
 * The ready replies, in English and in the family's language, with what the thread already knows for their
 * placeholders.
 * @throws RecadoError 404 `not_found`
 */
export async function listReadyReplies(
  rt: Pick<Runtime, 'db' | 'texts'>,
  staff: SignedInStaff,
  conversationId: string,
) {
  const recipient = await readRecipient(rt, staff, conversationId);
  const translated = rt.texts.readyReplies(recipient.language);
  const items = [...rt.texts.readyReplies(staffLanguage)].map(([key, text]) => ({
    key,
    topic: key.split('.')[0] ?? 'other',
    text,
    translation: recipient.language === staffLanguage ? null : (translated.get(key) ?? null),
    placeholders: placeholdersOf(text),
  }));
  return { language: recipient.language, items, known: knownValues(staff, recipient) };
}

/** The names between braces, each once, in their order: `student`, `time`. */
export function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/gu)].flatMap((match) => match[1] ?? []))];
}

/** Only what is beyond doubt: the child the thread is about, or the only one; that child's only class. */
function knownValues(staff: SignedInStaff, { row, family }: Recipient): Record<string, string> {
  const students = studentsFor(staff, family, row.assigneeId);
  const student =
    students.find((one) => one.id === row.studentId) ?? (students.length === 1 ? students[0] : undefined);
  const onlyClass = student?.classes.length === 1 ? student.classes[0] : undefined;
  return {
    staff: staff.name,
    school: row.schoolName,
    ...(student === undefined ? {} : { student: student.givenName }),
    ...(onlyClass === undefined ? {} : { class: onlyClass.name }),
  };
}
