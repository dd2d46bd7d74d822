import { parseArgs } from 'node:util';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { understand } from '../../src/understanding/understand.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import {
  measures,
  readSplit,
  scoreTexts,
  shareOf,
  sumScores,
  tunedOn,
  unseenSplits,
  type Measure,
  type Score,
  type Split,
} from './measure.js';

/**
 * `npm run eval`: what understanding gets right on the labelled texts of `test/eval/<lang>.jsonl` and, by other
 * writers, of `test/eval/second/`, `hard/`, `third/`, `fourth/`, `fifth/` … `eleventh/`, a row a language. Nothing
 * is tuned on these; `--dev` measures the texts of `test/eval/dev/`, `new-dev/` and `hard-dev/`, which are there to tune on, and `--errors`
 * prints what went wrong in them.
 * `--learned` prints which of all the texts that were learned from would end the texting wrongly: there should be none.
 * `--lang es,pl` keeps to some languages, `--json` prints a line of JSON a split.
 * `urgentSeen` counts the urgent texts that raise the alarm or are marked for a look, `ordinaryMarked` the others that
 * are marked. Ends with 1 where a goal is missed over all languages, or a text was taken for an opt-out that is none.
 * The format of the files: `measure.ts`, `LabelledText`.
 */
const { values } = parseArgs({
  options: {
    dev: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    lang: { type: 'string' },
    learned: { type: 'boolean', default: false },
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
  urgentSeen: 0.99,
};

/** At most so many of the ordinary texts are marked: a mark that stands everywhere is read nowhere. */
const mostOrdinaryMarked = 0.05;

const u = loadUnderstanding();
const only = values.lang?.split(',');
const splits: readonly Split[] = values.dev ? tunedOn : unseenSplits;

interface Measured {
  readonly split: Split;
  readonly scores: ReadonlyMap<string, Score>;
  readonly overall: Score;
  readonly missed: readonly (Measure | 'ordinaryMarked')[];
}

function measureSplit(split: Split): Measured {
  const scores = new Map<string, Score>();
  for (const [language, texts] of readSplit(split)) {
    if (only?.includes(language) ?? true) scores.set(language, scoreTexts(u, texts));
  }
  const overall = sumScores([...scores.values()]);
  const missed: Measured['missed'] = [
    ...measures.filter((measure) => shareOf(overall.tallies[measure]) < goals[measure]),
    ...(markedOf(overall) > mostOrdinaryMarked ? (['ordinaryMarked'] as const) : []),
  ];
  return { split, scores, overall, missed };
}

const percentOf = (share: number): string => (100 * share).toFixed(1);
const markedOf = ({ ordinaryMarked: { right, all } }: Score): number => (all === 0 ? 0 : right / all);

function print({ split, scores, overall, missed }: Measured): void {
  if (values.json) {
    const rows = [...scores, ['all', overall] as const].map(([language, score]) => ({
      language,
      ...Object.fromEntries(measures.map((measure) => [measure, shareOf(score.tallies[measure])])),
      falseOptOuts: score.falseOptOuts,
      ordinaryMarked: markedOf(score),
      texts: { ...score.tallies, ordinaryMarked: score.ordinaryMarked },
    }));
    process.stdout.write(`${JSON.stringify({ split, goals, mostOrdinaryMarked, missed, rows })}\n`);
    return;
  }
  const cells = [
    [split, ...measures, 'ordinaryMarked', 'falseOptOuts'],
    ...[...scores, ['all', overall] as const].map(([language, score]) => [
      language,
      ...measures.map((measure) => percentOf(shareOf(score.tallies[measure]))),
      percentOf(markedOf(score)),
      String(score.falseOptOuts),
    ]),
    ['goal', ...measures.map((measure) => percentOf(goals[measure])), percentOf(mostOrdinaryMarked), '0'],
  ];
  for (const row of cells) {
    process.stdout.write(
      `${row.map((cell, n) => (n === 0 ? cell.padEnd(10) : cell.padStart(16))).join('')}\n`,
    );
  }
  for (const measure of missed) process.stdout.write(`not met: ${measure}\n`);
  process.stdout.write('\n');
}

function printErrors(scores: ReadonlyMap<string, Score>): void {
  for (const [language, { errors }] of scores) {
    for (const { measure, text, wanted, got, reasons } of errors) {
      process.stdout.write(
        `${language} ${measure}: ${text}\n    wanted ${JSON.stringify(wanted)} got ${JSON.stringify(got)}; ${reasons}\n`,
      );
    }
  }
}

/** The learned texts of a language that are read as an opt-out and are none. */
function falseEnds(language: (typeof u.languages)[number]): readonly string[] {
  const { examples, wishes, answers, forStaff, yesNo } = readExamples(language);
  const others = [
    ...examples,
    ...answers,
    ...forStaff,
    ...Object.values(yesNo)
      .flat()
      .map((text) => ({ text, ask: { kind: 'yesno' as const } })),
    ...wishes.filter(({ consent }) => consent !== 'opt_out'),
  ];
  return others.flatMap((one) => {
    const context = { homeLanguage: language, districtLanguages: u.languages };
    const { consent } = understand(u, one.text, 'ask' in one ? { ...context, ask: one.ask } : context);
    return consent === 'opt_out' ? [one.text] : [];
  });
}

function measureAll(): boolean {
  const measured = splits.map(measureSplit);
  measured.forEach(print);
  if (values.errors) for (const { scores } of measured) printErrors(scores);
  return measured.every(({ missed, overall }) => missed.length === 0 && overall.falseOptOuts === 0);
}

function readLearned(): boolean {
  const languages = u.languages.filter((language) => only?.includes(language) ?? true);
  const wrong = languages.flatMap((language) => falseEnds(language).map((text) => `${language}: ${text}`));
  process.stdout.write(wrong.map((line) => `${line}\n`).join('') + `${String(wrong.length)} false ends\n`);
  return wrong.length === 0;
}

process.exitCode = (values.learned ? readLearned() : measureAll()) ? 0 : 1;
