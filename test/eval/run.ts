import { parseArgs } from 'node:util';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import { measures, readSplit, scoreTexts, shareOf, sumScores, type Measure, type Score } from './measure.js';

/**
 * `npm run eval`: what understanding gets right on the labelled texts of `test/eval/<lang>.jsonl`, a row a language.
 * Nothing is tuned on these; `--dev` measures the texts of `test/eval/dev/`, which are there to tune on, and
 * `--errors` prints what went wrong in them. `--lang es,pl` keeps to some languages, `--json` prints JSON.
 * Ends with 1 where a goal is missed over all languages, or a text was taken for an opt-out that is none.
 * The format of the files: `measure.ts`, `LabelledText`.
 */
const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    lang: { type: 'string' },
  },
});

/** The least share of right readings over all languages. */
const goals: Readonly<Record<Measure, number>> = {
  answer: 0.97,
  consent: 0.98,
  needsStaff: 0.95,
  topic: 0.9,
  urgentRecall: 0.99,
  urgentPrecision: 0.9,
};

const u = loadUnderstanding();
const only = values.lang?.split(',');
const scores = new Map<string, Score>();
for (const [language, texts] of readSplit(values.dev ? 'dev' : 'test')) {
  if (only?.includes(language) ?? true) scores.set(language, scoreTexts(u, texts));
}
const overall = sumScores([...scores.values()]);
const missed = measures.filter((measure) => shareOf(overall.tallies[measure]) < goals[measure]);

const percent = (score: Score, measure: Measure): string =>
  (100 * shareOf(score.tallies[measure])).toFixed(1);

if (values.json) {
  const rows = [...scores, ['all', overall] as const].map(([language, score]) => ({
    language,
    ...Object.fromEntries(measures.map((measure) => [measure, shareOf(score.tallies[measure])])),
    falseOptOuts: score.falseOptOuts,
    texts: score.tallies,
  }));
  process.stdout.write(`${JSON.stringify({ goals, missed, rows })}\n`);
} else {
  const cells = [
    ['language', ...measures, 'falseOptOuts'],
    ...[...scores, ['all', overall] as const].map(([language, score]) => [
      language,
      ...measures.map((measure) => percent(score, measure)),
      String(score.falseOptOuts),
    ]),
    ['goal', ...measures.map((measure) => (100 * goals[measure]).toFixed(1)), '0'],
  ];
  for (const row of cells) {
    process.stdout.write(
      `${row.map((cell, n) => (n === 0 ? cell.padEnd(9) : cell.padStart(16))).join('')}\n`,
    );
  }
  for (const measure of missed) process.stdout.write(`not met: ${measure}\n`);
}
if (values.errors) {
  for (const [language, { errors }] of scores) {
    for (const { measure, text, wanted, got, reasons } of errors) {
      process.stdout.write(
        `${language} ${measure}: ${text}\n    wanted ${JSON.stringify(wanted)} got ${JSON.stringify(got)}; ${reasons}\n`,
      );
    }
  }
}
process.exitCode = missed.length === 0 && overall.falseOptOuts === 0 ? 0 : 1;
