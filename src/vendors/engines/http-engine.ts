import { setTimeout as sleep } from 'node:timers/promises';
import type { Retry } from '../../lib/errors.js';
import type { EngineQuality, EngineResult, TranslationEngine, TranslationRequest } from './engine.js';
import { keepAnswer } from './kept-answer.js';
import { readLimited } from './read-limited.js';
import { shareRequests, type SharedRequest } from './shared-requests.js';
import { withTimeLimit } from './time-limit.js';

export interface HttpEngineOptions {
  /** For one HTTP request. Milliseconds, default 8,000. */
  readonly timeoutMs?: number;
  /** How long the server's list of languages is believed. Milliseconds, default one hour. */
  readonly languagesKeptMs?: number;
  /** How often a request is made again that may go through the next time, default once. */
  readonly retries?: number;
  /** The wait before that, where the server names none. Milliseconds, default 300. */
  readonly retryAfterMs?: number;
  /** Milliseconds since any fixed moment; tests move it. Default `Date.now`. */
  readonly now?: () => number;
}

export interface Failure {
  readonly status: 'failed';
  /** A sentence for staff. The server's own words are never in it: they may hold the text. */
  readonly reason: string;
  readonly retry: Retry;
  /** One text of a batch may be the cause: the others deserve a request of their own. */
  readonly textAtFault?: boolean;
  /** The wait the server asks for. Milliseconds. */
  readonly retryAfterMs?: number;
}
export type Answer<T> = { readonly status: 'ok'; readonly value: T } | Failure;

/** A language pair in the provider's own codes. */
export interface Pair {
  readonly source: string;
  readonly target: string;
}

export interface HttpCall {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Refusal {
  readonly httpStatus: number;
  /** Parsed JSON, or undefined where it is none. */
  readonly body: unknown;
}

/** What is particular to one provider. All else — time-outs, retries, batches, languages — is the same for all. */
export interface Provider<Languages> {
  readonly name: string;
  readonly displayName: string;
  readonly quality: EngineQuality;
  readonly isOutside: boolean;
  /** Texts, and characters, of one request. */
  readonly largestBatch: { readonly texts: number; readonly characters: number };
  /** Whether texts of other families may travel in the same request, which they may unless this says no. */
  mayShare?(request: TranslationRequest): boolean;
  /** Which languages there are, asked at run time. */
  askLanguages(call: (request: HttpCall) => Promise<Answer<unknown>>): Promise<Answer<Languages>>;
  findPair(languages: Languages, from: string, to: string): Pair | undefined;
  requestFor(texts: readonly string[], pair: Pair, request: TranslationRequest): HttpCall | Promise<HttpCall>;
  /** The translations in the order of the texts, or undefined where the answer holds none. */
  readAnswer(answer: unknown): readonly string[] | Failure | undefined;
  explain(refusal: Refusal): Failure;
}

/** The longest answer read. Bytes. */
const largestAnswer = 2 * 1024 * 1024;
/** No server is waited for longer than this between two tries. Milliseconds. */
const longestWaitMs = 2_000;

export const failed = (reason: string, retry: Retry, textAtFault = false): Failure => ({
  status: 'failed',
  reason,
  retry,
  textAtFault,
});

/** What is no fault of a text and will not pass by itself meets every other text as well. */
export function refusalOf({ reason, retry, textAtFault }: Failure): EngineResult {
  const refusesAll = retry === 'never' && textAtFault !== true;
  return { status: 'failed', reason, retry, ...(refusesAll ? { refusesAll } : {}) };
}

/**
 * A translation server reached over HTTP. Nothing throws: refusals, silence, pages of HTML and answers that do not fit
 * the question become results with a sentence and whether a later try can help. Redirects are not followed.
 */
export function createHttpEngine<Languages>(
  provider: Provider<Languages>,
  options: HttpEngineOptions = {},
): TranslationEngine {
  const { displayName } = provider;
  const shutDown = new AbortController();

  async function callOnce(request: HttpCall, signal?: AbortSignal): Promise<Answer<unknown>> {
    const { url, ...init } = request;
    try {
      return await withTimeLimit(options.timeoutMs ?? 8_000, [shutDown.signal, signal], async (stop) => {
        const response = await fetch(url, { ...init, redirect: 'manual', signal: stop });
        const body = await readLimited(response, largestAnswer);
        if (body === undefined) return failed(`${displayName} gave an answer that is far too long.`, 'later');
        const parsed = parseJson(body);
        if (response.ok) {
          return parsed ?? failed(`${displayName} gave an answer that cannot be read.`, 'later');
        }
        const refused = provider.explain({ httpStatus: response.status, body: parsed?.value });
        const retryAfter = Number(response.headers.get('retry-after'));
        return retryAfter > 0 ? { ...refused, retryAfterMs: retryAfter * 1000 } : refused;
      });
    } catch {
      return failed(`${displayName} did not answer.`, 'later');
    }
  }

  async function call(request: HttpCall, signal?: AbortSignal): Promise<Answer<unknown>> {
    const isOver = (): boolean => shutDown.signal.aborted || signal?.aborted === true;
    let answer = await callOnce(request, signal);
    for (let tries = options.retries ?? 1; tries > 0; tries -= 1) {
      if (answer.status === 'ok' || answer.retry === 'never' || isOver()) break;
      const wait = answer.retryAfterMs ?? options.retryAfterMs ?? 300;
      if (wait > longestWaitMs) break;
      await sleep(wait);
      if (isOver()) break;
      answer = await callOnce(request, signal);
    }
    return answer;
  }

  const languages = keepAnswer(
    () =>
      provider
        .askLanguages((request) => call(request))
        .catch(() => failed(`${displayName} did not answer.`, 'later')),
    { keptMs: options.languagesKeptMs, now: options.now },
  );

  async function send(
    texts: readonly string[],
    pair: Pair,
    request: TranslationRequest,
  ): Promise<EngineResult[]> {
    const answer = await call(await provider.requestFor(texts, pair, request), request.signal);
    const read = answer.status === 'ok' ? provider.readAnswer(answer.value) : answer;
    if (read !== undefined && 'status' in read) {
      if (read.textAtFault !== true || texts.length === 1) return texts.map(() => refusalOf(read));
      return inBatches(
        texts.map((text) => [text]),
        (one) => send(one, pair, request),
      );
    }
    if (read?.length !== texts.length) {
      return texts.map(() => later(`${displayName} gave an answer that does not match the question.`));
    }
    return texts.map((text, index) => readTranslation(displayName, text, read[index] ?? ''));
  }

  const sendAll = (pair: Pair, request: TranslationRequest): Promise<EngineResult[]> =>
    inBatches(batchesOf(request.texts, provider.largestBatch), (batch) => send(batch, pair, request)).catch(
      () => request.texts.map(() => later(`${displayName} did not answer.`)),
    );

  const sharedByPair = new Map<string, SharedRequest>();
  function sharedFor(pair: Pair, { from, to }: TranslationRequest): SharedRequest {
    const key = `${pair.source}>${pair.target}`;
    const known = sharedByPair.get(key);
    if (known !== undefined) return known;
    const shared = shareRequests((request) => sendAll(pair, { ...request, from, to }), {
      most: provider.largestBatch.texts,
      givenUp: later(`${displayName} did not answer.`),
    });
    sharedByPair.set(key, shared);
    return shared;
  }

  return {
    name: provider.name,
    displayName,
    quality: provider.quality,
    isOutside: provider.isOutside,
    supports: async (from, to) => {
      const answer = await languages();
      if (answer.status === 'failed') return { status: 'unknown', reason: answer.reason };
      return { status: provider.findPair(answer.value, from, to) === undefined ? 'no' : 'yes' };
    },
    translate: async (request) => {
      const { texts, from, to } = request;
      const answer = await languages();
      if (answer.status === 'failed') {
        return texts.map(() => refusalOf(answer));
      }
      const pair = provider.findPair(answer.value, from, to);
      if (pair === undefined) {
        const reason = `${displayName} does not know this pair of languages.`;
        return texts.map(() => ({ status: 'failed', reason, retry: 'never' }));
      }
      const [text, ...others] = texts;
      // Many texts are a batch already.
      const isAlone = text !== undefined && others.length === 0 && provider.mayShare?.(request) !== false;
      return isAlone ? [await sharedFor(pair, request)(text, request.signal)] : sendAll(pair, request);
    },
    close: () => {
      shutDown.abort();
      return Promise.resolve();
    },
  };
}

/** A 200 may still hold nothing, a web page, or the picture a server sends that takes us for a robot. */
export function readTranslation(displayName: string, source: string, translated: string): EngineResult {
  const text = translated.trim();
  if (text === '' && source.trim() !== '') return later(`${displayName} gave back an empty text.`);
  if (/<\/?(html|body|head|div|p|br|span|script)\b/i.test(text) && !/<\/?[a-z]/i.test(source)) {
    return later(`${displayName} gave back a web page.`);
  }
  if (/\p{L}/u.test(source) && !/\p{L}/u.test(text)) return later(`${displayName} gave back no words.`);
  return { status: 'translated', text: translated };
}

const later = (reason: string): EngineResult => ({ status: 'failed', reason, retry: 'later' });

/** The first of these codes the provider knows. */
export function firstKnown(
  candidates: readonly string[],
  known: { has(code: string): boolean },
): string | undefined {
  return candidates.find((code) => known.has(code));
}

/** What every provider means by these statuses; the rest is the provider's own to say. */
export function explainStatus(displayName: string, httpStatus: number, keyVariable: string): Failure {
  if (httpStatus >= 300 && httpStatus < 400)
    return failed(`${displayName} points to another address.`, 'never');
  if (httpStatus === 401 || httpStatus === 403) {
    return failed(`${displayName} refuses our key; look at ${keyVariable}.`, 'never');
  }
  if (httpStatus === 413) return failed(`The text is longer than ${displayName} takes.`, 'never', true);
  if (httpStatus === 400) return failed(`${displayName} refused the text.`, 'never', true);
  if (httpStatus === 429) return failed(`${displayName} takes no more texts for now.`, 'later');
  if (httpStatus === 408 || httpStatus >= 500) return failed(`${displayName} is out of order.`, 'later');
  return failed(`${displayName} answered something unexpected.`, 'later');
}

function parseJson(body: string): { status: 'ok'; value: unknown } | undefined {
  try {
    return { status: 'ok', value: JSON.parse(body) as unknown };
  } catch {
    return undefined;
  }
}

function batchesOf(
  texts: readonly string[],
  largest: { readonly texts: number; readonly characters: number },
): string[][] {
  const batches: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const batch = batches.at(-1);
    if (batch && batch.length < largest.texts && characters + text.length <= largest.characters) {
      batch.push(text);
      characters += text.length;
    } else {
      batches.push([text]);
      characters = text.length;
    }
  }
  return batches;
}

/** Batch after batch; once a whole batch failed for now, the rest is not tried on a server that is ill. */
async function inBatches(
  batches: readonly (readonly string[])[],
  send: (batch: readonly string[]) => Promise<EngineResult[]>,
): Promise<EngineResult[]> {
  const results: EngineResult[] = [];
  for (const [index, texts] of batches.entries()) {
    const batch = await send(texts);
    results.push(...batch);
    const last = batch.at(-1);
    if (last?.status === 'failed' && batch.every((one) => one.status === 'failed' && one.retry === 'later')) {
      results.push(...batches.slice(index + 1).flatMap((rest) => rest.map(() => last)));
      break;
    }
  }
  return results;
}
