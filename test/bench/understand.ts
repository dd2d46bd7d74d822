import { performance } from 'node:perf_hooks';
import { prepareText } from '../../src/understanding/normalise.js';
import { understand } from '../../src/understanding/understand.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import { readSplit } from '../eval/measure.js';
import { median, round, type Report } from './report.js';

/**
 * How long one text takes to be understood, on one core, beside the bare limit: making it clean and splitting it into
 * words, which no reading can do without. The texts are the labelled ones of `test/eval`, in all languages by turns.
 * Loading is what every process does that reads a text in a district of all languages; what the examples teach is learned
 * apart, a language when a text of it first comes.
 */
export function benchUnderstand({ rounds }: { rounds: number }): Report {
  const beforeLoad = performance.now();
  const u = loadUnderstanding();
  for (const language of u.languages) {
    u.vocabulary(language);
    u.words(language);
    u.learned(language);
    u.contact(language);
  }
  const loading = performance.now() - beforeLoad;
  // Learned by a process that reads a text in the language, and by workers before they read any.
  const learning = u.languages.map((language) => {
    const before = performance.now();
    void u.learned(language)?.model;
    return performance.now() - before;
  });
  const split = readSplit('test');
  // The phrases a text begins are read when it comes, and nothing has been run before.
  const firstOfLanguage = [...split.values()].flatMap(([labelled]) => {
    if (labelled === undefined) return [];
    const context = { homeLanguage: labelled.lang, districtLanguages: u.languages, ask: labelled.ask };
    const before = performance.now();
    understand(u, labelled.text, context);
    return [performance.now() - before];
  });
  const texts = [...split.values()].flat();
  const read = (): number[] =>
    texts.map(({ text, lang, ask }) => {
      const context = { homeLanguage: lang, districtLanguages: u.languages, ask };
      const before = performance.now();
      understand(u, text, context);
      return performance.now() - before;
    });
  const beforeFirst = performance.now();
  read();
  const first = performance.now() - beforeFirst;
  const ours = Array.from({ length: rounds }, read).flat();
  const bare = Array.from({ length: rounds }, () =>
    texts.map(({ text }) => {
      const before = performance.now();
      prepareText(text);
      return performance.now() - before;
    }),
  ).flat();
  const middle = median(ours);
  const row = (what: string, values: readonly number[]) => ({
    what,
    'median ms': round(median(values)),
    'p99 ms': round(highest(values, 0.99)),
  });
  return {
    benchmark: 'understand',
    queue: 'none',
    settings: { texts: texts.length, languages: u.languages.length, rounds },
    rows: [
      row('understand', ours),
      row('bare limit: clean and split', bare),
      { what: 'load, with the words of all languages made ready', 'median ms': round(loading), 'p99 ms': '' },
      row('learn from the examples of a language, once', learning),
      row('the first text of a language, its words ready and learned', firstOfLanguage),
      { what: 'first reading of all texts', 'median ms': round(first), 'p99 ms': '' },
    ],
    goals: [
      { goal: 'median of a text at most 2 ms', reached: round(middle), isMet: middle <= 2 },
      {
        goal: 'loading the words of all languages at most 300 ms',
        reached: round(loading),
        isMet: loading <= 300,
      },
    ],
  };
}

function highest(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
