import { languageFor, languageName } from '../i18n/languages.js';
import type { Clock } from '../lib/clock.js';
import type { Retry } from '../lib/errors.js';
import type { EngineQuality, TranslationEngine } from '../vendors/engines/engine.js';
import type { Attempt } from './ask-engine.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { attemptWith, enginesFor, type Work } from './engines-at-work.js';
import { fittingForms, hasOpenHole } from './memory-form.js';
import { isPartApproved } from './parts.js';
import type { Phrase, Phrasebook } from './phrasebook.js';
import { protect } from './protect.js';
import { noRecords, type TranslationPolicy, type TranslationRecords } from './records.js';
import { tidy, wordsOf } from './text-forms.js';
import { decideTrust, type TrustTier, type TrustVerdict } from './trust.js';
import { judgeWayBack, type WayBack } from './way-back.js';

export interface TranslatorOptions {
  readonly phrasebook: Phrasebook;
  /** In the order they are tried. The translator closes them. */
  readonly engines: readonly TranslationEngine[];
  readonly clock: Clock;
  /** The district's memory, terms and decisions; without a database there are none. */
  readonly records?: TranslationRecords;
  /** Unset: no word is. */
  readonly isAlike?: IsAlike;
  /** For one text at one engine that asks for no more. Milliseconds, default 10,000. */
  readonly timeoutMs?: number;
  /** After so many failures in a row an engine rests; default 3. */
  readonly failuresBeforeRest?: number;
  /** Milliseconds, default 30,000. */
  readonly restMs?: number;
}

/**
 * Whether a word, in lower case, is understood by whoever reads the other language: written alike, and meaning the same,
 * in English and in `language`.
 */
export type IsAlike = (word: string, language: string, direction: TextToTranslate['direction']) => boolean;

export interface EngineAtWork {
  readonly engine: TranslationEngine;
  readonly breaker: CircuitBreaker;
}

/** The phrasebook and the engines of this process. Made once; `close` ends the engines' processes and connections. */
export interface Translator {
  readonly phrasebook: Phrasebook;
  readonly engines: readonly EngineAtWork[];
  readonly records: TranslationRecords;
  readonly isAlike: IsAlike;
  /** What engines said of late, by what they were asked: a nudge is translated once a language. */
  readonly recent: Map<string, string>;
  readonly timeoutMs: number;
  close(): Promise<void>;
}

export interface TextToTranslate {
  readonly text: string;
  /** BCP 47; codes outside the house list are taken as they are. */
  readonly from: string;
  readonly to: string;
  /** Of students, guardians, staff, classes and schools the text may speak of: kept as they are. */
  readonly names: readonly string[];
  /** Those of the family that writes: kept in small letters too, as people type. */
  readonly familyNames?: readonly string[];
  /** Texts from families are matched more kindly; texts to families only word for word. */
  readonly direction: 'to_family' | 'to_staff';
  /** What the text is about, where that is known: it decides who may translate it, and how far that is trusted. */
  readonly topic?: string | null;
  /** What was said before, for engines that can make use of it. */
  readonly context?: string;
  /** What it is known to say in the other language: no engine is asked. */
  readonly known?: string | undefined;
}

/**
 * `approved`: from the memory, or from the phrasebook where a named speaker approved that part of the language in the
 * app; until then its words are a `machine`'s like an engine's. `draft`: see `EngineQuality`.
 */
export type OutcomeQuality = 'approved' | EngineQuality;

export type TranslationOutcome =
  /** Nothing to translate: one language, or no words beside names, numbers, links, pictures and words both share. */
  | { readonly status: 'same_language'; readonly text: string }
  /** `engine` is `memory`, `phrasebook` or an engine's name. */
  | {
      readonly status: 'translated';
      readonly text: string;
      readonly engine: string;
      readonly quality: OutcomeQuality;
      /** What may happen to it by itself; texts to staff are shown whatever it is. */
      readonly tier: TrustTier;
      /** Why it waits for a person, a sentence for staff; null where it does not. */
      readonly tierReason: string | null;
    }
  /** `reason`: one or more sentences in English for staff; no word of the text is in them. */
  | { readonly status: 'untranslated'; readonly reason: string; readonly retry: Retry };

export function createTranslator(options: TranslatorOptions): Translator {
  return {
    phrasebook: options.phrasebook,
    engines: options.engines.map((engine) => ({
      engine,
      breaker: new CircuitBreaker(options.clock, options.failuresBeforeRest ?? 3, options.restMs ?? 30_000),
    })),
    records: options.records ?? noRecords,
    isAlike: options.isAlike ?? (() => false),
    recent: new Map(),
    timeoutMs: options.timeoutMs ?? 10_000,
    close: async () => {
      await Promise.all(options.engines.map((engine) => engine.close()));
    },
  };
}

/**
 * Translates one text: what people approved first, then the phrasebook, then each engine in the order the district set
 * for these languages, until one gives a translation that has every protected part and passes the gate. An engine that
 * fails often rests; one outside the house is asked only where an agreement permits it. Nothing that failed a check is
 * ever returned as a translation, nor what people withdrew. Does not throw for anything an engine does.
 */
export async function translateText(
  translator: Translator,
  request: TextToTranslate,
): Promise<TranslationOutcome> {
  const { names, direction } = request;
  const text = request.text.normalize('NFC');
  const from = languageFor(request.from) ?? request.from;
  const to = languageFor(request.to) ?? request.to;
  if (from === to) return { status: 'same_language', text: request.text };
  const guarded = protect(text, names);
  const fitting = fittingForms(guarded);
  const forms = fitting.map(({ form }) => form);
  const [found, wrong] = await Promise.all([
    translator.records.remembered(forms, from, to),
    translator.records.withdrawn(forms, from, to),
  ]);
  const isWithdrawn = (words: string): boolean =>
    wrong.some((form) => fitting.some((one) => tidy(one.fill(form)) === tidy(words)));
  const remembered = fitting.find(({ form }) => form === found?.form)?.fill(found?.target ?? '');
  if (remembered !== undefined && !hasOpenHole(remembered, text) && !isWithdrawn(remembered)) {
    return approved(remembered, 'memory');
  }
  const phrase = translator.phrasebook.lookUp(text, from, to, { names, lenient: direction === 'to_staff' });
  const policy = await translator.records.policy();
  if (phrase !== undefined && !isWithdrawn(phrase.text)) {
    return phrased(policy, phrase, { from, to, topic: request.topic ?? null });
  }
  if (request.known !== undefined && !isWithdrawn(request.known)) {
    const { known } = request;
    return {
      ...{ status: 'translated', text: known, engine: 'phrasebook' },
      ...{ quality: 'machine', tier: 'mark', tierReason: null },
    };
  }
  const terms = policy.terms.filter(({ toLanguage }) => toLanguage === null || toLanguage === to);
  const work: Work = { translator, policy, request: { ...request, text, from, to }, terms, isWithdrawn };
  if (needsNoTranslation(work)) return { status: 'same_language', text: request.text };
  return translateByEngines(work);
}

function approved(text: string, engine: string): TranslationOutcome {
  return { status: 'translated', text, engine, quality: 'approved', tier: 'send', tierReason: null };
}

/** Texts of the locale files are a machine's until somebody who speaks the language approved them. */
function phrased(
  policy: TranslationPolicy,
  { text, keys }: Phrase,
  { from, to, topic }: { from: string; to: string; topic: string | null },
): TranslationOutcome {
  const parts = keys.map((key) => (key.startsWith('prompts.') ? 'library' : 'replies'));
  const trust = localeTrust(policy, [from, to], parts, { to, topic, engine: 'phrasebook' });
  if (trust === null) return approved(text, 'phrasebook');
  const { tier, reason: tierReason } = trust;
  return { status: 'translated', text, engine: 'phrasebook', quality: 'machine', tier, tierReason };
}

/**
 * How far texts of the locale files are trusted; null where a speaker approved them. The district may trust them more or
 * less for a pair of languages, like an engine.
 */
export function localeTrust(
  policy: TranslationPolicy,
  languages: readonly string[],
  parts: readonly ('replies' | 'library')[],
  { to, topic, engine }: { to: string; topic: string | null; engine: 'phrasebook' | 'library' },
): TrustVerdict | null {
  if (languages.every((one) => parts.every((part) => isPartApproved(policy.approved, one, part))))
    return null;
  const set = policy.pairs.get(`en>${to}`)?.find((one) => one.engine === engine);
  return decideTrust({
    ...{ quality: 'machine', engine: 'the language files', to, topic, wayBack: null },
    setting: set?.tier ?? null,
  });
}

async function translateByEngines(work: Work): Promise<TranslationOutcome> {
  const { from, to } = work.request;
  const failures: { reason: string; retry: Retry }[] = [];
  for (const { atWork, tier } of enginesFor(work)) {
    const attempt = refuseWithdrawn(work, atWork, await attemptWith(work, atWork));
    if (attempt.status === 'unsupported') continue;
    if (attempt.status !== 'translated') {
      failures.push({ retry: 'never', ...attempt });
      continue;
    }
    const { name, quality } = atWork.engine;
    const trust = await trustOf(work, atWork, tier, attempt.text);
    return {
      status: 'translated',
      text: attempt.text,
      engine: name,
      quality,
      tier: trust.tier,
      tierReason: trust.reason,
    };
  }
  if (failures.length === 0) {
    return {
      status: 'untranslated',
      reason: `No engine translates ${languageName(from)} to ${languageName(to)}.`,
      retry: 'never',
    };
  }
  return {
    status: 'untranslated',
    reason: [...new Set(failures.map((failure) => failure.reason))].join(' '),
    retry: failures.some((failure) => failure.retry === 'later') ? 'later' : 'never',
  };
}

/** What people took back is never said again, whoever says it. */
function refuseWithdrawn({ isWithdrawn }: Work, { engine }: EngineAtWork, attempt: Attempt): Attempt {
  if (attempt.status !== 'translated' || !isWithdrawn(attempt.text)) return attempt;
  const reason = `The words of ${engine.displayName} were withdrawn as a wrong translation.`;
  return { status: 'unfit', reason };
}

/** A translation to a family is translated back where nothing else makes it wait. */
async function trustOf(
  work: Work,
  atWork: EngineAtWork,
  setting: TrustTier | null,
  translated: string,
): Promise<{ tier: TrustTier; reason: string | null }> {
  const { request } = work;
  const { quality, displayName } = atWork.engine;
  const facts = { quality, engine: displayName, to: request.to, topic: request.topic ?? null, setting };
  const before = decideTrust({ ...facts, wayBack: null });
  if (request.direction === 'to_staff' || before.tier === 'hold') return before;
  // What was said before would help the way back to say what it should have said.
  const { context: _, ...rest } = request;
  const back = await attemptWith(
    { ...work, request: { ...rest, text: translated, from: request.to, to: request.from }, terms: [] },
    atWork,
  );
  return decideTrust({ ...facts, wayBack: wayBackOf(request, back) });
}

/** An engine that has no way back, or is out of order now, says nothing against its translation, and nothing for it. */
function wayBackOf({ text, from, names }: TextToTranslate, back: Attempt): WayBack {
  switch (back.status) {
    case 'translated':
      return judgeWayBack(text, back.text, { language: from, names });
    case 'unfit':
      return 'unfit';
    case 'failed':
    case 'unsupported':
      return 'unknown';
  }
}

/** Whoever reads the other language reads the text as it is: what no engine changes is not kept back for a person. */
function needsNoTranslation({ translator, request, terms }: Work): boolean {
  const guarded = protect(request.text, request.names, terms);
  const rest = guarded.parts.reduce((left, part) => left.replace(part.token, ' '), guarded.text);
  if (!/\p{L}/u.test(rest)) return true;
  const { from, to, direction } = request;
  const [family, staff] = direction === 'to_staff' ? [from, to] : [to, from];
  return staff === 'en' && wordsOf(rest).every((word) => translator.isAlike(word, family, direction));
}
