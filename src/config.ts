import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { RecadoError } from './lib/errors.js';

const url = z.url({ protocol: /^https?$/ });
const port = z.coerce.number().int().min(0).max(65535);
/** An empty variable means the same as one that is not set. */
const blankToUndefined = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankToUndefined, schema.optional());
const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
/** A decimal like `0.0079`. */
const price = z.string().regex(/^\d{1,6}(\.\d{1,6})?$/);
const priceOfEngine = (entry: string): [string, number] => {
  const [engine = '', price = ''] = entry.split('=');
  return [engine.trim(), Number(price)];
};

const environment = z.object({
  /** PostgreSQL 15 or newer. Unset: an embedded server keeps its data in DATA_DIR. */
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  /** Redis 6.2 or newer, or Valkey. Unset: the queues live in PostgreSQL. */
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  /** Where the web server listens. */
  PORT: optional(port).transform((value) => value ?? 3000),
  /** The address families' carrier and staff reach us at; signatures are checked against it. Unset: loopback. */
  PUBLIC_BASE_URL: optional(url),
  /** How many proxies stand between the callers and us; the limit on sign-ins counts callers by address. */
  TRUSTED_PROXIES: optional(z.coerce.number().int().min(0).max(10)).transform((value) => value ?? 0),
  /** The carrier account, and the token that signs its webhooks. Never printed. */
  TWILIO_ACCOUNT_SID: optional(z.string().regex(/^AC[0-9a-f]{32}$/)),
  TWILIO_AUTH_TOKEN: optional(z.string().min(1)),
  /** The token before the last rotation; webhooks signed with it are still accepted. */
  TWILIO_AUTH_TOKEN_PREVIOUS: optional(z.string().min(1)),
  /** Any Twilio-compatible server, for example the simulator. Unset: Twilio itself. */
  TWILIO_API_BASE_URL: optional(url),
  /** Translation engines in the order they are tried, for example `libretranslate,apertium`; `none` for none. */
  TRANSLATION_ENGINES: optional(z.string()).transform((value) =>
    listOf(value ?? 'apertium').filter((name) => name !== 'none'),
  ),
  /** LibreTranslate's address, and its key where it asks for one. */
  LIBRETRANSLATE_URL: optional(url),
  LIBRETRANSLATE_API_KEY: optional(z.string().min(1)),
  /** DeepL's key, and its address where it is not DeepL's own. */
  DEEPL_AUTH_KEY: optional(z.string().min(1)),
  DEEPL_API_URL: optional(url),
  /** Google Cloud Translation: the project, its location (`global`), and a service account's key file. */
  GOOGLE_TRANSLATE_PROJECT: optional(z.string().min(1)),
  GOOGLE_TRANSLATE_LOCATION: optional(z.string().min(1)),
  GOOGLE_APPLICATION_CREDENTIALS: optional(z.string().min(1)),
  /** Azure AI Translator: the key and region of the resource, and its address where it is not the global one. */
  AZURE_TRANSLATOR_KEY: optional(z.string().min(1)),
  AZURE_TRANSLATOR_REGION: optional(z.string().min(1)),
  AZURE_TRANSLATOR_URL: optional(url),
  /** Amazon Translate: the region, and a key where the machine's own role gives none. */
  AWS_REGION: optional(z.string().regex(/^[a-z0-9-]+$/)),
  AWS_ACCESS_KEY_ID: optional(z.string().min(1)),
  AWS_SECRET_ACCESS_KEY: optional(z.string().min(1)),
  /** A chat model behind OpenAI's interface: address with version, model, key, and the languages it is trusted with. */
  CHAT_API_URL: optional(url),
  CHAT_MODEL: optional(z.string().min(1)),
  CHAT_API_KEY: optional(z.string().min(1)),
  CHAT_LANGUAGES: optional(z.string()).transform(listOf),
  /** What engines charge for a million characters, in PRICE_CURRENCY, for example `deepl=25,google=20`. Unset: no cost is shown. */
  TRANSLATION_PRICES: optional(
    z.string().regex(/^\s*[a-z]+\s*=\s*\d{1,6}(\.\d{1,4})?\s*(,\s*[a-z]+\s*=\s*\d{1,6}(\.\d{1,4})?\s*)*$/),
  ).transform((value) => new Map(listOf(value).map(priceOfEngine))),
  /** Embedded database, simulator books and media; shared by all hosts. */
  DATA_DIR: optional(z.string()).transform((value) => resolve(value ?? '.recado')),
  /** Signs sessions. Unset: one is made and kept in DATA_DIR (`recado up` does that). */
  AUTH_SECRET: optional(z.string().min(32)),
  /** Guards GET /metrics. Unset: the page answers 404. */
  METRICS_TOKEN: optional(z.string().min(16)),
  /** Seconds after which two empty look-ups mean that the carrier surely has no such text, and it is sent again. */
  DELIVERY_SURELY_NONE_SECONDS: optional(z.coerce.number().min(1).max(86_400)).transform(
    (value) => value ?? 600,
  ),
  /** What the carrier charges for one segment, a decimal like `0.0079`, its carrier fees included. Unset: no price is shown. */
  PRICE_PER_SEGMENT: optional(price),
  /** The same for a text with a picture (MMS), whatever its length. */
  PRICE_PER_PICTURE: optional(price),
  /** The same for a message on WhatsApp. */
  PRICE_PER_WHATSAPP: optional(price),
  /** The currency of these prices, ISO 4217. */
  PRICE_CURRENCY: optional(z.string().regex(/^[A-Z]{3}$/)).transform((value) => value ?? 'USD'),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])).transform(
    (value) => value ?? 'info',
  ),
});

/** What the process was told, read once. Names follow the environment variables above. */
export interface Config {
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly port: number;
  readonly publicBaseUrl: string;
  readonly trustedProxies: number;
  readonly twilio: {
    readonly accountSid: string | undefined;
    readonly authToken: string | undefined;
    readonly previousAuthToken: string | undefined;
    readonly apiBaseUrl: string | undefined;
  };
  readonly translation: {
    readonly engines: readonly string[];
    readonly libreTranslateUrl: string | undefined;
    readonly libreTranslateApiKey: string | undefined;
    readonly deepL: { readonly authKey: string | undefined; readonly url: string | undefined };
    readonly google: {
      readonly project: string | undefined;
      readonly location: string | undefined;
      readonly keyFile: string | undefined;
    };
    readonly azure: {
      readonly key: string | undefined;
      readonly region: string | undefined;
      readonly url: string | undefined;
    };
    readonly amazon: {
      readonly region: string | undefined;
      readonly accessKeyId: string | undefined;
      readonly secretAccessKey: string | undefined;
    };
    readonly chat: {
      readonly url: string | undefined;
      readonly model: string | undefined;
      readonly apiKey: string | undefined;
      readonly languages: readonly string[];
    };
  };
  readonly dataDir: string;
  readonly authSecret: string;
  readonly metricsToken: string | undefined;
  readonly surelyNoneSeconds: number;
  /** What the carrier charges; undefined where nobody said. */
  readonly price: {
    readonly perSegment: string | undefined;
    readonly perPicture: string | undefined;
    readonly perWhatsapp: string | undefined;
    readonly currency: string;
  };
  /** For a million characters, in the currency of `price`, by engine. */
  readonly translationPrices: ReadonlyMap<string, number>;
  readonly logLevel: string;
}

/**
 * Reads the configuration. Errors name the variables, never their values.
 * @throws RecadoError `bad_config`
 */
export function loadConfig(source: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(source);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new RecadoError(
      'bad_config',
      `These environment variables are not usable: ${names.join(', ')}. Correct or unset them; src/config.ts says what each expects.`,
    );
  }
  const value = parsed.data;
  return {
    databaseUrl: value.DATABASE_URL,
    redisUrl: value.REDIS_URL,
    port: value.PORT,
    publicBaseUrl: (value.PUBLIC_BASE_URL ?? `http://127.0.0.1:${value.PORT}`).replace(/\/+$/, ''),
    trustedProxies: value.TRUSTED_PROXIES,
    twilio: {
      accountSid: value.TWILIO_ACCOUNT_SID,
      authToken: value.TWILIO_AUTH_TOKEN,
      previousAuthToken: value.TWILIO_AUTH_TOKEN_PREVIOUS,
      apiBaseUrl: value.TWILIO_API_BASE_URL?.replace(/\/+$/, ''),
    },
    translation: {
      engines: value.TRANSLATION_ENGINES,
      libreTranslateUrl: value.LIBRETRANSLATE_URL?.replace(/\/+$/, ''),
      libreTranslateApiKey: value.LIBRETRANSLATE_API_KEY,
      deepL: { authKey: value.DEEPL_AUTH_KEY, url: value.DEEPL_API_URL },
      google: {
        project: value.GOOGLE_TRANSLATE_PROJECT,
        location: value.GOOGLE_TRANSLATE_LOCATION,
        keyFile: value.GOOGLE_APPLICATION_CREDENTIALS,
      },
      azure: {
        key: value.AZURE_TRANSLATOR_KEY,
        region: value.AZURE_TRANSLATOR_REGION,
        url: value.AZURE_TRANSLATOR_URL,
      },
      amazon: {
        region: value.AWS_REGION,
        accessKeyId: value.AWS_ACCESS_KEY_ID,
        secretAccessKey: value.AWS_SECRET_ACCESS_KEY,
      },
      chat: {
        url: value.CHAT_API_URL,
        model: value.CHAT_MODEL,
        apiKey: value.CHAT_API_KEY,
        languages: value.CHAT_LANGUAGES,
      },
    },
    dataDir: value.DATA_DIR,
    authSecret: value.AUTH_SECRET ?? randomBytes(32).toString('hex'),
    metricsToken: value.METRICS_TOKEN,
    surelyNoneSeconds: value.DELIVERY_SURELY_NONE_SECONDS,
    price: {
      perSegment: value.PRICE_PER_SEGMENT,
      perPicture: value.PRICE_PER_PICTURE,
      perWhatsapp: value.PRICE_PER_WHATSAPP,
      currency: value.PRICE_CURRENCY,
    },
    translationPrices: value.TRANSLATION_PRICES,
    logLevel: value.LOG_LEVEL,
  };
}
