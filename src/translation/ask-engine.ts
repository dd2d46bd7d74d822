import type { Retry } from '../lib/errors.js';
import type { EngineResult, TranslationEngine } from '../vendors/engines/engine.js';
import { checkTranslation, gateSentences } from './gate.js';
import { restore, type ProtectedText } from './protect.js';

/** `wasAsked` is false where the words never left for the engine, or went along with another text that says the same. */
export type Attempt =
  | { readonly status: 'translated'; readonly text: string; readonly wasAsked?: boolean }
  | { readonly status: 'unsupported' }
  /** A well engine with a bad translation: the same text again would end the same way. */
  | { readonly status: 'unfit'; readonly reason: string; readonly wasAsked?: boolean }
  /** `ill`: the engine's fault, not the text's; counts for its breaker. */
  | {
      readonly status: 'failed';
      readonly reason: string;
      readonly retry: Retry;
      readonly ill: boolean;
      /** It refuses every text until somebody sees to it. */
      readonly refusesAll?: boolean;
      readonly wasAsked?: boolean;
    };

export interface Languages {
  readonly from: string;
  readonly to: string;
  readonly context?: string;
  /** Names that go along unprotected and have to come back as they are. */
  readonly keep: readonly string[];
}

/**
 * One guarded text through one engine, restored and judged by the gate. Gives up after `timeoutMs` milliseconds, also
 * on an engine that does not heed the signal. Never throws.
 */
export async function askEngine(
  engine: TranslationEngine,
  guarded: ProtectedText,
  languages: Languages,
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
  const timeout = new Promise<Attempt>((resolve) => {
    timer = setTimeout(() => {
      resolve(late);
      giveUp.abort();
    }, timeoutMs);
  });
  const work = translate(engine, guarded, languages, giveUp.signal).catch((): Attempt => ({
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

async function translate(
  engine: TranslationEngine,
  guarded: ProtectedText,
  languages: Languages,
  signal: AbortSignal,
): Promise<Attempt> {
  const { from, to, context } = languages;
  const support = await engine.supports(from, to);
  if (support.status === 'no') return { status: 'unsupported' };
  if (support.status === 'unknown') {
    return { status: 'failed', reason: support.reason, retry: 'later', ill: true, wasAsked: false };
  }
  const [result] = await engine.translate({
    texts: [guarded.text],
    from,
    to,
    signal,
    ...(context === undefined ? {} : { context }),
  });
  const attempt = judge(engine, guarded, languages, result);
  return result?.isShared === true && attempt.status !== 'unsupported'
    ? { ...attempt, wasAsked: false }
    : attempt;
}

function judge(
  engine: TranslationEngine,
  guarded: ProtectedText,
  { from, to, keep }: Languages,
  result: EngineResult | undefined,
): Attempt {
  if (result === undefined) {
    return { status: 'failed', reason: `${engine.displayName} gave no answer.`, retry: 'later', ill: true };
  }
  if (result.status === 'failed') {
    const { reason, retry, refusesAll = false } = result;
    return { status: 'failed', reason, retry, refusesAll, ill: retry === 'later' };
  }
  const unfit = (sentences: readonly string[]): Attempt => ({
    status: 'unfit',
    reason: `${engine.displayName}'s translation was not used. ${sentences.join(' ')}`,
  });
  const restored = restore(guarded, result.text);
  if (!restored.ok) return unfit(restored.problems);
  const source = guarded.parts.reduce(
    (text, part) => text.replace(part.token, () => part.restored),
    guarded.text,
  );
  const verdict = checkTranslation({
    source,
    translated: restored.text,
    from,
    to,
    kept: [...guarded.parts.map((part) => part.restored), ...keep.filter((name) => source.includes(name))],
  });
  return verdict.ok
    ? { status: 'translated', text: restored.text }
    : unfit(verdict.reasons.map((reason) => gateSentences[reason]));
}
