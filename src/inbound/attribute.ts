import type { Texts } from '../i18n/texts.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import { mentions } from '../roster/mentions.js';
import type { Understood } from '../understanding/understood.js';
import type { FamilyAtAddress, TextToUnderstand } from './inbound.queries.js';

/** Who wrote and about whom, as far as it is sure; null where a question or a person must settle it. */
export interface Attribution {
  guardianId: string | null;
  studentId: string | null;
  /** The child it is about, or every child it may be about. */
  studentIds: string[];
  /** False for a number that belongs to no guardian. */
  isKnown: boolean;
  /** The language our answers are in. */
  writeIn: string;
}

/**
 * Attributes a text. One guardian at the address wrote it; one child at the school, the child of the open question, or
 * the only child whose first name stands in the text, is meant. Anything else stays unknown. Pure.
 */
export function attribute(
  texts: Pick<Texts, 'languages'>,
  known: {
    family: FamilyAtAddress;
    text: Pick<TextToUnderstand, 'text' | 'conversationStudentId' | 'conversationState'>;
    openAsk: Pick<OpenAsk, 'studentId'> | undefined;
    homeLanguage: string | null;
    understood: Pick<Understood, 'language'>;
  },
): Attribution {
  const { guardians, students } = known.family;
  const named = students.filter((student) => mentions(known.text.text, student.givenName));
  const written = known.understood.language;
  const studentId =
    (named.length === 1 ? named[0]?.id : undefined) ??
    known.openAsk?.studentId ??
    (students.length === 1 ? students[0]?.id : undefined) ??
    // What an open conversation is about; a new one may be about another child.
    (known.text.conversationState === 'closed' ? null : known.text.conversationStudentId) ??
    null;
  return {
    guardianId: guardians.length === 1 ? (guardians[0]?.id ?? null) : null,
    studentId,
    studentIds: studentId === null ? students.map((student) => student.id) : [studentId],
    isKnown: guardians.length > 0,
    writeIn:
      known.homeLanguage ?? (texts.languages().some((language) => language === written) ? written : 'en'),
  };
}
