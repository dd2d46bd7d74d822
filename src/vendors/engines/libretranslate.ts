import { z } from 'zod';
import type { TranslationEngine } from './engine.js';
import {
  createHttpEngine,
  explainStatus,
  failed,
  firstKnown,
  type Failure,
  type HttpEngineOptions,
  type Pair,
  type Refusal,
} from './http-engine.js';
import { isOwnHost } from './own-host.js';

export interface LibreTranslateOptions extends HttpEngineOptions {
  /** For example `http://127.0.0.1:5000`, with or without a path. */
  readonly baseUrl: string;
  /** Sent as `api_key` where the server asks for one. */
  readonly apiKey?: string | undefined;
}

const displayName = 'LibreTranslate';

/** LibreTranslate's names for our codes, best first: older servers have other names for a few. */
const theirCodes: Readonly<Record<string, readonly string[]>> = {
  'pt-BR': ['pt-BR', 'pb', 'pt'],
  'zh-Hans': ['zh-Hans', 'zh'],
  'zh-Hant': ['zh-Hant', 'zt'],
  'fa-AF': ['fa-AF', 'fa'],
};

const languageList = z
  .array(z.object({ code: z.string(), targets: z.array(z.string()).optional() }))
  .max(500);
const translation = z.object({ translatedText: z.array(z.string()) });
const refusal = z.object({ error: z.string() });

type Languages = z.infer<typeof languageList>;

/** A LibreTranslate server. Source of the interface: LibreTranslate's own OpenAPI description. */
export function createLibreTranslate(options: LibreTranslateOptions): TranslationEngine {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  return createHttpEngine<Languages>(
    {
      name: 'libretranslate',
      displayName,
      quality: 'machine',
      isOutside: !isOwnHost(baseUrl),
      // Servers limit batches.
      largestBatch: { texts: 25, characters: 50_000 },
      askLanguages: async (call) => {
        const answer = await call({ url: `${baseUrl}/languages`, method: 'GET' });
        if (answer.status === 'failed') return answer;
        const list = languageList.safeParse(answer.value);
        return list.success
          ? { status: 'ok', value: list.data }
          : failed('LibreTranslate gave a list of languages that cannot be read.', 'later');
      },
      findPair,
      requestFor: (texts, { source, target }) => ({
        url: `${baseUrl}/translate`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          q: texts,
          source,
          target,
          format: 'text',
          ...(options.apiKey === undefined ? {} : { api_key: options.apiKey }),
        }),
      }),
      readAnswer: (answer) => translation.safeParse(answer).data?.translatedText,
      explain,
    },
    options,
  );
}

function explain({ httpStatus, body }: Refusal): Failure {
  const words = refusal.safeParse(body).data?.error.toLowerCase() ?? '';
  if (httpStatus >= 300 && httpStatus < 400) {
    return failed('LibreTranslate points to another address; set LIBRETRANSLATE_URL to that one.', 'never');
  }
  if (httpStatus === 400 && words.includes('api key')) {
    return failed('LibreTranslate asks for a key; set LIBRETRANSLATE_API_KEY.', 'never');
  }
  if (httpStatus === 400 && words.includes('limit')) return explainStatus(displayName, 413, '');
  if (httpStatus === 401 || httpStatus === 403) {
    return failed('LibreTranslate refuses our key or our address; look at LIBRETRANSLATE_API_KEY.', 'never');
  }
  return explainStatus(displayName, httpStatus, 'LIBRETRANSLATE_API_KEY');
}

function findPair(list: Languages, from: string, to: string): Pair | undefined {
  const known = new Set(list.map((language) => language.code));
  const source = firstKnown(theirCodes[from] ?? [from], known);
  const targets = new Set(list.find((language) => language.code === source)?.targets ?? known);
  const target = firstKnown(theirCodes[to] ?? [to], targets);
  return source === undefined || target === undefined || source === target ? undefined : { source, target };
}
