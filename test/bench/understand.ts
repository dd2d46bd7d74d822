import { performance } from 'node:perf_hooks';
import { prepareText } from '../../src/understanding/text/normalise.js';
import { understand } from '../../src/understanding/understand.js';
import { loadUnderstanding, readyForAll } from '../../src/understanding/vocabulary.js';
import { readSplit } from '../eval/measure.js';
import { median, round, type Report } from './report.js';

/**
 * How long one text takes to be understood, on one core, beside the bare limit: making it clean and splitting it into
 * words, which no reading can do without. The texts are the labelled ones of `test/eval`, in all languages by turns.
 * Loading is what every process does that reads a text in a district of all languages, whatever language it is in. What
 * it needs of its own language, and what the examples teach, is made ready when a text of it first comes, and by workers
 * before they read any.
 */
export function benchUnderstand({ rounds }: { rounds: number }): Report {
  const beforeLoad = performance.now();
  const u = loadUnderstanding();
  readyForAll(u);
  const loading = performance.now() - beforeLoad;
  const split = readSplit('test');
  // Of each language nothing was asked before.
  const firsts = [...split.values()].flatMap(([labelled]) => {
    if (labelled === undefined) return [];
    const context = { homeLanguage: labelled.lang, districtLanguages: u.languages, ask: labelled.ask };
    const beforeLearning = performance.now();
    void u.learned(labelled.lang)?.model;
    const before = performance.now();
    understand(u, labelled.text, context);
    return [{ learning: before - beforeLearning, reading: performance.now() - before }];
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
      { what: 'load, with what texts need of all languages', 'median ms': round(loading), 'p99 ms': '' },
      row(
        'the first text of a language, all in all',
        firsts.map(({ learning, reading }) => learning + reading),
      ),
      row(
        'of it, learning from the examples of the language',
        firsts.map(({ learning }) => learning),
      ),
      { what: 'first reading of all texts', 'median ms': round(first), 'p99 ms': '' },
    ],
    goals: [
      { goal: 'median of a text at most 2 ms', reached: round(middle), isMet: middle <= 2 },
      {
        goal: 'loading what texts need of all languages at most 300 ms',
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
