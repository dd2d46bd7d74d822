import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** `{"en>es": {"Good morning.": "Buenos días."}}`, used in both directions. `{0}`, `{1}` stand for words with digits. */
export type Dictionary = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Each documented way to fail, and the odd answers a real server was seen to give. */
export const failures = [
  'bad_request',
  'too_long',
  'key_missing',
  'forbidden',
  'too_many',
  'server_error',
  'unavailable',
  'no_answer',
  'hang_up',
  'redirect',
  'empty',
  'html',
  'emoji',
  'wrong_count',
  'not_json',
  'huge',
  'source_again',
] as const;
export type FailureMode = (typeof failures)[number];

export interface LibreTranslateServerOptions {
  /** 0 or unset: a free one. */
  readonly port?: number;
  readonly dictionary?: Dictionary;
  /** Requests to /translate without it are refused as LibreTranslate does. */
  readonly apiKey?: string;
  readonly languages?: readonly string[];
}

export interface LibreTranslateServer {
  readonly url: string;
  /** Bodies of the requests to /translate, and how often the languages were asked for. */
  readonly requests: { q: unknown; source: string; target: string }[];
  languageRequests: number;
  /** From now on every /translate fails this way; undefined heals it. `once` heals it after one failure. */
  fail(mode: FailureMode | undefined, once?: 'once'): void;
  close(): Promise<void>;
}

/** LibreTranslate has neither Vietnamese nor Haitian Creole. */
const servedLanguages = ['en', 'es', 'pt-BR', 'fr', 'ar', 'zh-Hans', 'zh-Hant', 'ru'];

const ownDictionary: Dictionary = {
  'en>es': {
    'Please bring a warm jacket tomorrow.': 'Por favor, traiga una chaqueta abrigada mañana.',
    'The field trip is on {0}.': 'La excursión es el {0}.',
    'Can you tell me more about what happened?': '¿Puede contarme más sobre lo que pasó?',
    'My son is afraid of the older children on the bus.':
      'Mi hijo les tiene miedo a los niños mayores en el autobús.',
  },
  'en>pt-BR': { 'Please bring a warm jacket tomorrow.': 'Por favor, traga um casaco quente amanhã.' },
  'en>ar': {
    'Please bring a warm jacket tomorrow.': 'من فضلك أحضر سترة دافئة غدا.',
    'My son is afraid of the older children on the bus.': 'ابني يخاف من الأطفال الأكبر سنا في الحافلة.',
  },
  'en>zh-Hans': {
    'Please bring a warm jacket tomorrow.': '请明天带一件暖和的外套。',
    'My son is afraid of the older children on the bus.': '我儿子害怕校车上的大孩子。',
  },
};

/**
 * A server with LibreTranslate's interface for tests and stories: real HTTP, its own small dictionary, and for every
 * other text a plain rewriting that is test data at a glance, can be undone, and has the letters of its language.
 */
export async function startLibreTranslateServer(
  options: LibreTranslateServerOptions = {},
): Promise<LibreTranslateServer> {
  const state: State = {
    codes: options.languages ?? servedLanguages,
    dictionary: { ...ownDictionary, ...options.dictionary },
    apiKey: options.apiKey,
    failure: undefined,
    once: false,
    handle: undefined,
  };
  const server = createServer((request, response) => {
    void answer(state, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const handle: LibreTranslateServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    languageRequests: 0,
    fail: (mode, once) => {
      state.failure = mode;
      state.once = once === 'once';
    },
    close: () => closeServer(server),
  };
  state.handle = handle;
  return handle;
}

interface State {
  readonly codes: readonly string[];
  readonly dictionary: Dictionary;
  readonly apiKey: string | undefined;
  failure: FailureMode | undefined;
  once: boolean;
  handle: LibreTranslateServer | undefined;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (request.method === 'GET' && path === '/health') return sendJson(response, 200, { status: 'ok' });
  if (request.method === 'GET' && path === '/languages') {
    if (state.handle !== undefined) state.handle.languageRequests += 1;
    return sendJson(
      response,
      200,
      state.codes.map((code) => ({ code, name: code, targets: state.codes })),
    );
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = parseBody(Buffer.concat(chunks).toString('utf8'));
  // A door of our own, for a server that runs as a process: POST /fail {"mode": "too_many"}.
  if (path === '/fail') {
    state.failure = failures.find((mode) => mode === body['mode']);
    return sendJson(response, 200, { mode: state.failure ?? null });
  }
  if (request.method !== 'POST' || path !== '/translate')
    return sendJson(response, 404, { error: 'Not found' });
  translateRequest(state, body, response);
}

function translateRequest(state: State, body: Record<string, unknown>, response: ServerResponse): void {
  const { q } = body;
  const source = String(body['source']);
  const target = String(body['target']);
  state.handle?.requests.push({ q, source, target });
  const texts = Array.isArray(q) ? q.map(String) : [String(q)];
  if (state.failure !== undefined) {
    const mode = state.failure;
    if (state.once) state.failure = undefined;
    failAs(mode, texts, response);
    return;
  }
  if (state.apiKey !== undefined && body['api_key'] !== state.apiKey) {
    failAs(body['api_key'] === undefined ? 'key_missing' : 'forbidden', texts, response);
    return;
  }
  for (const code of [source, target]) {
    if (!state.codes.includes(code)) return sendJson(response, 400, { error: `${code} is not supported` });
  }
  if (texts.some((text) => text.length > 2_000)) return failAs('too_long', texts, response);
  const translated = texts.map((text) => translateLikeATest(state.dictionary, text, source, target));
  sendJson(response, 200, { translatedText: Array.isArray(q) ? translated : translated[0] });
}

function failAs(mode: FailureMode, texts: readonly string[], response: ServerResponse): void {
  const page = '<html><head><title>Wait</title></head><body><p>Checking your browser</p></body></html>';
  const answers: Readonly<Record<FailureMode, () => void>> = {
    bad_request: () => {
      sendJson(response, 400, { error: 'Invalid request: missing q parameter' });
    },
    too_long: () => {
      sendJson(response, 400, { error: 'Invalid request: request (5000) exceeds text limit (2000)' });
    },
    key_missing: () => {
      sendJson(response, 400, { error: 'Visit the portal to get an API key' });
    },
    forbidden: () => {
      sendJson(response, 403, { error: 'Invalid API key' });
    },
    too_many: () => {
      sendJson(response, 429, { error: 'Too many requests' });
    },
    server_error: () => {
      sendJson(response, 500, { error: 'Cannot translate text' });
    },
    unavailable: () => {
      response.writeHead(503, { 'content-type': 'text/html' }).end(page);
    },
    no_answer: () => undefined,
    hang_up: () => {
      response.destroy();
    },
    redirect: () => {
      response.writeHead(307, { location: '/languages' }).end();
    },
    empty: () => {
      sendJson(response, 200, { translatedText: texts.map(() => ' ') });
    },
    html: () => {
      sendJson(response, 200, { translatedText: texts.map(() => page) });
    },
    emoji: () => {
      sendJson(response, 200, { translatedText: texts.map(() => '🤖') });
    },
    wrong_count: () => {
      sendJson(response, 200, { translatedText: texts.slice(1) });
    },
    not_json: () => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    },
    huge: () => {
      sendJson(response, 200, { translatedText: texts.map(() => 'palabra '.repeat(1_000_000)) });
    },
    source_again: () => {
      sendJson(response, 200, { translatedText: texts });
    },
  };
  answers[mode]();
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function parseBody(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Words with a digit in them are codes: an engine leaves them alone, and so do we. */
const codeWord = /[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*/gu;

/** The dictionary's sentence, else every word rewritten. */
export function translateLikeATest(dictionary: Dictionary, text: string, from: string, to: string): string {
  const codes: string[] = [];
  const shape = text.trim().replace(codeWord, (code) => `{${codes.push(code) - 1}}`);
  const found =
    dictionary[`${from}>${to}`]?.[shape] ??
    Object.entries(dictionary[`${to}>${from}`] ?? {}).find(([, translation]) => translation === shape)?.[0];
  if (found !== undefined) {
    return found.replace(/\{(\d+)\}/g, (slot, index: string) => codes[Number(index)] ?? slot);
  }
  return rewrite(text, from, to);
}

const alphabets: Readonly<Record<string, string>> = {
  ar: 'ابتثجحخدذرزسشصضطظعغفقكلمنه',
  ru: 'абвгдежзиклмнопрстуфхцчшщы',
};
const latin = 'abcdefghijklmnopqrstuvwxyz';
/** Two Han characters a word, so that a text has the length Chinese has. */
const hanBase = 0x4e00;
const hanWords: string[] = [];

/**
 * Latin-letter languages get their code behind every word ("bus-es"), Arabic and Russian the same letters of their
 * own alphabet, Chinese two characters a word, remembered. Towards English each is undone.
 */
function rewrite(text: string, from: string, to: string): string {
  const english = text.replace(/[\p{L}\p{M}\p{N}'-]+/gu, (word) => toEnglish(word, from));
  return to === 'en' ? english : english.replace(/[\p{L}\p{M}\p{N}']+/gu, (word) => fromEnglish(word, to));
}

function fromEnglish(word: string, to: string): string {
  if (/\p{N}/u.test(word)) return word;
  const alphabet = alphabets[to];
  if (alphabet !== undefined) return swap(word.toLowerCase(), latin, alphabet);
  if (!to.startsWith('zh')) return `${word}-${to.slice(0, 2)}`;
  const known = hanWords.indexOf(word);
  const index = known === -1 ? hanWords.push(word) - 1 : known;
  return String.fromCodePoint(hanBase + Math.floor(index / 100), hanBase + 200 + (index % 100));
}

function toEnglish(word: string, from: string): string {
  if (from === 'en' || /\p{N}/u.test(word)) return word;
  const alphabet = alphabets[from];
  if (alphabet !== undefined) return swap(word, alphabet, latin).replace(/[^a-z']/g, 'x');
  if (!from.startsWith('zh')) return word.endsWith(`-${from.slice(0, 2)}`) ? word.slice(0, -3) : `${word}-en`;
  const pairs = word.match(/\p{Script=Han}{1,2}/gu) ?? [];
  return pairs.map((pair) => hanWords[indexOfPair(pair)] ?? 'word').join(' ');
}

function indexOfPair(pair: string): number {
  return ((pair.codePointAt(0) ?? 0) - hanBase) * 100 + (pair.codePointAt(1) ?? 0) - hanBase - 200;
}

function swap(word: string, letters: string, others: string): string {
  return [...word].map((letter) => [...others][letters.indexOf(letter)] ?? letter).join('');
}

/** `tsx test/support/libretranslate-server.ts --port 5055 [--dictionary file.json] [--key secret]` */
async function runAsProcess(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, dictionary: { type: 'string' }, key: { type: 'string' } },
  });
  const server = await startLibreTranslateServer({
    port: Number(values.port ?? 0),
    ...(values.key === undefined ? {} : { apiKey: values.key }),
    ...(values.dictionary === undefined
      ? {}
      : { dictionary: JSON.parse(readFileSync(values.dictionary, 'utf8')) as Dictionary }),
  });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runAsProcess();
