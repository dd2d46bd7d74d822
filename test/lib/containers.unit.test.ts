import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('what engines are told by the environment reaches the containers, and is asked for in .env.example', () => {
  const ofEngines = /^ {2}((?:LIBRETRANSLATE|DEEPL|GOOGLE|AZURE|AWS|CHAT|TRANSLATION)_[A-Z_]+): optional/gmu;
  const variables = [...read('src/config.ts').matchAll(ofEngines)].map((match) => match[1]);
  expect(variables).toContain('LIBRETRANSLATE_API_KEY');
  for (const variable of variables) {
    expect(read('docker-compose.yml')).toContain(`    ${variable}: \${${variable}:-`);
    expect(read('.env.example')).toMatch(new RegExp(`^${variable}=`, 'mu'));
  }
});
