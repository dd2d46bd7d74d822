import { ListLanguagesCommand, TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate';
import type { EngineResult, TranslationEngine } from './engine.js';
import { keepAnswer } from './kept-answer.js';
import { withTimeLimit } from './time-limit.js';
import { failed, firstKnown, readTranslation, refusalOf, type Answer, type Failure } from './http-engine.js';

export interface AmazonOptions {
  readonly region: string;
  /** Default: what the environment or the machine's role gives (AWS's own order of look-ups). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Milliseconds, default 8,000, for one request. */
  readonly timeoutMs?: number;
}

const displayName = 'Amazon Translate';
/** Amazon takes one text a request. */
const atATime = 4;

/** Amazon's names for our codes, best first: its `pt` is Brazil's. */
const theirCodes: Readonly<Record<string, readonly string[]>> = {
  'pt-BR': ['pt'],
  'zh-Hans': ['zh'],
  'zh-Hant': ['zh-TW'],
  'fa-AF': ['fa-AF', 'fa'],
};

/** What Amazon's errors mean (https://docs.aws.amazon.com/translate/latest/APIReference/API_TranslateText.html). */
const refusals: Readonly<Record<string, Failure>> = {
  TextSizeLimitExceededException: failed('The text is longer than Amazon Translate takes.', 'never', true),
  UnsupportedLanguagePairException: failed(
    'Amazon Translate does not know this pair of languages.',
    'never',
    true,
  ),
  InvalidRequestException: failed('Amazon Translate refused the text.', 'never', true),
  AccessDeniedException: failed('Amazon Translate refuses our key; look at the AWS variables.', 'never'),
  UnrecognizedClientException: failed(
    'Amazon Translate refuses our key; look at the AWS variables.',
    'never',
  ),
  InvalidSignatureException: failed('Amazon Translate refuses our key; look at the AWS variables.', 'never'),
  CredentialsProviderError: failed('Amazon Translate has no key; set the AWS variables.', 'never'),
  TooManyRequestsException: failed('Amazon Translate takes no more texts for now.', 'later'),
  ThrottlingException: failed('Amazon Translate takes no more texts for now.', 'later'),
  LimitExceededException: failed('Amazon Translate takes no more texts for now.', 'later'),
  InternalServerException: failed('Amazon Translate is out of order.', 'later'),
  ServiceUnavailableException: failed('Amazon Translate is out of order.', 'later'),
};

/**
 * Amazon Translate through its SDK, which signs the requests and tries once more where that can help. Amazon may keep
 * texts to improve its service unless the account opts out; the district has to know that.
 */
export function createAmazon(options: AmazonOptions): TranslationEngine {
  const client = new TranslateClient({
    region: options.region,
    maxAttempts: 2,
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  });
  const shutDown = new AbortController();
  const timeoutMs = options.timeoutMs ?? 8_000;

  async function askLanguages(): Promise<Answer<ReadonlySet<string>>> {
    try {
      const { Languages } = await withTimeLimit(timeoutMs, [shutDown.signal], (abortSignal) =>
        client.send(new ListLanguagesCommand({ MaxResults: 500 }), { abortSignal }),
      );
      return { status: 'ok', value: new Set((Languages ?? []).flatMap((one) => one.LanguageCode ?? [])) };
    } catch (error) {
      return explain(error);
    }
  }

  const languages = keepAnswer(askLanguages);

  async function translateOne(
    text: string,
    pair: { source: string; target: string },
    signal: AbortSignal | undefined,
  ): Promise<EngineResult> {
    try {
      const { TranslatedText } = await withTimeLimit(timeoutMs, [shutDown.signal, signal], (abortSignal) =>
        client.send(
          new TranslateTextCommand({
            Text: text,
            SourceLanguageCode: pair.source,
            TargetLanguageCode: pair.target,
            // Left aside by Amazon where a language has no such forms.
            Settings: { Formality: 'FORMAL' },
          }),
          { abortSignal },
        ),
      );
      return readTranslation(displayName, text, TranslatedText ?? '');
    } catch (error) {
      return refusalOf(explain(error));
    }
  }

  return {
    name: 'amazon',
    displayName,
    quality: 'machine',
    isOutside: true,
    supports: async (from, to) => {
      const answer = await languages();
      if (answer.status === 'failed') return { status: 'unknown', reason: answer.reason };
      return { status: findPair(answer.value, from, to) === undefined ? 'no' : 'yes' };
    },
    translate: async ({ texts, from, to, signal }) => {
      const answer = await languages();
      const pair = answer.status === 'ok' ? findPair(answer.value, from, to) : undefined;
      if (pair === undefined) {
        const unknownPair = failed('Amazon Translate does not know this pair of languages.', 'never', true);
        return texts.map(() => refusalOf(answer.status === 'failed' ? answer : unknownPair));
      }
      const results: EngineResult[] = [];
      for (let start = 0; start < texts.length; start += atATime) {
        const batch = texts.slice(start, start + atATime);
        results.push(...(await Promise.all(batch.map((text) => translateOne(text, pair, signal)))));
      }
      return results;
    },
    close: () => {
      shutDown.abort();
      client.destroy();
      return Promise.resolve();
    },
  };
}

function findPair(
  known: ReadonlySet<string>,
  from: string,
  to: string,
): { source: string; target: string } | undefined {
  const source = firstKnown(theirCodes[from] ?? [from], known);
  const target = firstKnown(theirCodes[to] ?? [to], known);
  return source === undefined || target === undefined || source === target ? undefined : { source, target };
}

function explain(error: unknown): Failure {
  const name = error instanceof Error ? error.name : '';
  return refusals[name] ?? failed('Amazon Translate did not answer.', 'later');
}
