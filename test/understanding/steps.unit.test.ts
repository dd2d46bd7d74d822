import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { packageRoot } from '../../src/cli/up/node-arguments.js';
import { noises } from './noise.js';
import type { CountedSteps } from './noise-steps.js';

/** Steps the longest text may take; ordinary ones take a few thousand. */
const mostSteps = 2_000_000;
/** Twice the text, hardly more than twice the steps: no part of the reading holds each word beside each. */
const mostGrowth = 2.5;

let counted: CountedSteps;
beforeAll(async () => {
  const program = fileURLToPath(new URL('./noise-steps.ts', import.meta.url));
  const options = { cwd: packageRoot, maxBuffer: 2 ** 24 };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program], options);
  counted = JSON.parse(stdout) as CountedSteps;
});

describe.each([...languageCodes.map((code) => [code, 1] as const), ['en', languageCodes.length] as const])(
  'to a family of %s in a district of languages: %i',
  (language, languages) => {
    test.each(Object.keys(noises))('long noise of %s takes a bounded number of steps', (name) => {
      const found = counted.ofNoise.filter(
        (one) => one.language === language && one.languages === languages && one.name === name,
      );
      expect(found).toHaveLength(1);
      for (const { atHalf, atWhole } of found) {
        expect(atHalf).toBeGreaterThan(100);
        expect(atWhole).toBeLessThan(mostSteps);
        expect(atWhole / atHalf).toBeLessThan(mostGrowth);
      }
    });
  },
);

test('the counter sees that a longer text is more work', () => {
  expect(counted.ofSixWords).toBeGreaterThan(counted.ofThreeWords);
});
