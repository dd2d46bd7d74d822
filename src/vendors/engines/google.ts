import { z } from 'zod';
import type { TranslationEngine } from './engine.js';
import {
  createHttpEngine,
  explainStatus,
  failed,
  firstKnown,
  type HttpEngineOptions,
} from './http-engine.js';

export interface GoogleOptions extends HttpEngineOptions {
  /** The Google Cloud project, by id or number. */
  readonly project: string;
  /** Default `global`. */
  readonly location?: string | undefined;
  /** A bearer token that is good now; throws where there is none to be had. */
  readonly accessToken: () => Promise<string>;
}

const displayName = 'Google Translate';
const host = 'https://translation.googleapis.com';

/** Google's names for our codes, best first. */
const theirCodes: Readonly<Record<string, readonly string[]>> = {
  'pt-BR': ['pt-BR', 'pt'],
  'zh-Hans': ['zh-CN', 'zh'],
  'zh-Hant': ['zh-TW'],
  'fa-AF': ['fa-AF', 'prs', 'fa'],
};

const languageList = z.object({
  languages: z
    .array(
      z.object({
        languageCode: z.string(),
        supportSource: z.boolean().optional(),
        supportTarget: z.boolean().optional(),
      }),
    )
    .max(1000),
});
const answerShape = z.object({ translations: z.array(z.object({ translatedText: z.string() })) });

interface Languages {
  readonly sources: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
}

/**
 * Google Cloud Translation, version 3 (https://cloud.google.com/translate/docs/reference/rest/v3). The type of the text
 * is said, for its default is HTML; so is the source, for short texts without one may answer 500.
 */
export function createGoogle(options: GoogleOptions): TranslationEngine {
  const parent = `${host}/v3/projects/${encodeURIComponent(options.project)}/locations/${encodeURIComponent(options.location ?? 'global')}`;
  const headers = async (): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await options.accessToken()}`,
    'content-type': 'application/json',
    'x-goog-user-project': options.project,
  });
  return createHttpEngine<Languages>(
    {
      name: 'google',
      displayName,
      quality: 'machine',
      isOutside: true,
      // A request holds at most 1,024 texts and 30,000 code points.
      largestBatch: { texts: 100, characters: 25_000 },
      askLanguages: async (call) => {
        const own = await headers().catch(() => null);
        if (own === null) {
          const what = 'Google gives our account no token; look at GOOGLE_APPLICATION_CREDENTIALS.';
          return failed(what, 'later');
        }
        const answer = await call({ url: `${parent}/supportedLanguages`, method: 'GET', headers: own });
        if (answer.status === 'failed') return answer;
        const list = languageList.safeParse(answer.value);
        if (!list.success)
          return failed('Google Translate gave a list of languages that cannot be read.', 'later');
        const codes = (which: 'supportSource' | 'supportTarget'): Set<string> =>
          new Set(list.data.languages.filter((one) => one[which] !== false).map((one) => one.languageCode));
        return { status: 'ok', value: { sources: codes('supportSource'), targets: codes('supportTarget') } };
      },
      findPair: (known, from, to) => {
        const source = firstKnown(theirCodes[from] ?? [from], known.sources);
        const target = firstKnown(theirCodes[to] ?? [to], known.targets);
        return source === undefined || target === undefined ? undefined : { source, target };
      },
      requestFor: async (texts, { source, target }) => ({
        url: `${parent}:translateText`,
        method: 'POST',
        headers: await headers(),
        body: JSON.stringify({
          contents: texts,
          mimeType: 'text/plain',
          sourceLanguageCode: source,
          targetLanguageCode: target,
        }),
      }),
      readAnswer: (answer) =>
        answerShape.safeParse(answer).data?.translations.map((one) => one.translatedText),
      explain: ({ httpStatus, body }) => {
        // A 403 also says that a quota is used up: for the minute or for the day.
        if (httpStatus === 403 && isOverLimit(body))
          return failed(`${displayName} takes no more texts for now.`, 'later');
        return explainStatus(displayName, httpStatus, 'GOOGLE_APPLICATION_CREDENTIALS');
      },
    },
    options,
  );
}

const limits = z.object({
  error: z.object({
    status: z.string().optional(),
    errors: z.array(z.object({ reason: z.string() })).optional(),
  }),
});

/** `rateLimitExceeded`, `userRateLimitExceeded`, `dailyLimitExceeded` (https://cloud.google.com/translate/troubleshooting). */
function isOverLimit(body: unknown): boolean {
  const error = limits.safeParse(body).data?.error;
  return (
    error?.status === 'RESOURCE_EXHAUSTED' ||
    error?.errors?.some(({ reason }) => /LimitExceeded$/u.test(reason)) === true
  );
}
