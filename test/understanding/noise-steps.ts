import { languageCodes } from '../../src/i18n/languages.js';
import { startCounting } from '../support/count-steps.js';
import { noiseOf, noises } from './noise.js';

// Prints how many steps reading noise takes, as JSON. A program of its own: V8 hands over its counters for everything
// that was ever loaded, which in a process of tests is a thousand times as much as what is looked at here.

/** What reading a kind of noise takes, at half the longest text and at the longest. */
export interface NoiseSteps {
  readonly language: string;
  /** How many languages the district has: the family's own, or all. */
  readonly languages: number;
  readonly name: string;
  readonly atHalf: number;
  readonly atWhole: number;
}

export interface CountedSteps {
  readonly ofNoise: readonly NoiseSteps[];
  readonly ofThreeWords: number;
  readonly ofSixWords: number;
}

/** The longest text a carrier brings, in signs. */
const longest = 1600;

const counter = await startCounting('/src/understanding/');
const { loadUnderstanding } = await import('../../src/understanding/vocabulary.js');
const { understand } = await import('../../src/understanding/understand.js');
const words = loadUnderstanding();

/** What is made once and kept is no step of the reading. */
async function stepsOf(
  texts: readonly [string, string],
  homeLanguage: string,
  districtLanguages: readonly string[],
): Promise<[number, number]> {
  const read = (text: string): void => {
    understand(words, text, { homeLanguage, districtLanguages });
  };
  read(texts[1]);
  return [await counter.steps(() => read(texts[0])), await counter.steps(() => read(texts[1]))];
}

const ofNoise: NoiseSteps[] = [];
for (const [language, district] of [
  ...languageCodes.map((code) => [code, [code]] as const),
  ['en', languageCodes] as const,
]) {
  for (const name of Object.keys(noises)) {
    const texts = [noiseOf(name, longest / 2), noiseOf(name, longest)] as const;
    const [atHalf, atWhole] = await stepsOf(texts, language, district);
    ofNoise.push({ language, languages: district.length, name, atHalf, atWhole });
  }
}
const [ofThreeWords, ofSixWords] = await stepsOf(['one two three', 'one two three. four five six'], 'en', [
  'en',
]);
await counter.stop();
process.stdout.write(JSON.stringify({ ofNoise, ofThreeWords, ofSixWords } satisfies CountedSteps));
