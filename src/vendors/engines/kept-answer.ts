import type { Answer } from './http-engine.js';

/** After a question that failed, the next one waits so long. Milliseconds. */
const retryMs = 10_000;

/**
 * Asks once and believes the answer for a while; who asks meanwhile waits for the same answer.
 * @param options.keptMs milliseconds, default one hour
 */
export function keepAnswer<T>(
  ask: () => Promise<Answer<T>>,
  options: { keptMs?: number | undefined; now?: (() => number) | undefined } = {},
): () => Promise<Answer<T>> {
  const now = options.now ?? Date.now;
  let kept: { readonly until: number; readonly answer: Promise<Answer<T>> } | undefined;
  return async () => {
    if (kept !== undefined && now() < kept.until) return kept.answer;
    const asked = { until: now() + (options.keptMs ?? 3_600_000), answer: ask() };
    kept = asked;
    const answer = await asked.answer;
    if (answer.status === 'failed' && kept === asked) kept = { ...asked, until: now() + retryMs };
    return answer;
  };
}
