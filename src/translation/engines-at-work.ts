import type { TranslationEngine } from '../vendors/engines/engine.js';
import { askEngine, type Attempt } from './ask-engine.js';
import { protect, type ProtectedKind } from './protect.js';
import type { TranslationPolicy } from './records.js';
import type { EngineAtWork, TextToTranslate, Translator } from './translate.js';
import type { TrustTier } from './trust.js';

/** Answers of engines a process keeps in memory. */
const mostRecent = 1_000;

/** A text on its way through the engines. */
export interface Work {
  readonly translator: Translator;
  readonly policy: TranslationPolicy;
  /** With the codes of the house list where there are any. */
  readonly request: TextToTranslate;
  readonly terms: TranslationPolicy['terms'];
  /** Whether people took these words back as a wrong translation of the text. */
  readonly isWithdrawn: (words: string) => boolean;
}

/** The order the district set for these languages, else the order of the configuration. */
export function enginesFor({
  translator,
  policy,
  request,
}: Work): { atWork: EngineAtWork; tier: TrustTier | null }[] {
  const chosen = policy.pairs.get(`${request.from}>${request.to}`);
  if (chosen === undefined) return translator.engines.map((atWork) => ({ atWork, tier: null }));
  return chosen.flatMap(({ engine, tier }) => {
    const atWork = translator.engines.find((one) => one.engine.name === engine);
    return atWork === undefined ? [] : [{ atWork, tier }];
  });
}

/**
 * Asks one engine for one text, or what it said of late, and counts what it was given. `unsupported`, too, is an answer.
 */
export async function attemptWith(work: Work, { engine, breaker }: EngineAtWork): Promise<Attempt> {
  const { translator, policy, request, terms } = work;
  const refused = whyNotAllowed(policy, engine, request.topic ?? null);
  if (refused !== null) return { status: 'failed', reason: refused, retry: 'never', ill: false };
  if (breaker.isResting()) return resting(engine, breaker.refusal);
  const isMasked = !engine.isOutside || policy.agreements.get(engine.name)?.maskNames !== false;
  const guarded = protect(
    request.text,
    isMasked ? request.names : [],
    terms,
    isMasked ? namesInSmallLetters(request) : [],
    isMasked && request.direction === 'to_staff' ? request.from : null,
  );
  const { from, to } = request;
  const context = contextFor(work, engine, isMasked);
  const question = JSON.stringify([engine.name, from, to, guarded.text, guarded.parts, context ?? null]);
  const known = translator.recent.get(question);
  if (known !== undefined) return { status: 'translated', text: known };
  const keep = isMasked ? [] : request.names;
  const languages = { from, to, keep, ...(context === undefined ? {} : { context }) };
  const timeoutMs = Math.max(translator.timeoutMs, engine.patienceMs ?? 0);
  const attempt = await askEngine(engine, guarded, languages, timeoutMs);
  if (attempt.status === 'translated') {
    breaker.succeeded();
    remember(translator.recent, question, attempt.text);
  }
  if (attempt.status === 'failed' && attempt.ill) breaker.failed();
  if (attempt.status === 'failed' && attempt.refusesAll === true) breaker.refused(attempt.reason);
  if (attempt.status !== 'unsupported') {
    const isFailed = attempt.status === 'failed';
    const texts = attempt.wasAsked === false ? 0 : 1;
    translator.records.noteUse({
      ...{ engine: engine.name, from, to, texts },
      // What leaves for the engine is what it counts.
      characters: texts * [...guarded.text].length,
      refused: attempt.status === 'translated' ? 0 : texts,
      failure: isFailed ? attempt.reason : null,
    });
  }
  return attempt;
}

/** Vietnamese names are words, nearly all of them; staff write names with a capital. */
const namesInSmallLetters = ({ direction, from, familyNames }: TextToTranslate): readonly string[] =>
  direction === 'to_staff' && from !== 'vi' ? (familyNames ?? []) : [];

/** Characters; more helps no engine. */
const longestContext = 600;

/**
 * What was said before, for engines that make use of it. Nobody knows what all of it is about, so that an engine with an
 * agreement about some topics gets none; names, phone numbers and mail addresses are taken out as in the text itself.
 */
function contextFor(
  { policy, request }: Work,
  engine: TranslationEngine,
  isMasked: boolean,
): string | undefined {
  if (request.context === undefined || request.context === '') return undefined;
  if (engine.isOutside && policy.agreements.get(engine.name)?.topics !== null) return undefined;
  const said = request.context.slice(-longestContext);
  const { text, parts } = isMasked
    ? protect(said, request.names, [], namesInSmallLetters(request), request.from)
    : protect(said);
  return parts.reduce(
    (left, { token, kind, original }) => left.replace(token, () => (personal.has(kind) ? '…' : original)),
    text,
  );
}

const personal: ReadonlySet<ProtectedKind> = new Set<ProtectedKind>(['name', 'phone', 'email']);

function remember(recent: Map<string, string>, question: string, answer: string): void {
  const oldest = recent.size >= mostRecent ? recent.keys().next().value : undefined;
  if (oldest !== undefined) recent.delete(oldest);
  recent.set(question, answer);
}

/** No engine outside the house is asked before its agreement, and what it may be told, are recorded. */
function whyNotAllowed(
  policy: TranslationPolicy,
  engine: TranslationEngine,
  topic: string | null,
): string | null {
  if (!engine.isOutside) return null;
  const agreement = policy.agreements.get(engine.name);
  if (agreement === undefined) {
    return `${engine.displayName} may not be asked: no agreement with it is recorded in the translation settings.`;
  }
  if (agreement.topics !== null && (topic === null || !agreement.topics.includes(topic))) {
    return `${engine.displayName} may not be asked about this topic, says its agreement in the translation settings.`;
  }
  return null;
}

/** What waits for a person to see to the engine is not waited for: texts go to an interpreter at once, as before it. */
const resting = (engine: TranslationEngine, refusal: string | null): Attempt => ({
  status: 'failed',
  reason: refusal ?? `${engine.displayName} failed several times and is left alone for a moment.`,
  retry: refusal === null ? 'later' : 'never',
  ill: false,
});
