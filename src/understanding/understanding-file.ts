import { z } from 'zod';
import { topics } from '../i18n/topics.js';
import { contactLists } from './contact-words.js';

export const consentKinds = [
  'opt_out',
  'opt_in',
  'help',
  'pause',
  'fewer',
  'alerts_only',
  'wrong_number',
] as const;
/** What a family asks of the texting itself. */
export type ConsentKind = (typeof consentKinds)[number];

export const urgentKinds = ['self_harm', 'violence', 'weapons', 'abuse', 'homeless'] as const;
/** Why a text cannot wait. */
export type UrgentKind = (typeof urgentKinds)[number];

const phrases = z.array(z.string().min(1));
const groups = <Name extends string>(names: readonly Name[]) => z.record(z.enum(names), phrases);

/** The shape of `locales/<lang>/understanding.json`. */
export const understandingFile = z.looseObject({
  consent: groups(consentKinds),
  consentPhrases: groups(consentKinds),
  answers: groups(['yes', 'no', 'unsure']),
  numbers: z.record(z.string().regex(/^\d+$/u), phrases),
  topics: groups(topics.filter((topic) => topic !== 'other')),
  kinds: groups(['question', 'request', 'report', 'praise', 'thanks', 'chatter']),
  urgent: groups(urgentKinds),
  notUrgent: phrases,
  ...contactLists,
});
export type UnderstandingFile = z.infer<typeof understandingFile>;

export type ListName =
  'consent' | 'consentPhrases' | 'answers' | 'numbers' | 'topics' | 'kinds' | 'urgent' | 'notUrgent';

/** Calls `take` with every phrase of a file, the list it is of and the group within the list. */
export function forEachPhrase(
  file: UnderstandingFile,
  take: (list: ListName, name: string, phrase: string) => void,
): void {
  for (const list of [
    'consent',
    'consentPhrases',
    'answers',
    'numbers',
    'topics',
    'kinds',
    'urgent',
  ] as const) {
    for (const [name, found] of Object.entries(file[list])) {
      for (const phrase of found) take(list, name, phrase);
    }
  }
  for (const phrase of file.notUrgent) take('notUrgent', 'idiom', phrase);
}
