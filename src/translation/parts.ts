import { createHash } from 'node:crypto';
import type { Texts } from '../i18n/texts.js';
import type { Approval } from './approvals.queries.js';
import type { LanguagePart } from './translation.table.js';

/** In the order they are shown. */
export const languageParts: readonly LanguagePart[] = [
  'consent',
  'crisis',
  'alerts',
  'answers',
  'replies',
  'library',
];

/** A language is live when these are approved: what the law asks for, and what people's safety may hang on. */
export const liveParts: readonly LanguagePart[] = ['consent', 'crisis', 'alerts'];

/** Parts that hold the fixed texts of a language. */
export type FixedPart = 'consent' | 'crisis' | 'alerts' | 'answers';

/** What the keys of the fixed texts of a part begin with. */
const beginnings: Readonly<Record<FixedPart, readonly string[]>> = {
  consent: ['consent.', 'welcome.', 'nudge.stopHint', 'menu.', 'untranslated.', 'translated.'],
  crisis: ['urgent.'],
  alerts: ['alert.', 'voice.'],
  answers: ['answer.', 'request.', 'unknownSender.', 'review.', 'confused.', 'missing.', 'plural.'],
};

/** The part a fixed text belongs to; undefined for what has no words of its own, and for what is no fixed text. */
export function partOf(key: string): FixedPart | undefined {
  const parts = Object.keys(beginnings) as FixedPart[];
  return parts.find((part) => beginnings[part].some((beginning) => key.startsWith(beginning)));
}

type Source = Pick<Texts, 'sent' | 'readyReplies' | 'familyPhrases' | 'prompts'>;

export interface PartText {
  key: string;
  english: string;
  /** Null where the language lacks it. */
  text: string | null;
}

/** The texts of a part, placeholders still in them, with the English beside each. */
export function textsOfPart(texts: Source, language: string, part: LanguagePart): PartText[] {
  const own = allOf(texts, language, part);
  return [...allOf(texts, 'en', part)].map(([key, english]) => ({
    key,
    english,
    text: own.get(key) ?? null,
  }));
}

function allOf(texts: Source, language: string, part: LanguagePart): ReadonlyMap<string, string> {
  switch (part) {
    case 'library':
      return texts.prompts(language);
    case 'replies':
      return new Map([...texts.readyReplies(language), ...texts.familyPhrases(language)]);
    case 'consent':
    case 'crisis':
    case 'alerts':
    case 'answers':
      return new Map([...texts.sent(language)].filter(([key]) => partOf(key) === part));
  }
}

/** Stands for the words of a part: other words, another hash. The English counts, for it says what they mean. */
export function hashOfPart(texts: readonly PartText[]): string {
  return createHash('sha256')
    .update(JSON.stringify(texts.map(({ key, english, text }) => [key, english, text])))
    .digest('hex');
}

/** What is approved as it stands, as `es:consent`. */
export type ApprovedParts = ReadonlySet<string>;

/** Hashes of what the texts say, as long as they say the same. */
const hashes = new WeakMap<Source, { edition: object; known: Map<string, string> }>();

/**
 * Which parts of which languages a speaker approved in the words they have now. Where a text of a part was withdrawn as
 * wrong, or corrected, these are not the words that were approved: the part counts as not approved until a speaker has
 * approved the words it has then; where nobody has, it is approved again as soon as the withdrawal is undone.
 */
export function approvedParts(
  texts: Source & Pick<Texts, 'edition'>,
  approvals: readonly Approval[],
): ApprovedParts {
  const edition = texts.edition();
  const kept = hashes.get(texts);
  const known = kept?.edition === edition ? kept.known : new Map<string, string>();
  hashes.set(texts, { edition, known });
  const approved = new Set<string>();
  for (const { language, part, textsHash } of approvals) {
    const name = `${language}:${part}`;
    const hash = known.get(name) ?? hashOfPart(textsOfPart(texts, language, part));
    known.set(name, hash);
    if (hash === textsHash) approved.add(name);
  }
  return approved;
}

/** English is what everything is written from. */
export function isPartApproved(approved: ApprovedParts, language: string, part: LanguagePart): boolean {
  return language === 'en' || approved.has(`${language}:${part}`);
}

/** Whether a speaker vouches for what a language says about consent, danger and alerts. */
export function isLiveIn(approved: ApprovedParts, language: string): boolean {
  return liveParts.every((part) => isPartApproved(approved, language, part));
}
