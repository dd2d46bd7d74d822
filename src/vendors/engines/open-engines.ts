import type { Config } from '../../config.js';
import { RecadoError } from '../../lib/errors.js';
import { createAmazon } from './amazon.js';
import { createApertium } from './apertium.js';
import { createAzure } from './azure.js';
import { createChatEngine } from './chat.js';
import { createDeepL } from './deepl.js';
import type { TranslationEngine } from './engine.js';
import { googleTokens } from './google-token.js';
import { createGoogle } from './google.js';
import { createLibreTranslate } from './libretranslate.js';

type Settings = Config['translation'];

/** Every engine there is, by the name TRANSLATION_ENGINES knows it by. */
const engines: Readonly<Record<string, (settings: Settings) => TranslationEngine>> = {
  apertium: () => createApertium(),
  libretranslate: ({ libreTranslateUrl, libreTranslateApiKey }) =>
    createLibreTranslate({
      baseUrl: needed('libretranslate', 'LIBRETRANSLATE_URL', libreTranslateUrl),
      apiKey: libreTranslateApiKey,
    }),
  deepl: ({ deepL }) =>
    createDeepL({ authKey: needed('deepl', 'DEEPL_AUTH_KEY', deepL.authKey), baseUrl: deepL.url }),
  google: ({ google }) =>
    createGoogle({
      project: needed('google', 'GOOGLE_TRANSLATE_PROJECT', google.project),
      location: google.location,
      accessToken: googleTokens(needed('google', 'GOOGLE_APPLICATION_CREDENTIALS', google.keyFile)),
    }),
  azure: ({ azure }) =>
    createAzure({
      key: needed('azure', 'AZURE_TRANSLATOR_KEY', azure.key),
      region: azure.region,
      baseUrl: azure.url,
    }),
  amazon: ({ amazon: { region, accessKeyId, secretAccessKey } }) =>
    createAmazon({
      region: needed('amazon', 'AWS_REGION', region),
      ...(accessKeyId === undefined || secretAccessKey === undefined
        ? {}
        : { credentials: { accessKeyId, secretAccessKey } }),
    }),
  chat: ({ chat }) =>
    createChatEngine({
      baseUrl: needed('chat', 'CHAT_API_URL', chat.url),
      model: needed('chat', 'CHAT_MODEL', chat.model),
      apiKey: chat.apiKey,
      languages: chat.languages,
    }),
};

/**
 * The engines TRANSLATION_ENGINES names, in that order. Nothing is asked of them yet.
 * @throws RecadoError `bad_config` for a name that is none, or an engine whose variables are missing
 */
export function openEngines(settings: Settings): TranslationEngine[] {
  return settings.engines.map((name) => {
    const open = Object.hasOwn(engines, name) ? engines[name] : undefined;
    if (open === undefined) {
      const known = Object.keys(engines).join(', ');
      throw new RecadoError(
        'bad_config',
        `TRANSLATION_ENGINES names an engine that does not exist; known are ${known}.`,
      );
    }
    return open(settings);
  });
}

function needed(engine: string, variable: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new RecadoError('bad_config', `TRANSLATION_ENGINES names ${engine}, but ${variable} is not set.`);
}
