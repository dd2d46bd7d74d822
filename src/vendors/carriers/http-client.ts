import twilio from 'twilio';
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';

type Options = Parameters<twilio.RequestClient['request']>[0];
type Answer<T> = Awaited<ReturnType<typeof twilio.RequestClient.prototype.request<T>>>;

const twilioApi = 'https://api.twilio.com';
/** Calls under way at a time; more of them wait for a socket. */
export const connections = 100;
/** Bytes an answer may have: a page of a thousand texts is a tenth of it. */
const largestAnswer = 20 * 1024 * 1024;
/** The longest wait the carrier is believed to mean, in seconds. */
const longestWaitSeconds = 3_600;

/** The carrier asks to come again later (429); it did nothing with the call. */
export class CarrierBusy extends Error {
  constructor(
    /** Null where it does not say when. */
    readonly retryAfterSeconds: number | null,
  ) {
    super('the carrier asks to come again later');
  }
}

/** A simulated carrier says on every answer that it is one. */
export const simulatorHeader = 'x-recado-simulator';

/** Whatever answered reaches no phone, and this district's families have real ones. */
export class CarrierIsSimulated extends Error {
  constructor() {
    super(
      'TWILIO_API_BASE_URL leads to a simulated carrier, which reaches no family: unset it, and restart the workers and the web server.',
    );
  }
}

/**
 * What the SDK calls the carrier with, on undici: a third of the processor time of the SDK's own client, which goes
 * through axios. Proxies of the environment (HTTPS_PROXY, NO_PROXY) are used for Twilio itself and every https server.
 * Nothing is retried and no redirect is followed. An answer that drips is given up when the time is over, one that is
 * endless when it is too large.
 */
export class CarrierHttpClient extends twilio.RequestClient {
  readonly #baseUrl: string;
  readonly #timeout: number;
  readonly #dispatcher: Dispatcher;
  readonly #mustBeReal: boolean;

  /**
   * @param options.baseUrl a server that speaks Twilio's API instead of Twilio
   * @param options.timeout milliseconds a call may take, from the first byte of it to the last one of its answer
   * @param options.mustBeReal whether an answer of a simulated carrier is refused
   */
  constructor({ baseUrl = twilioApi, timeout, mustBeReal = false }: ClientOptions) {
    super({ timeout });
    this.#mustBeReal = mustBeReal;
    this.#baseUrl = baseUrl;
    this.#timeout = timeout;
    const settings = {
      connections,
      pipelining: 1,
      connect: { timeout },
      bodyTimeout: timeout,
      maxResponseSize: largestAnswer,
    };
    this.#dispatcher = baseUrl.startsWith('https:') ? new EnvHttpProxyAgent(settings) : new Agent(settings);
  }

  /** @throws CarrierBusy where the answer is 429, CarrierIsSimulated where it must not be */
  override async request<TData>(options: Options): Promise<Answer<TData>> {
    const startedAt = performance.now();
    const url = new URL(options.uri.replace(twilioApi, this.#baseUrl));
    append(url.searchParams, options.params);
    const form = append(new URLSearchParams(), options.data);
    const answer = await this.#dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: options.method.toUpperCase(),
      headers: { ...(options.headers as Record<string, string>), ...authorization(options) },
      body: options.data === undefined ? null : form.toString(),
      headersTimeout: this.#timeout,
    });
    // A signal that ends every call would do the same, and costs a call a quarter more of the processor.
    const leftMs = startedAt + this.#timeout - performance.now();
    const end = setTimeout(() => answer.body.destroy(new Error('the answer took too long')), leftMs);
    try {
      if (this.#mustBeReal && answer.headers[simulatorHeader] !== undefined) {
        await answer.body.dump();
        throw new CarrierIsSimulated();
      }
      if (answer.statusCode === tooManyRequests) {
        await answer.body.dump();
        throw new CarrierBusy(secondsIn(answer.headers['retry-after']));
      }
      const text = await answer.body.text();
      return { statusCode: answer.statusCode, body: parse(text) as TData, headers: answer.headers };
    } finally {
      clearTimeout(end);
    }
  }
}

interface ClientOptions {
  baseUrl: string | undefined;
  timeout: number;
  mustBeReal?: boolean;
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3); anything else says nothing. */
function secondsIn(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d{1,9}$/.test(header.trim())
    ? Number(header)
    : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) || seconds < 1 ? null : Math.min(seconds, longestWaitSeconds);
}

const tooManyRequests = 429;

function authorization({ username, password }: Options): Record<string, string> {
  if (username === undefined || password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** As the SDK writes them: a list is its name once an entry, what is not there is left out. */
function append(target: URLSearchParams, values: unknown): URLSearchParams {
  for (const [name, value] of Object.entries(values ?? {}) as [string, Value | Value[]][]) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) target.append(name, String(one));
    }
  }
  return target;
}

type Value = string | number | boolean | null | undefined;

/** What is no JSON stays text: the SDK then finds no SID in it. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
