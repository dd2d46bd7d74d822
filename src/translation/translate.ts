import { languageFor, languageName } from '../i18n/languages.js';
import type { Clock } from '../lib/clock.js';
import type { Retry } from '../lib/errors.js';
import type { EngineQuality, EngineResult, TranslationEngine } from '../vendors/engines/engine.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { checkTranslation, gateSentences } from './gate.js';
import type { Phrasebook } from './phrasebook.js';
import { protect, restore, type ProtectedText } from './protect.js';

export interface TranslatorOptions {
  readonly phrasebook: Phrasebook;
  /** In the order they are tried. The translator closes them. */
  readonly engines: readonly TranslationEngine[];
  readonly clock: Clock;
  /** For one text at one engine. Milliseconds, default 10,000. */
  readonly timeoutMs?: number;
  /** After so many failures in a row an engine rests; default 3. */
  readonly failuresBeforeRest?: number;
  /** Milliseconds, default 30,000. */
  readonly restMs?: number;
}

/** The phrasebook and the engines of this process. Made once; `close` ends the engines' processes and connections. */
export interface Translator {
  readonly phrasebook: Phrasebook;
  readonly engines: readonly { readonly engine: TranslationEngine; readonly breaker: CircuitBreaker }[];
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
  /** Texts from families are matched more kindly; texts to families only word for word. */
  readonly direction: 'to_family' | 'to_staff';
}

/**
 * `approved`: from the phrasebook. Texts of the locale files count as approved once they are in the phrasebook, also
 * those whose `_review` says `machine-drafted`: they are the ready replies the district took over as a whole.
 * `machine` and `draft` are the engine's own (`EngineQuality`); a `draft` to a family passed the same gate, and it is
 * the caller's to hold it for a person.
 */
export type OutcomeQuality = 'approved' | EngineQuality;

export type TranslationOutcome =
  /** Nothing to translate: one language, or no words beside names, numbers, links and pictures. */
  | { readonly status: 'same_language'; readonly text: string }
  /** `engine` is `phrasebook` or an engine's name. */
  | {
      readonly status: 'translated';
      readonly text: string;
      readonly engine: string;
      readonly quality: OutcomeQuality;
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
    timeoutMs: options.timeoutMs ?? 10_000,
    close: async () => {
      await Promise.all(options.engines.map((engine) => engine.close()));
    },
  };
}

type Attempt =
  | { readonly status: 'translated'; readonly text: string }
  | { readonly status: 'unsupported' }
  /** `ill`: the engine's fault, not the text's; counts for its breaker. */
  | { readonly status: 'failed'; readonly reason: string; readonly retry: Retry; readonly ill: boolean };

/**
 * Translates one text: the phrasebook first, then each engine in turn, until one gives a translation that has every
 * protected part and passes the gate. An engine that fails often rests. Nothing that failed a check is ever returned
 * as a translation. Does not throw for anything an engine does.
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
  const phrase = translator.phrasebook.lookUp(text, from, to, { names, lenient: direction === 'to_staff' });
  if (phrase !== undefined) {
    return { status: 'translated', text: phrase.text, engine: 'phrasebook', quality: 'approved' };
  }
  const guarded = protect(text, names);
  if (!hasWords(guarded)) return { status: 'same_language', text: request.text };

  const failures: { reason: string; retry: Retry }[] = [];
  for (const { engine, breaker } of translator.engines) {
    const attempt = breaker.isResting()
      ? resting(engine)
      : await attemptWith(engine, guarded, from, to, translator.timeoutMs);
    if (attempt.status === 'translated') {
      breaker.succeeded();
      return { status: 'translated', text: attempt.text, engine: engine.name, quality: engine.quality };
    }
    if (attempt.status === 'unsupported') continue;
    failures.push(attempt);
    if (attempt.ill) breaker.failed();
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

function hasWords(guarded: ProtectedText): boolean {
  const rest = guarded.parts.reduce((left, part) => left.replace(part.token, ' '), guarded.text);
  return /\p{L}/u.test(rest);
}

const resting = (engine: TranslationEngine): Attempt => ({
  status: 'failed',
  reason: `${engine.displayName} failed several times and is left alone for a moment.`,
  retry: 'later',
  ill: false,
});

async function attemptWith(
  engine: TranslationEngine,
  guarded: ProtectedText,
  from: string,
  to: string,
  timeoutMs: number,
): Promise<Attempt> {
  const giveUp = new AbortController();
  const late: Attempt = {
    status: 'failed',
    reason: `${engine.displayName} did not answer in time.`,
    retry: 'later',
    ill: true,
  };
  let timer: NodeJS.Timeout | undefined;
  // An engine that does not heed the signal is not waited for either.
  const timeout = new Promise<Attempt>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
      giveUp.abort();
    }, timeoutMs);
  });
  const work = askEngine(engine, guarded, from, to, giveUp.signal).catch((): Attempt => ({
    status: 'failed',
    reason: `${engine.displayName} failed.`,
    retry: 'later',
    ill: true,
  }));
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function askEngine(
  engine: TranslationEngine,
  guarded: ProtectedText,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<Attempt> {
  const support = await engine.supports(from, to);
  if (support.status === 'no') return { status: 'unsupported' };
  if (support.status === 'unknown') {
    return { status: 'failed', reason: support.reason, retry: 'later', ill: true };
  }
  const [result] = await engine.translate({ texts: [guarded.text], from, to, signal });
  return judge(engine, guarded, from, to, result);
}

function judge(
  engine: TranslationEngine,
  guarded: ProtectedText,
  from: string,
  to: string,
  result: EngineResult | undefined,
): Attempt {
  if (result === undefined) {
    return { status: 'failed', reason: `${engine.displayName} gave no answer.`, retry: 'later', ill: true };
  }
  if (result.status === 'failed') return { ...result, ill: result.retry === 'later' };
  // A well engine with a bad translation: the same text again would end the same way.
  const unfit = (sentences: readonly string[]): Attempt => ({
    status: 'failed',
    reason: `${engine.displayName}'s translation was not used. ${sentences.join(' ')}`,
    retry: 'never',
    ill: false,
  });
  const restored = restore(guarded, result.text);
  if (!restored.ok) return unfit(restored.problems);
  const verdict = checkTranslation({
    source: guarded.source,
    translated: restored.text,
    from,
    to,
    kept: guarded.parts.map((part) => part.original),
  });
  return verdict.ok
    ? { status: 'translated', text: restored.text }
    : unfit(verdict.reasons.map((reason) => gateSentences[reason]));
}
