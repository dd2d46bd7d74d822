import { z } from 'zod';
import type { TranslationEngine } from './engine.js';
import {
  createHttpEngine,
  explainStatus,
  failed,
  firstKnown,
  type Answer,
  type HttpCall,
  type HttpEngineOptions,
} from './http-engine.js';

export interface DeepLOptions extends HttpEngineOptions {
  readonly authKey: string;
  /** Default: DeepL's own address for the kind of key; keys of free accounts end in `:fx`. */
  readonly baseUrl?: string | undefined;
}

const displayName = 'DeepL';

/** DeepL names some languages differently as a source and as a target, best first. */
const sources: Readonly<Record<string, readonly string[]>> = {
  en: ['EN'],
  'pt-BR': ['PT'],
  'zh-Hans': ['ZH'],
  'zh-Hant': ['ZH'],
};
const targets: Readonly<Record<string, readonly string[]>> = {
  en: ['EN-US', 'EN'],
  'pt-BR': ['PT-BR', 'PT'],
  'zh-Hans': ['ZH-HANS', 'ZH'],
  'zh-Hant': ['ZH-HANT'],
};

const languageList = z.array(z.object({ language: z.string() })).max(500);
const answerShape = z.object({ translations: z.array(z.object({ text: z.string() })) });

interface Languages {
  readonly sources: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

/** DeepL (https://developers.deepl.com/docs/api-reference/translate), polite forms preferred where a language has them. */
export function createDeepL(options: DeepLOptions): TranslationEngine {
  const host = options.authKey.endsWith(':fx') ? 'https://api-free.deepl.com' : 'https://api.deepl.com';
  const baseUrl = options.baseUrl?.replace(/\/+$/, '') ?? host;
  const headers = { authorization: `DeepL-Auth-Key ${options.authKey}` };
  const ask = async (
    call: (request: HttpCall) => Promise<Answer<unknown>>,
    type: 'source' | 'target',
  ): Promise<Answer<ReadonlySet<string>>> => {
    const answer = await call({ url: `${baseUrl}/v2/languages?type=${type}`, method: 'GET', headers });
    if (answer.status === 'failed') return answer;
    const list = languageList.safeParse(answer.value);
    return list.success
      ? { status: 'ok', value: new Set(list.data.map((one) => one.language.toUpperCase())) }
      : failed('DeepL gave a list of languages that cannot be read.', 'later');
  };
  return createHttpEngine<Languages>(
    {
      name: 'deepl',
      displayName,
      quality: 'machine',
      isOutside: true,
      // A request holds at most 50 texts and 128 KiB.
      largestBatch: { texts: 50, characters: 30_000 },
      // One context is given to all texts of a request.
      mayShare: ({ context }) => context === undefined,
      askLanguages: async (call) => {
        const [source, target] = [await ask(call, 'source'), await ask(call, 'target')];
        if (source.status === 'failed') return source;
        if (target.status === 'failed') return target;
        return { status: 'ok', value: { sources: source.value, targets: target.value } };
      },
      findPair: (known, from, to) => {
        const source = firstKnown(sources[from] ?? [from.toUpperCase()], known.sources);
        const target = firstKnown(targets[to] ?? [to.toUpperCase()], known.targets);
        return source === undefined || target === undefined ? undefined : { source, target };
      },
      requestFor: (texts, { source, target }, { context }) => ({
        url: `${baseUrl}/v2/translate`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({
          text: texts,
          source_lang: source,
          target_lang: target,
          formality: 'prefer_more',
          ...(context === undefined ? {} : { context }),
        }),
      }),
      readAnswer: (answer) => answerShape.safeParse(answer).data?.translations.map((one) => one.text),
      explain: ({ httpStatus }) => {
        if (httpStatus === 456) return failed("DeepL's characters for this month are used up.", 'never');
        return explainStatus(displayName, httpStatus, 'DEEPL_AUTH_KEY');
      },
    },
    options,
  );
}
