import { whyTooLong } from '../delivery/prepare-body.js';
import type { OutgoingText } from '../delivery/queue-text.js';
import type { Runtime } from '../lib/runtime.js';
import { fittingForms } from '../translation/memory-form.js';
import { protect } from '../translation/protect.js';
import { tidy } from '../translation/text-forms.js';
import { localeTrust, translateText } from '../translation/translate.js';
import type { TrustVerdict } from '../translation/trust.js';
import { topicOfStaffText } from '../understanding/topic-of-staff-text.js';
import type { Recipient } from './audience.js';

/** What a nudge says, and in whose name. */
export interface NudgeWords {
  /** A key of the library, or a text in the language of the staff. */
  content: { libraryKey: string } | { ownText: string };
  /** The name of who sends it. */
  teacher: string;
  className: string;
  /** Names a translator must leave alone. */
  names: readonly string[];
}

/** A nudge as families of one language get it: a part of what is queued. */
export type ComposedNudge = Pick<OutgoingText, 'text' | 'language' | 'body' | 'bodyLanguage'> & {
  translation: NonNullable<OutgoingText['translation']> | null;
  /** Why texts in this language wait for a person; null when they go out. */
  holdReason: string | null;
  /** Nothing but an engine that is away keeps it from going out: it may well go a little later. */
  isEngineAway?: boolean;
};

/** Staff write in this language, and the library is made in it. */
const staffLanguage = 'en';

type Composer = Pick<Runtime, 'texts' | 'translator' | 'understanding'>;

/**
 * Puts a nudge into each of these languages. A prompt of the library comes from that language's locale file; a text of
 * one's own, or a prompt the language lacks, through the phrasebook and the engines: what they cannot do, or only as a
 * draft, is held, and so is what becomes too long for the carrier. Calls engines: never inside a transaction.
 */
export async function composeNudge(
  rt: Composer,
  words: NudgeWords,
  languages: Iterable<string>,
): Promise<Map<string, ComposedNudge>> {
  const composed = [...new Set(languages)].map(
    async (language) => [language, holdTooLong(await composeIn(rt, words, language))] as const,
  );
  return new Map(await Promise.all(composed));
}

function holdTooLong(composed: ComposedNudge): ComposedNudge {
  const why = composed.body === null ? null : whyTooLong(composed.body, composed.bodyLanguage);
  return why === null ? composed : { ...composed, holdReason: why };
}

/** The names a text may hold, each once. */
export function namesToKeep(names: readonly string[], recipients: readonly Recipient[]): string[] {
  const people = recipients.flatMap((one) => [...one.guardians, ...one.students]);
  return [...new Set([...names, ...people.map((person) => person.name)])];
}

/** What the nudge says, in the language of the staff and without its header. */
export function plainText(rt: Pick<Runtime, 'texts'>, content: NudgeWords['content']): string {
  return 'ownText' in content
    ? content.ownText
    : (rt.texts.prompts(staffLanguage).get(content.libraryKey) ?? content.libraryKey);
}

async function composeIn(rt: Composer, words: NudgeWords, language: string): Promise<ComposedNudge> {
  const { content } = words;
  const original = withHeader(rt, words, staffLanguage, plainText(rt, content));
  const ready = 'libraryKey' in content ? rt.texts.prompts(language).get(content.libraryKey) : undefined;
  if (ready === undefined || (await isWithdrawn(rt, plainText(rt, content), ready, language))) {
    return translated(rt, words, language, original);
  }
  const said = withHeader(rt, words, language, ready);
  const trust = await trustOfLibrary(rt, language);
  return {
    text: said,
    language,
    body: trust?.tier === 'mark' ? `${said}\n${rt.texts.text(language, 'translated.mark')}` : said,
    bodyLanguage: language,
    translation:
      language === staffLanguage
        ? null
        : {
            ...{ language: staffLanguage, text: original, engine: 'library' },
            ...(trust === null ? { quality: 'approved' } : { quality: 'machine', tier: trust.tier }),
          },
    holdReason: trust?.reason ?? null,
  };
}

/** How far a prompt of a locale file is trusted; null where a speaker approved the language's library. */
async function trustOfLibrary(rt: Composer, language: string): Promise<TrustVerdict | null> {
  const policy = await rt.translator.records.policy();
  // What the library asks is about learning, whatever words it says that in.
  return localeTrust(policy, [language], ['library'], { to: language, topic: 'learning', engine: 'library' });
}

/** People took a prompt of the library back as a wrong translation. */
async function isWithdrawn(rt: Composer, english: string, ready: string, language: string): Promise<boolean> {
  if (language === staffLanguage) return false;
  const fitting = fittingForms(protect(english));
  const forms = fitting.map(({ form }) => form);
  const wrong = await rt.translator.records.withdrawn(forms, staffLanguage, language);
  return wrong.some((form) => fitting.some((one) => tidy(one.fill(form)) === tidy(ready)));
}

async function translated(
  rt: Composer,
  words: NudgeWords,
  language: string,
  original: string,
): Promise<ComposedNudge> {
  const outcome = await translateText(rt.translator, {
    text: plainText(rt, words.content),
    from: staffLanguage,
    to: language,
    names: words.names,
    direction: 'to_family',
    topic: topicOfStaffText(rt.understanding, plainText(rt, words.content)),
  });
  const written = { text: original, language: staffLanguage, bodyLanguage: language };
  if (outcome.status === 'untranslated') {
    const isEngineAway = outcome.retry === 'later';
    return { ...written, body: null, translation: null, holdReason: outcome.reason, isEngineAway };
  }
  const said = withHeader(rt, words, language, outcome.text);
  if (outcome.status === 'same_language') {
    return { ...written, body: said, translation: null, holdReason: null };
  }
  const { engine, quality, tier, tierReason } = outcome;
  return {
    ...written,
    body: tier === 'mark' ? `${said}\n${rt.texts.text(language, 'translated.mark')}` : said,
    translation: { language, text: said, engine, quality, tier },
    holdReason: tierReason,
  };
}

function withHeader(rt: Composer, words: NudgeWords, language: string, text: string): string {
  return rt.texts.text(language, 'nudge.from', { teacher: words.teacher, class: words.className, text });
}
