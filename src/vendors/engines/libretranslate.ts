import { z } from 'zod';
import type { Retry } from '../../lib/errors.js';
import type { EngineResult, SupportAnswer, TranslationEngine, TranslationRequest } from './engine.js';
import { readLimited } from './read-limited.js';

export interface LibreTranslateOptions {
  /** For example `http://127.0.0.1:5000`, with or without a path. */
  readonly baseUrl: string;
  /** Sent as `api_key` where the server asks for one. */
  readonly apiKey?: string | undefined;
  /** For one HTTP request. Milliseconds, default 8,000. */
  readonly timeoutMs?: number;
  /** Texts in one request, default 25 (servers limit batches). */
  readonly batchSize?: number;
  /** How long the server's list of languages is believed. Milliseconds, default one hour. */
  readonly languagesKeptMs?: number;
  /** Milliseconds since any fixed moment; tests move it. Default `Date.now`. */
  readonly now?: () => number;
}

/** LibreTranslate's names for our codes, best first: older servers have other names for a few. */
const theirCodes: Readonly<Record<string, readonly string[]>> = {
  'pt-BR': ['pt-BR', 'pb', 'pt'],
  'zh-Hans': ['zh-Hans', 'zh'],
  'zh-Hant': ['zh-Hant', 'zt'],
};

const languageList = z
  .array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }))
  .max(500);
const translation = z.object({ translatedText: z.array(z.string()) });
const refusal = z.object({ error: z.string() });

/** The longest answer read. Bytes. */
const largestAnswer = 2 * 1024 * 1024;
/** After a failed question for the languages, the next one waits so long. Milliseconds. */
const languagesRetryMs = 10_000;

type Languages = z.infer<typeof languageList>;
interface Failure {
  readonly status: 'failed';
  readonly reason: string;
  readonly retry: Retry;
  /** One text of a batch may be the cause: the others deserve a request of their own. */
  readonly textAtFault?: boolean;
}
type Answer<T> = { readonly status: 'ok'; readonly value: T } | Failure;

/**
 * A LibreTranslate server. Its errors (400, 403, 429, 5xx, no answer) become results with a sentence and whether a
 * later try can help; redirects are not followed, long answers are cut off, and a 200 that holds no translation fails.
 * Source of the interface: LibreTranslate's own OpenAPI description.
 */
export function createLibreTranslate(options: LibreTranslateOptions): TranslationEngine {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const now = options.now ?? Date.now;
  const batchSize = options.batchSize ?? 25;
  const shutDown = new AbortController();
  let kept: { readonly until: number; readonly answer: Promise<Answer<Languages>> } | undefined;

  async function call(path: string, init: RequestInit, signal?: AbortSignal): Promise<Answer<unknown>> {
    // Not AbortSignal.any with AbortSignal.timeout: in Node 20 the garbage collector may take the time-out away.
    const stop = new AbortController();
    const abort = (): void => {
      stop.abort();
    };
    const timer = setTimeout(abort, options.timeoutMs ?? 8_000);
    const outer = signal === undefined ? [shutDown.signal] : [shutDown.signal, signal];
    for (const one of outer) one.addEventListener('abort', abort, { once: true });
    if (outer.some((one) => one.aborted)) abort();
    try {
      const response = await fetch(`${baseUrl}${path}`, { ...init, redirect: 'manual', signal: stop.signal });
      const body = await readLimited(response, largestAnswer);
      if (body === undefined) return failed('LibreTranslate gave an answer that is far too long.', 'later');
      return response.status === 200 ? parseJson(body) : explainRefusal(response.status, body);
    } catch {
      return failed('LibreTranslate did not answer.', 'later');
    } finally {
      clearTimeout(timer);
      for (const one of outer) one.removeEventListener('abort', abort);
    }
  }

  async function askLanguages(): Promise<Answer<Languages>> {
    const answer = await call('/languages', { method: 'GET' });
    if (answer.status === 'failed') return answer;
    const list = languageList.safeParse(answer.value);
    if (!list.success) return failed('LibreTranslate gave a list of languages that cannot be read.', 'later');
    return { status: 'ok', value: list.data };
  }

  async function languages(): Promise<Answer<Languages>> {
    if (kept !== undefined && now() < kept.until) return kept.answer;
    const asked = { until: now() + (options.languagesKeptMs ?? 3_600_000), answer: askLanguages() };
    kept = asked;
    const answer = await asked.answer;
    if (answer.status === 'failed' && kept === asked) kept = { ...asked, until: now() + languagesRetryMs };
    return answer;
  }

  async function send(texts: readonly string[], pair: Pair, signal?: AbortSignal): Promise<EngineResult[]> {
    const body = {
      q: texts,
      source: pair.source,
      target: pair.target,
      format: 'text',
      ...(options.apiKey === undefined ? {} : { api_key: options.apiKey }),
    };
    const answer = await call(
      '/translate',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      signal,
    );
    if (answer.status === 'failed') {
      const { reason, retry } = answer;
      if (answer.textAtFault !== true || texts.length === 1) {
        return texts.map(() => ({ status: 'failed', reason, retry }));
      }
      return inBatches(texts, 1, (one) => send(one, pair, signal));
    }
    const parsed = translation.safeParse(answer.value);
    if (!parsed.success || parsed.data.translatedText.length !== texts.length) {
      return texts.map(() => plain('LibreTranslate gave an answer that does not match the question.'));
    }
    const translated = parsed.data.translatedText;
    return texts.map((text, index) => readTranslation(text, translated[index] ?? ''));
  }

  return {
    name: 'libretranslate',
    displayName: 'LibreTranslate',
    quality: 'machine',
    supports: async (from, to): Promise<SupportAnswer> => {
      const answer = await languages();
      if (answer.status === 'failed') return { status: 'unknown', reason: answer.reason };
      return { status: findPair(answer.value, from, to) === undefined ? 'no' : 'yes' };
    },
    translate: async ({ texts, from, to, signal }: TranslationRequest) => {
      const answer = await languages();
      if (answer.status === 'failed') {
        const { reason, retry } = answer;
        return texts.map(() => ({ status: 'failed', reason, retry }));
      }
      const pair = findPair(answer.value, from, to);
      if (pair === undefined) {
        const reason = 'LibreTranslate does not know this pair of languages.';
        return texts.map(() => ({ status: 'failed', reason, retry: 'never' }));
      }
      return inBatches(texts, batchSize, (batch) => send(batch, pair, signal));
    },
    close: () => {
      shutDown.abort();
      return Promise.resolve();
    },
  };
}

interface Pair {
  readonly source: string;
  readonly target: string;
}

const failed = (reason: string, retry: Retry, textAtFault = false): Failure => ({
  status: 'failed',
  reason,
  retry,
  textAtFault,
});

function parseJson(body: string): Answer<unknown> {
  try {
    return { status: 'ok', value: JSON.parse(body) as unknown };
  } catch {
    return failed('LibreTranslate gave an answer that cannot be read.', 'later');
  }
}

/** What a status means. The server's own words are only looked at, never repeated: they may hold the text. */
function explainRefusal(status: number, body: string): Failure {
  const said = parseJson(body);
  const parsed = refusal.safeParse(said.status === 'ok' ? said.value : undefined);
  const words = parsed.success ? parsed.data.error.toLowerCase() : '';
  if (status >= 300 && status < 400) {
    return failed('LibreTranslate points to another address; set LIBRETRANSLATE_URL to that one.', 'never');
  }
  if (status === 400 && words.includes('api key')) {
    return failed('LibreTranslate asks for a key; set LIBRETRANSLATE_API_KEY.', 'never');
  }
  if (status === 400 || status === 413) {
    return failed(
      words.includes('limit') || status === 413
        ? 'The text is longer than LibreTranslate takes.'
        : 'LibreTranslate refused the text.',
      'never',
      true,
    );
  }
  if (status === 401 || status === 403)
    return failed('LibreTranslate refuses our key or our address.', 'never');
  if (status === 429) return failed('LibreTranslate takes no more texts for now.', 'later');
  if (status >= 500) return failed('LibreTranslate is out of order.', 'later');
  return failed('LibreTranslate answered something unexpected.', 'later');
}

/** A 200 may still hold nothing, a web page, or the picture a server sends that takes us for a robot. */
function readTranslation(source: string, translated: string): EngineResult {
  const text = translated.trim();
  if (text === '' && source.trim() !== '') return plain('LibreTranslate gave back an empty text.');
  if (/<\/?(html|body|head|div|p|br|span|script)\b/i.test(text) && !/<\/?[a-z]/i.test(source)) {
    return plain('LibreTranslate gave back a web page.');
  }
  if (/\p{L}/u.test(source) && !/\p{L}/u.test(text)) return plain('LibreTranslate gave back no words.');
  return { status: 'translated', text: translated };
}

const plain = (reason: string): EngineResult => ({ status: 'failed', reason, retry: 'later' });

function findPair(list: Languages, from: string, to: string): Pair | undefined {
  const known = new Set(list.map((language) => language.code));
  const source = (theirCodes[from] ?? [from]).find((code) => known.has(code));
  const targets = list.find((language) => language.code === source)?.targets ?? [...known];
  const target = (theirCodes[to] ?? [to]).find((code) => targets.includes(code));
  return source === undefined || target === undefined || source === target ? undefined : { source, target };
}

/** Batch after batch; once a whole batch failed for now, the rest is not tried on a server that is ill. */
async function inBatches(
  texts: readonly string[],
  size: number,
  send: (batch: readonly string[]) => Promise<EngineResult[]>,
): Promise<EngineResult[]> {
  const results: EngineResult[] = [];
  for (let start = 0; start < texts.length; start += size) {
    const batch = await send(texts.slice(start, start + size));
    results.push(...batch);
    const last = batch.at(-1);
    if (last?.status === 'failed' && batch.every((one) => one.status === 'failed' && one.retry === 'later')) {
      return texts.map((_, index) => results[index] ?? last);
    }
  }
  return results;
}
