import { z } from 'zod';
import type { TranslationEngine } from './engine.js';
import {
  createHttpEngine,
  explainStatus,
  failed,
  firstKnown,
  type HttpEngineOptions,
} from './http-engine.js';

export interface AzureOptions extends HttpEngineOptions {
  readonly key: string;
  /** The region of the resource; only a global one has none. */
  readonly region?: string | undefined;
  /** Default: Azure's own global address. */
  readonly baseUrl?: string | undefined;
}

const displayName = 'Azure Translator';

/** Azure's names for our codes, best first: its `pt` is Brazil's. */
const theirCodes: Readonly<Record<string, readonly string[]>> = {
  'pt-BR': ['pt', 'pt-BR'],
  'fa-AF': ['prs', 'fa'],
};

const languageList = z.object({ translation: z.record(z.string(), z.unknown()) });
const answerShape = z.array(z.object({ translations: z.array(z.object({ text: z.string() })).min(1) }));
const refusal = z.object({ error: z.object({ code: z.number() }) });

/** Azure AI Translator, version 3.0 (https://learn.microsoft.com/azure/ai-services/translator/text-translation/reference/v3/translate). */
export function createAzure(options: AzureOptions): TranslationEngine {
  const baseUrl = options.baseUrl?.replace(/\/+$/, '') ?? 'https://api.cognitive.microsofttranslator.com';
  const headers = {
    'ocp-apim-subscription-key': options.key,
    ...(options.region === undefined ? {} : { 'ocp-apim-subscription-region': options.region }),
    'content-type': 'application/json',
  };
  return createHttpEngine<ReadonlySet<string>>(
    {
      name: 'azure',
      displayName,
      quality: 'machine',
      isOutside: true,
      // A request holds at most 1,000 texts and 50,000 characters.
      largestBatch: { texts: 100, characters: 40_000 },
      askLanguages: async (call) => {
        const url = `${baseUrl}/languages?api-version=3.0&scope=translation`;
        const answer = await call({ url, method: 'GET' });
        if (answer.status === 'failed') return answer;
        const list = languageList.safeParse(answer.value);
        return list.success
          ? { status: 'ok', value: new Set(Object.keys(list.data.translation)) }
          : failed('Azure Translator gave a list of languages that cannot be read.', 'later');
      },
      findPair: (known, from, to) => {
        const source = firstKnown(theirCodes[from] ?? [from], known);
        const target = firstKnown(theirCodes[to] ?? [to], known);
        return source === undefined || target === undefined ? undefined : { source, target };
      },
      requestFor: (texts, { source, target }) => {
        const query = new URLSearchParams({
          'api-version': '3.0',
          from: source,
          to: target,
          textType: 'plain',
        });
        return {
          url: `${baseUrl}/translate?${query.toString()}`,
          method: 'POST',
          headers,
          body: JSON.stringify(texts.map((text) => ({ Text: text }))),
        };
      },
      readAnswer: (answer) =>
        answerShape.safeParse(answer).data?.map((one) => one.translations[0]?.text ?? ''),
      explain: ({ httpStatus, body }) => {
        const code = refusal.safeParse(body).data?.error.code;
        // 403001: the free quota of the resource is used up.
        if (code === 403001)
          return failed("Azure Translator's characters for this month are used up.", 'never');
        return explainStatus(displayName, httpStatus, 'AZURE_TRANSLATOR_KEY and AZURE_TRANSLATOR_REGION');
      },
    },
    options,
  );
}
