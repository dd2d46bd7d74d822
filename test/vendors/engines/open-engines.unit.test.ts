import { expect, test } from '@jest/globals';
import { loadConfig } from '../../../src/config.js';
import { openEngines } from '../../../src/vendors/engines/open-engines.js';

const open = (environment: Record<string, string>) => openEngines(loadConfig(environment).translation);

test('opens the engines in the order they are named', async () => {
  const engines = open({
    TRANSLATION_ENGINES: 'google, deepl,azure,amazon,libretranslate,chat,apertium',
    GOOGLE_TRANSLATE_PROJECT: 'p',
    GOOGLE_APPLICATION_CREDENTIALS: '/etc/recado/google.json',
    DEEPL_AUTH_KEY: 'k',
    AZURE_TRANSLATOR_KEY: 'k',
    AWS_REGION: 'us-east-1',
    LIBRETRANSLATE_URL: 'http://127.0.0.1:5000/',
    CHAT_API_URL: 'http://127.0.0.1:8080/v1',
    CHAT_MODEL: 'm',
    CHAT_LANGUAGES: 'es, so',
  });
  expect(engines.map((engine) => engine.name)).toEqual([
    'google',
    'deepl',
    'azure',
    'amazon',
    'libretranslate',
    'chat',
    'apertium',
  ]);
  await Promise.all(engines.map((engine) => engine.close()));
});

test.each([
  ['deepl', 'DEEPL_AUTH_KEY'],
  ['google', 'GOOGLE_TRANSLATE_PROJECT'],
  ['azure', 'AZURE_TRANSLATOR_KEY'],
  ['amazon', 'AWS_REGION'],
  ['libretranslate', 'LIBRETRANSLATE_URL'],
  ['chat', 'CHAT_API_URL'],
])('%s without its settings names %s', (name, variable) => {
  expect(() => open({ TRANSLATION_ENGINES: name })).toThrow(
    `TRANSLATION_ENGINES names ${name}, but ${variable} is not set.`,
  );
});

test('an engine that does not exist is told with those that do', () => {
  expect(() => open({ TRANSLATION_ENGINES: 'babelfish' })).toThrow('known are apertium, libretranslate');
  expect(open({ TRANSLATION_ENGINES: 'none' })).toEqual([]);
});
