import twilio from 'twilio';
import { messageOf } from '../lib/errors.js';
import type { Background } from './background.js';

/** Twilio's connection overrides, from a URL's fragment. */
export interface Overrides {
  /** Tries after the first, 0 to 5. */
  readonly retries: number;
  readonly policies: ReadonlySet<string>;
  /** Milliseconds for all tries together. */
  readonly totalTimeout: number;
}

/** What became of a webhook. */
export interface Posted {
  readonly ok: boolean;
  readonly tries: number;
  /** Why the last try failed, in words; null when it did not. */
  readonly problem: string | null;
  /** What the last try was answered. */
  readonly body: string;
}

export interface WebhookPoster {
  /**
   * Posts the parameters, signed, and tries again as the URL's fragment says. `onProblem` is told of every
   * failed try that another one follows.
   */
  post(
    url: string,
    params: Readonly<Record<string, string>>,
    onProblem?: (tries: number, problem: string) => Promise<void>,
  ): Promise<Posted>;
}

function bounded(value: string | null, min: number, max: number, fallback: number): number {
  const number = Number(value);
  return value === null || !Number.isFinite(number) ? fallback : Math.min(max, Math.max(min, number));
}

/**
 * Reads `#rc=5&rp=all` and the like; Twilio's defaults are one retry, on a failed connection only.
 * Source: Twilio, "Webhooks: Connection Overrides".
 */
export function readOverrides(fragment: string): Overrides {
  const values = new URLSearchParams(fragment.replace(/^#/, ''));
  return {
    retries: bounded(values.get('rc'), 0, 5, 1),
    policies: new Set((values.get('rp') ?? 'ct').split(',')),
    totalTimeout: bounded(values.get('tt'), 100, 15_000, 15_000),
  };
}

type Trouble = { policy: '4xx' | '5xx' | 'ct' | 'rt'; problem: string };
type Try = { trouble: Trouble | null; body: string };

function causeCode(error: unknown): string {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function troubleOf(error: unknown): Trouble {
  const code = causeCode(error);
  if (['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)) {
    return { policy: 'ct', problem: `no connection (${code})` };
  }
  if (error instanceof Error && error.name === 'TimeoutError')
    return { policy: 'rt', problem: 'no answer in time' };
  return { policy: 'rt', problem: `the connection broke (${code === '' ? messageOf(error) : code})` };
}

/**
 * @param defaultFragment the overrides for URLs that name none
 * @param retryMs the wait before the first retry; each later one waits twice as long
 */
export function webhookPoster(
  authToken: string,
  defaultFragment: string,
  retryMs: number,
  background: Background,
): WebhookPoster {
  const tryOnce = async (
    target: string,
    body: string,
    headers: Record<string, string>,
    timeout: number,
  ): Promise<Try> => {
    try {
      const response = await fetch(target, {
        method: 'POST',
        body,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([background.signal, AbortSignal.timeout(timeout)]),
      });
      const answered = await response.text();
      if (response.ok) return { trouble: null, body: answered };
      const policy = response.status >= 500 ? '5xx' : '4xx';
      return { trouble: { policy, problem: `answered ${response.status}` }, body: answered };
    } catch (error) {
      background.signal.throwIfAborted();
      return { trouble: troubleOf(error), body: '' };
    }
  };

  return {
    post: async (url, params, onProblem) => {
      const cut = url.indexOf('#');
      const target = cut === -1 ? url : url.slice(0, cut);
      const overrides = readOverrides(cut === -1 ? defaultFragment : url.slice(cut));
      const headers: Record<string, string> = {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'x-twilio-signature': twilio.getExpectedTwilioSignature(authToken, target, params),
        'user-agent': 'TwilioProxy/1.1 (simulated)',
        accept: '*/*',
      };
      const body = new URLSearchParams(params).toString();
      const deadline = Date.now() + overrides.totalTimeout;
      for (let tries = 1; ; tries += 1) {
        const left = Math.max(100, deadline - Date.now());
        const { trouble, body: answered } = await tryOnce(target, body, headers, left);
        if (trouble === null) return { ok: true, tries, problem: null, body: answered };
        const again =
          tries <= overrides.retries &&
          Date.now() < deadline &&
          (overrides.policies.has('all') || overrides.policies.has(trouble.policy));
        if (!again) return { ok: false, tries, problem: trouble.problem, body: answered };
        // Twilio names its retries, so that the other side can tell them from a second event.
        headers['i-twilio-idempotency-token'] ??= crypto.randomUUID();
        await onProblem?.(tries, trouble.problem);
        await background.sleep(retryMs * 2 ** (tries - 1));
      }
    },
  };
}
