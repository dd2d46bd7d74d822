import { prepareBody, type PreparedBody } from '../delivery/prepare-body.js';
import type { OutgoingText } from '../delivery/queue-text.js';
import { directionOf, languageName } from '../i18n/languages.js';
import type { Runtime } from '../lib/runtime.js';
import { isLiveIn } from '../translation/parts.js';
import { translateText } from '../translation/translate.js';
import type { AlertKind, AlertOrigin } from './alerts.table.js';
import { kindRule } from './kinds.js';
import { dayIn, timeIn } from './moments.js';

/** What an alert says, whatever the language. */
export interface AlertContent {
  kind: AlertKind;
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM[:SS]`. */
  atTime: string | null;
  /** In the language of the staff; only of a free one. */
  ownText: string | null;
}

/** The words of a language, still without the name of the school. */
export interface LanguageWords {
  language: string;
  origin: AlertOrigin;
  /** Of a free text: what follows the school's name. */
  body: string;
  engine: string | null;
  /** Why it is not translated, or not surely, in words for staff; null where all is well. */
  reason: string | null;
}

/** Staff write in this language. */
export const staffLanguage = 'en';

type Composer = Pick<Runtime, 'texts' | 'translator'>;

/**
 * The words of an alert in a language. Approved texts come from the locale files; a free text through the phrasebook
 * and the engines. Nothing is held, for an urgent text reaches people or is of no use: what cannot be translated goes out
 * in English after a note that says so; what would wait for a speaker elsewhere, or is not yet approved by one, with the
 * English below it; what is trusted less with the mark of a machine's words. Calls engines: never inside a transaction.
 */
export async function wordsIn(
  rt: Composer,
  content: AlertContent,
  names: readonly string[],
  language: string,
): Promise<LanguageWords> {
  const { textKey } = kindRule(content.kind);
  if (textKey !== null) {
    const isThere = rt.texts.has(language, textKey);
    if (!isThere) {
      const reason = rt.texts.inFile(language).has(textKey)
        ? `The text in ${languageName(language)} was withdrawn as wrong.`
        : `There is no text in ${languageName(language)}.`;
      return { language, origin: 'untranslated', body: '', engine: null, reason };
    }
    const { approved } = await rt.translator.records.policy();
    if (isLiveIn(approved, language))
      return { language, origin: 'approved', body: '', engine: null, reason: null };
    const reason = 'Not yet approved by a speaker; the English goes along below it.';
    return { language, origin: 'machine', body: '', engine: null, reason };
  }
  const text = content.ownText ?? '';
  const outcome = await translateText(rt.translator, {
    text,
    from: staffLanguage,
    to: language,
    names,
    direction: 'to_family',
  });
  switch (outcome.status) {
    case 'same_language':
      return { language, origin: 'written', body: text, engine: null, reason: null };
    case 'untranslated':
      return { language, origin: 'untranslated', body: text, engine: null, reason: outcome.reason };
    case 'translated': {
      const { engine, quality, tier, tierReason } = outcome;
      if (quality === 'approved')
        return { language, origin: 'approved', body: outcome.text, engine, reason: null };
      const words = { language, origin: 'machine', engine, reason: null } as const;
      if (tier === 'send') return { ...words, body: outcome.text };
      if (tier === 'mark') {
        return { ...words, body: `${outcome.text}\n${rt.texts.text(language, 'translated.mark')}` };
      }
      const why = tierReason ?? 'Nobody has looked at the translation.';
      const reason = `${why} An alert does not wait: the English goes along below it.`;
      return { ...words, body: `${outcome.text}\n\n${text}`, reason };
    }
  }
}

/** An alert as families of one language and of these schools get it: a part of what is queued. */
export type ComposedAlert = Pick<OutgoingText, 'text' | 'language' | 'bodyLanguage'> & {
  body: string;
  prepared: PreparedBody;
  translation: NonNullable<OutgoingText['translation']> | null;
};

/** Puts the schools' names, the day and the time to the words. Pure. */
export function composeAlert(
  rt: Pick<Runtime, 'texts'>,
  content: AlertContent,
  words: LanguageWords,
  schools: readonly string[],
): ComposedAlert {
  const { language, engine } = words;
  const { textKey } = kindRule(content.kind);
  // It may have been withdrawn since the words were settled.
  const isGone = textKey !== null && !rt.texts.has(language, textKey);
  const origin = isGone ? 'untranslated' : words.origin;
  const original = bodyIn(
    rt,
    content,
    { ...words, language: staffLanguage, body: content.ownText ?? '' },
    schools,
  );
  if (origin === 'untranslated') {
    const note = rt.texts.has(language, 'untranslated.note')
      ? rt.texts.text(language, 'untranslated.note')
      : '';
    const body = `${note}\n${original}`.trim();
    return {
      text: original,
      language: staffLanguage,
      body,
      bodyLanguage: language,
      translation: null,
      prepared: prepareBody(body),
    };
  }
  const said = bodyIn(rt, content, words, schools);
  const isVouchedFor = content.ownText !== null || origin === 'approved' || language === staffLanguage;
  const body = isVouchedFor ? said : `${said}\n\n${original}`;
  const composed = { body, bodyLanguage: language, prepared: prepareBody(body) };
  if (language === staffLanguage) return { ...composed, text: body, language, translation: null };
  if (content.ownText === null) {
    const translation = {
      language: staffLanguage,
      text: original,
      engine: 'library',
      quality: isVouchedFor ? 'approved' : 'machine',
    } as const;
    return { ...composed, text: body, language, translation };
  }
  const quality = origin === 'machine' ? 'machine' : 'approved';
  const translation = { language, text: body, engine: engine ?? 'phrasebook', quality } as const;
  return { ...composed, text: original, language: staffLanguage, translation };
}

function bodyIn(
  rt: Pick<Runtime, 'texts'>,
  content: AlertContent,
  words: Pick<LanguageWords, 'language' | 'body'>,
  schools: readonly string[],
): string {
  const school = schools.join(', ');
  const { textKey } = kindRule(content.kind);
  // A right-to-left text begins with a letter of its own, or phones show it from the left.
  if (textKey === null)
    return directionOf(words.language) === 'rtl' ? `${words.body}\n${school}` : `${school}: ${words.body}`;
  const { language } = words;
  return rt.texts.text(language, textKey, {
    school,
    date: dayIn(language, content.day),
    ...(content.atTime === null ? {} : { time: timeIn(language, content.atTime) }),
  });
}
