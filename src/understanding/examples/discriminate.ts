/** A text to learn from. */
export interface Lesson {
  /** Its features are `rows` from here on, to before there. */
  readonly from: number;
  readonly to: number;
  /**
   * For each question the answer it has: which of the choices, or 1 for yes and 0 for no; -1 where it says nothing of it.
   */
  readonly answers: readonly number[];
  /** For each question, as if it had been read so often. */
  readonly times: readonly number[];
}

/** How far a weight moves at first; the less the more it has moved. */
const rate = 1;
/** How often each text is read. */
const rounds = 3;
/** As if each weight had moved so much before. */
const movedBefore = 0.01;
/** What is told apart so surely teaches nothing more. */
const leastError = 0.02;

/**
 * Weights by which the answers of a text are told from its features: a row for each feature, and a last one for all
 * texts. Each question has as many columns as choices; one alone is for yes or no.
 *
 * Logistic regression, its steps by AdaGrad (Duchi, Hazan and Singer: Adaptive Subgradient Methods for Online Learning and
 * Stochastic Optimization, JMLR 12, 2011). The same lessons always give the same weights.
 * @param choices how many each question has
 */
export function discriminate(
  lessons: readonly Lesson[],
  rows: Int32Array,
  rowCount: number,
  choices: readonly number[],
): Float32Array {
  const columns = choices.reduce((sum, count) => sum + count, 0);
  const questions = choices.length;
  const weights = new Float32Array((rowCount + 1) * columns);
  const moved = new Float32Array((rowCount + 1) * questions).fill(movedBefore);
  /** What each column says of the text at hand, then how far it is from right. */
  const said = new Float64Array(columns);

  const read = ({ from, to }: Lesson, first: number, end: number, scale: number): void => {
    said.fill(0, first, end);
    for (let n = from; n < to; n += 1) {
      const start = (rows[n] ?? 0) * columns;
      for (let c = first; c < end; c += 1) said[c] = (said[c] ?? 0) + (weights[start + c] ?? 0);
    }
    const bias = rowCount * columns;
    for (let c = first; c < end; c += 1) said[c] = (said[c] ?? 0) * scale + (weights[bias + c] ?? 0);
  };
  const moveRow = (row: number, question: number, first: number, end: number, far: number): void => {
    const place = row * questions + question;
    let squares = 0;
    for (let c = first; c < end; c += 1) squares += (said[c] ?? 0) ** 2;
    const before = (moved[place] = (moved[place] ?? 0) + squares * far * far);
    const step = (rate * far) / Math.sqrt(before);
    const start = row * columns;
    for (let c = first; c < end; c += 1)
      weights[start + c] = (weights[start + c] ?? 0) - step * (said[c] ?? 0);
  };
  /** Whether it taught anything. */
  const learnFrom = (lesson: Lesson): boolean => {
    const { from, to, answers, times } = lesson;
    const scale = 1 / Math.sqrt(Math.max(1, to - from));
    let taught = false;
    for (let question = 0, first = 0; question < questions; question += 1) {
      const end = first + (choices[question] ?? 0);
      const answer = answers[question] ?? -1;
      if (answer >= 0) {
        read(lesson, first, end, scale);
        if (leaveErrors(said, first, end, answer, times[question] ?? 1) > leastError) {
          for (let n = from; n < to; n += 1) moveRow(rows[n] ?? 0, question, first, end, scale);
          moveRow(rowCount, question, first, end, 1);
          taught = true;
        }
      }
      first = end;
    }
    return taught;
  };

  let left = mixed(lessons);
  for (let round = 0; round < rounds; round += 1) left = left.filter(learnFrom);
  return weights;
}

/** Puts in the place of what the columns say how far each is from right; returns how far the right answer is. */
function leaveErrors(said: Float64Array, first: number, end: number, answer: number, times: number): number {
  if (end - first === 1) {
    const error = (1 / (1 + Math.exp(-(said[first] ?? 0))) - answer) * times;
    said[first] = error;
    return Math.abs(error);
  }
  let most = -Infinity;
  for (let c = first; c < end; c += 1) most = Math.max(most, said[c] ?? 0);
  let sum = 0;
  for (let c = first; c < end; c += 1) sum += said[c] = Math.exp((said[c] ?? 0) - most);
  for (let c = first; c < end; c += 1)
    said[c] = ((said[c] ?? 0) / sum - (c - first === answer ? 1 : 0)) * times;
  return Math.abs(said[first + answer] ?? 0);
}

/** Lessons stand in the order of what they teach; steps of nearly two thirds of them come by each once, well mixed. */
function mixed(lessons: readonly Lesson[]): readonly Lesson[] {
  const count = lessons.length;
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (greatestCommonDivisor(count, stride) > 1) stride += 1;
  return lessons.flatMap((_, n) => lessons[(n * stride) % count] ?? []);
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);
