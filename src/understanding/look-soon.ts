import { soundsGlad } from './joy.js';
import type { Reading } from './reading.js';

/**
 * How high the examples must score for a person to look before the ordinary texts, where they are not sure enough for
 * the alarm. By letters, so that languages of short and of long words are measured alike: from so many on each one more
 * makes up for `less`, down to the least. What is shorter than `shortest` and holds none of the words looked for ("2",
 * "I don't know") says too little to be marked, and so does a reply of up to `shortReply`. Where a text sounds glad, danger is less likely. Tuned on `test/eval/dev` and
 * `hard-dev`, never on the other texts of `test/eval`, so that about one ordinary text in twenty-five is marked.
 */
const needed = {
  shortest: 20,
  shortReply: 45,
  letters: 30,
  most: 5.5,
  less: 0.16,
  least: 1.5,
  glad: 1,
} as const;

/** As much as so many letters of an alphabet is said by one sign. */
const lettersOfSign = { han: 2.5, hangul: 2 } as const;

/**
 * Whether a text that raises no alarm may be about danger all the same.
 * @param score `UrgencyEvidence.score`
 * @param holdsWords whether any word of the lists or of alarm was found in it
 * @param isReply a question is open, or the text surely wishes something of the texting
 */
export function mayBeDanger(
  reading: Reading,
  score: number,
  { holdsWords, isReply }: { holdsWords: boolean; isReply: boolean },
): boolean {
  if (score < needed.least) return false;
  const letters = lettersIn(reading.prepared.clean);
  if (letters < (isReply ? needed.shortReply : needed.shortest) && !holdsWords) return false;
  const more = Math.max(0, letters - needed.letters);
  const reach = Math.max(needed.least, needed.most - needed.less * more);
  return score >= reach + needed.glad || (score >= reach && !soundsGlad(reading));
}

function lettersIn(text: string): number {
  const count = (signs: RegExp): number => text.match(signs)?.length ?? 0;
  return (
    count(/[^\s\p{P}\p{S}]/gu) +
    (lettersOfSign.han - 1) * count(/\p{Script=Han}/gu) +
    (lettersOfSign.hangul - 1) * count(/\p{Script=Hangul}/gu)
  );
}
