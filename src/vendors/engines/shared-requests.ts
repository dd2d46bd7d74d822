import { gather } from '../../lib/gather.js';
import type { EngineResult, TranslationRequest } from './engine.js';

/** Requests under way at a time for one pair of languages; what comes meanwhile shares the next. */
const lanes = 2;

interface WaitingText {
  readonly text: string;
  readonly signal: AbortSignal | undefined;
}

/** Translates one text; it may travel with others of the same languages. Ends early with its own signal. */
export type SharedRequest = (text: string, signal: AbortSignal | undefined) => Promise<EngineResult>;

/**
 * Texts of one pair of languages that are asked for at the same time, in one request. Nothing waits for others to come.
 * A text given up does not stop the others: a request is aborted once nobody waits for any of its texts.
 * @param send gives one result a text, in their order
 * @param most texts of one request
 * @param givenUp what a text is told whose signal ended first
 */
export function shareRequests(
  send: (request: Pick<TranslationRequest, 'texts' | 'signal'>) => Promise<EngineResult[]>,
  { most, givenUp }: { most: number; givenUp: EngineResult },
): SharedRequest {
  const requests = gather(
    async (waiting: WaitingText[]) => {
      const wanted = waiting.filter(({ signal }) => signal?.aborted !== true);
      const signal = allAborted(wanted);
      const texts = [...new Set(wanted.map(({ text }) => text))];
      const results = texts.length === 0 ? [] : await send({ texts, ...(signal ? { signal } : {}) });
      const byText = new Map(texts.map((text, index) => [text, results[index]]));
      const given = new Set<string>();
      return waiting.map((one) => {
        const result = byText.get(one.text) ?? givenUp;
        if (!wanted.includes(one)) return givenUp;
        const isShared = given.has(one.text);
        given.add(one.text);
        return isShared ? { ...result, isShared } : result;
      });
    },
    { lanes, most },
  );
  return (text, signal) => unlessAborted(requests.add({ text, signal }), signal, givenUp);
}

/** Aborts when the last of these texts is given up; undefined where one of them never is. */
function allAborted(waiting: readonly WaitingText[]): AbortSignal | undefined {
  const signals = waiting.flatMap(({ signal }) => signal ?? []);
  if (signals.length < waiting.length) return undefined;
  const stop = new AbortController();
  for (const one of signals) {
    one.addEventListener(
      'abort',
      () => {
        if (signals.every(({ aborted }) => aborted)) stop.abort();
      },
      { once: true },
    );
  }
  return stop.signal;
}

/** What the work gives, or `givenUp` as soon as the signal is aborted. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined, givenUp: T): Promise<T> {
  if (signal === undefined) return work;
  if (signal.aborted) return Promise.resolve(givenUp);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve(givenUp);
    };
    signal.addEventListener('abort', stop, { once: true });
    work
      .finally(() => {
        signal.removeEventListener('abort', stop);
      })
      .then(resolve, reject);
  });
}
