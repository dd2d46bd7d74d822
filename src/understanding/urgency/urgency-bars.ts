import { areExcused, harmlessWordsIn } from './harmless.js';
import { soundsGlad } from './joy.js';
import { weightOfWords } from '../text/normalise.js';
import { lengthOf, type Match } from '../words/phrases.js';
import type { Reading } from '../reading/reading.js';
import { everydayDangers } from '../words/understanding-file.js';
import type { Reply, UrgencyEvidence } from './urgency.js';

/** How high the examples must score for a text to raise the alarm, and for a person to look before the ordinary texts. */
export interface Bars {
  readonly urgent: number;
  readonly lookSoon: number;
}

const bars = (urgent: number, lookSoon: number): Bars => ({ urgent, lookSoon });
const never = Infinity;
const always = -Infinity;

/**
 * The bars by what else was found in a text. A phrase of the lists nearly always is urgent, the more the longer it is, and
 * so are two words of alarm; what sounds all harmless around a single word is not: "the bruise is from soccer, do not
 * worry". What stays under the first bar is looked at rather than passed over. Tuned on `test/eval/dev`, `hard-dev` and
 * on the examples, each judged as if it had not been read; never on the other texts of `test/eval`.
 */
const barsOf = {
  longPhrase: bars(-5.2, always),
  phrase: bars(-3.3, -5),
  oneWordPhrase: bars(-2.1, -4),
  phraseAndGlad: bars(-1, 0.5),
  alarms: bars(-4, always),
  alarm: bars(-2.4, -5.4),
  alarmAndGlad: bars(0, -3),
  composed: bars(-2.8, -5.8),
  composedAndGlad: bars(-3, 0),
  /** A child that has not come home and cannot be reached, no food and hungry children: the parts say much themselves. */
  composedOfSentences: bars(-5, always),
  /** "My daughter never got off the bus." */
  halfOfMissing: bars(-4.1, -5),
  /** "We have no food at home": for a person soon, and an alarm where the rest sounds like one. */
  halfOfHunger: bars(3.5, always),
  /** Found in another language than the text is written in: "gun" is a day in Turkish. */
  foreignAlarm: bars(0.5, never),
  excused: bars(0.3, 0),
  composedAndExcused: bars(0, -1.5),
} as const;

/** Words of death are seldom said without need: so much less need the rest of the text sound like it. */
const lowerForSelfHarm = 1.5;

/** A phrase of so many words is long. */
const longPhrase = 3;

/** How much higher the first bar is where words stand beside which danger is mostly harmless. */
const higherBesideHarmless = 1;

/**
 * Where no rule found more, the examples must be sure, and in a short text surer: a few words say too little. From so
 * many words on each one more makes up for `less`, down to the least.
 */
const byWords = {
  twoUneasy: { words: 0, most: -0.4, less: 0, least: -1 },
  uneasy: { words: 8, most: 1.2, less: 0.3, least: -2.4 },
  nothing: { words: 4, most: 4.2, less: 0.45, least: -2.1 },
} as const;

/**
 * Who answers what was asked, or says what it wishes of the texting, most likely does just that: "3:15 would be better".
 * What only sounds like danger has to do so by so much more; a word of danger counts as ever. The longer the text the
 * less: `from` so many letters on the share falls, `to` so many, to the `least`.
 */
const moreInReplies = { twoUneasy: 0, uneasy: 2.2, nothing: 7, from: 45, to: 72, least: 0.22 } as const;

/**
 * Beside an answer a harmless word more is as long as what is marked elsewhere: only what is so near to the alarm is marked,
 * and what says more than an answer goes to a person anyway.
 */
const nearAlarm = 0.7;

function shareOfReplies(letters: number): number {
  const { from, to, least } = moreInReplies;
  const over = Math.min(1, Math.max(0, (letters - from) / (to - from)));
  return 1 - over * (1 - least);
}

/**
 * The second bar there. By letters, so that languages of short and of long words are measured alike: from so many on each
 * one more makes up for `less`, down to the least. What is shorter than `shortest` and holds none of the words looked for
 * ("2", "I don't know") says too little to be marked, and so does a reply of up to `shortReply`. Where a text sounds glad
 * danger is less likely. Tuned so that of ordinary texts some five in a hundred are marked.
 */
const byLetters = {
  shortest: 20,
  shortReply: 45,
  letters: 26,
  most: 1.5,
  less: 0.11,
  least: -4.1,
  glad: 1.2,
} as const;

/** The bars a text with this evidence must reach. */
export function barsFor(reading: Reading, evidence: UrgencyEvidence, reply: Reply): Bars {
  const { phrases, alarms, composed } = evidence;
  const signs = [
    ...phrases.map(({ entry, start, end }) => ({ kind: entry.name, start, end })),
    ...alarms,
    ...composed.map((sign) => ({ ...sign, isComposed: true })),
  ];
  if (signs.length === 0) return barsOfSound(reading, evidence, reply);
  if (areExcused(reading, signs, evidence.uneasy))
    return barsOf[composed.length > 0 ? 'composedAndExcused' : 'excused'];
  const isGlad = soundsGlad(reading);
  const ofSigns = barsOfSigns(evidence, isGlad);
  // What else a text about hunger says may raise the alarm as it would without.
  const ofSound = ofSigns === barsOf.halfOfHunger ? barsOfSound(reading, evidence, reply).urgent : never;
  const urgent = Math.min(ofSigns.urgent, ofSound);
  const isOfDeath = !isGlad && signs.some(({ kind }) => kind === 'self_harm');
  return { urgent: urgent - (isOfDeath ? lowerForSelfHarm : 0), lookSoon: ofSigns.lookSoon };
}

function barsOfSigns({ phrases, alarms, composed }: UrgencyEvidence, isGlad: boolean): Bars {
  if (phrases.length > 0) return isGlad ? barsOf.phraseAndGlad : barsOfPhrases(phrases);
  // What another language's words may mean says less than parts of danger in the family's own.
  const ownAlarms = alarms.some(({ isForeign }) => isForeign !== true) || composed.length === 0;
  if (alarms.length > 0 && ownAlarms) return barsOfAlarms(alarms, isGlad);
  if (isGlad) return barsOf.composedAndGlad;
  const whole = composed.filter(({ isHalf }) => isHalf !== true);
  if (whole.length === 0)
    return barsOf[composed.some(({ kind }) => kind === 'missing') ? 'halfOfMissing' : 'halfOfHunger'];
  return barsOf[whole.some(({ kind }) => everydayDangers.has(kind)) ? 'composedOfSentences' : 'composed'];
}

function barsOfAlarms(alarms: UrgencyEvidence['alarms'], isGlad: boolean): Bars {
  if (isGlad) return barsOf.alarmAndGlad;
  if (alarms.every(({ isForeign }) => isForeign === true)) return barsOf.foreignAlarm;
  return barsOf[areApart(alarms) ? 'alarms' : 'alarm'];
}

/** Whether there are two of them, and not one word found twice. */
const areApart = (alarms: UrgencyEvidence['alarms']): boolean =>
  alarms.some((one) => alarms.some((other) => other.start >= one.end));

function barsOfPhrases(phrases: readonly Match[]): Bars {
  // Signs stand without blanks between them: a word has about two.
  const words = phrases.map((match) =>
    match.end - match.start === lengthOf(match) ? lengthOf(match) / 2 : lengthOf(match),
  );
  const most = Math.max(...words);
  if (most >= longPhrase) return barsOf.longPhrase;
  return barsOf[most > 1 ? 'phrase' : 'oneWordPhrase'];
}

/** The bars of a text that holds no sign of danger, by how long it is. */
function barsOfSound(reading: Reading, { uneasy, score }: UrgencyEvidence, reply: Reply): Bars {
  if (score < Math.min(byWords.uneasy.least, byLetters.least)) return bars(never, never);
  const found = uneasy.length > 1 ? 'twoUneasy' : uneasy.length > 0 ? 'uneasy' : 'nothing';
  const { words, most, less, least } = byWords[found];
  const length = weightOfWords(reading.prepared.words);
  const isHarmless = harmlessWordsIn(reading).length > 0;
  const urgent =
    Math.max(least, most - less * Math.max(0, length - words)) +
    (isHarmless ? higherBesideHarmless : 0) +
    (reply === 'answers' || reply === 'inOwnWords'
      ? moreInReplies[found] * shareOfReplies(lettersIn(reading.prepared.clean))
      : 0);
  const letters = lettersIn(reading.prepared.clean);
  if (letters < (reply !== null ? byLetters.shortReply : byLetters.shortest) && uneasy.length === 0)
    return bars(urgent, never);
  const lookSoon =
    Math.max(byLetters.least, byLetters.most - byLetters.less * Math.max(0, letters - byLetters.letters)) +
    (soundsGlad(reading) ? byLetters.glad : 0);
  return bars(urgent, reply === 'answers' ? Math.max(lookSoon, urgent - nearAlarm) : lookSoon);
}

/** As much as so many letters of an alphabet is said by one sign. */
const lettersOfSign = { han: 2.5, hangul: 2 } as const;

function lettersIn(text: string): number {
  const count = (signs: RegExp): number => text.match(signs)?.length ?? 0;
  return (
    count(/[^\s\p{P}\p{S}]/gu) +
    (lettersOfSign.han - 1) * count(/\p{Script=Han}/gu) +
    (lettersOfSign.hangul - 1) * count(/\p{Script=Hangul}/gu)
  );
}
