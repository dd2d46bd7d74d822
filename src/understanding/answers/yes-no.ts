import { firstClause } from './first-clause.js';
import { affirmedByDenial } from './litotes.js';
import { joinPlain } from '../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { lengthOf, longestOf, matchesOf, type Match } from '../words/phrases.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from '../reading/reading.js';
import { socialMatches } from '../reading/small-talk.js';
import { isSlipOf } from '../words/word-forms.js';
import {
  answerReason,
  noAnswer,
  opensAnswer,
  putOff,
  shortestReply,
  unclearAnswer,
  unsureMatches,
  wordsOfAnswer,
  type AnswerReading,
} from './answers.js';
import { bothWays, relayed, takenBack } from './yes-no-amid-words.js';

/**
 * Words that say yes or no whatever follows them ("no he didn't"). Others of the word lists ("right", "always")
 * count only when their clause ends with them. A language without such words has no such caution.
 */
function plainRepliesOf(reading: Reading, language: string): ReadonlySet<string> | undefined {
  const replies = reading.u.words(language)?.plainReplies;
  return replies?.size === 0 ? undefined : replies;
}

/** "he is" replies by itself; followed by more it begins a sentence: "he is sick today". */
const beginsSentence = (reading: Reading, { language, entry }: Match): boolean =>
  reading.u.words(language)?.replies.beginSentences.some((start) => start.test(entry.phrase)) === true;

/** "Po fle" is sleeping, "có ai" asks whether somebody: the clause that begins with this word for yes or no tells or asks. */
function beginsTelling(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const patterns = reading.u.words(match.language)?.replies.beginTelling ?? [];
  if (patterns.length === 0) return false;
  const more = words.slice(match.to).findIndex((next) => endsClause(match, next));
  const clause = words.slice(match.from, more < 0 ? words.length : match.to + more);
  const said = joinPlain(clause);
  return patterns.some((pattern) => pattern.test(said));
}

/** A text this short with a "maybe" in it is no yes or no. */
const shortText = 6;

/** Reads yes or no: home language first, then English, then the text's own. What takes a reply back goes first. */
export function readYesNo(reading: Reading): AnswerReading {
  const last = takenBack(reading, readReply);
  if (last !== null) return last;
  const read = readReply(reading);
  const affirmed = affirmedByDenial(reading, read, readReply);
  if (affirmed !== null) return affirmed;
  if (read.outcome === 'read' && read.leads) return read;
  // "He said he did, but I can't tell": who writes does not know.
  if (unsureMatches(reading).some((match) => lengthOf(match) > 1)) return read;
  if (asksByForm(reading)) return read;
  return relayed(reading, readReply) ?? (read.outcome === 'nothing' ? (bothWays(reading) ?? read) : read);
}

/** "Có ai nói tiếng Việt không": the halves of a question, without its mark. */
const asksByForm = ({ prepared, u, wordLanguage }: Reading): boolean =>
  u.words(wordLanguage)?.patterns.question.some((form) => form.test(joinPlain(prepared.words))) === true;

function readReply(reading: Reading): AnswerReading {
  const { prepared } = reading;
  const unsure = unsureMatches(reading)[0];
  const isShort = weightOfWords(prepared.words) <= shortText;
  if (unsure !== undefined && isShort) return unclearAnswer('answer:unsure');
  for (const language of replyOrder(reading)) {
    const replies = repliesIn(reading, language);
    const isPlain = (reply: Match): boolean => isPlainReply(reading, reply, wordsFor(prepared, language));
    // "सही नहीं है": a plain no outweighs a word that only may say yes.
    const first = replies.find(isPlain) ?? replies[0];
    if (first === undefined) continue;
    if (unsure !== undefined && unsure.start <= first.start) return unclearAnswer('answer:unsure');
    const contradicts = replies.some(
      (reply) =>
        saysYes(reply) !== saysYes(first) &&
        reply.sentence === first.sentence &&
        isPlain(reply) === isPlain(first),
    );
    if (contradicts) return unclearAnswer('answer:both yes and no');
    const reason = answerReason(reading, first.start, first.end, language);
    const span = { start: first.start, end: first.end };
    const words = wordsFor(prepared, language);
    const leads = isPlain(first) && standsByItself(reading, first, words);
    const isNegation = negates(reading, first, words);
    return { outcome: 'read', value: saysYes(first), span, leads, isNegation, reason };
  }
  if (unsure !== undefined)
    return unclearAnswer('answer:unsure', isAmid(unsure, wordsFor(prepared, unsure.language)));
  const later = putOff(reading);
  if (later !== null) return later;
  const agreed = agreement(reading);
  return agreed.outcome === 'read' ? agreed : answeringSentence(reading);
}

/** One "maybe" that neither begins nor ends its clause: it may be said of anything. */
function isAmid(unsure: Match, words: readonly Word[]): boolean {
  const next = words[unsure.to];
  const endsClause = next === undefined || next.startsClause || next.sentence !== unsure.sentence;
  return lengthOf(unsure) === 1 && !unsure.startsClause && !endsClause;
}

/** "She woke up with a fever, not today": a later clause that goes on after its no tells of what came before. */
function standsByItself(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const { from, to, sentence } = match;
  const next = words[to];
  if (saysYes(match)) return true;
  if (from === 0 || next === undefined || next.startsClause || next.sentence !== sentence) return true;
  return (
    words[from]?.sign === true ||
    wordsOfAnswer(reading, reading.wordLanguage)[0]?.start === words[from]?.start
  );
}

/** "No tengo transporte": the word for no is "not" as well, and says what there is not. */
function negates(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const next = words[match.to];
  if (
    saysYes(match) ||
    match.from > 0 ||
    next === undefined ||
    next.startsClause ||
    next.sentence !== match.sentence
  )
    return false;
  const said = words[match.from]?.plain ?? '';
  const denies = reading.u.words(match.language)?.choosing.without.has(said) === true;
  return denies || guardWordsOf(reading, match.language).negation.has(said);
}

const saysYes = ({ entry }: Match): boolean => entry.name === 'yes' || entry.name === 'agrees';

/** A sentence that says no or yes without the word: "We haven't yet", "не читали", "signed it and sent it back". */
function answeringSentence(reading: Reading): AnswerReading {
  const { words, questions } = reading.prepared;
  const { patterns } = reading.u.words(reading.wordLanguage) ?? {};
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || patterns === undefined || questions.has(first.sentence))
    return noAnswer;
  // "Servisi bugün neden gelmedi" asks why it did not come.
  const { why } = reading.u.words(reading.wordLanguage)?.around ?? {};
  if (words.some(({ plain }) => why?.has(plain) === true)) return noAnswer;
  const texts = [
    joinPlain(words),
    joinPlain((firstClause(reading) ?? reading).prepared.words),
    joinPlain(wordsOfAnswer(reading, reading.wordLanguage)),
  ];
  const says = (list: readonly RegExp[]): boolean =>
    list.some((pattern) => texts.some((text) => pattern.test(text)));
  const value = says(patterns.no) ? false : says(patterns.yes) ? true : null;
  if (value === null) return noAnswer;
  const span = { start: first.start, end: last.end };
  const reason = answerReason(reading, span.start, span.end, reading.language);
  return { outcome: 'read', value, span, leads: false, isLoose: value, reason };
}

/** "ok" belongs to small talk, but as the whole reply to a yes-or-no question it agrees. */
function agreement(reading: Reading): AnswerReading {
  const [only, ...others] = reading.prepared.words;
  if (only === undefined || others.length > 0) return noAnswer;
  if (!rulesOf(reading).some(({ replies }) => replies.agreeing.has(only.plain))) return noAnswer;
  const reason = answerReason(reading, only.start, only.end, reading.language);
  return { outcome: 'read', value: true, span: { start: only.start, end: only.end }, leads: true, reason };
}

/** The yes and no replies that stand where replies stand, in order. */
function repliesIn(reading: Reading, language: string): readonly Match[] {
  const words = wordsFor(reading.prepared, language);
  const social = socialMatches(reading);
  const found = matchesOf(reading.found.get(language) ?? [], 'answers').filter(
    (match) => match.exact || isMisspelt(match, words),
  );
  return longestOf(found).filter((match) => {
    if (match.entry.name === 'unsure') return false;
    const first = words[match.from];
    if (first === undefined || isWordOfTheText(reading, match, words)) return false;
    if (!opensAnswer(reading, language, first) && !closesShortText(reading, match, words)) return false;
    const isPartOfTalk = social.some(
      (other) => other.start <= match.start && other.end >= match.end && lengthOf(other) > lengthOf(match),
    );
    return !isPartOfTalk && !beginsTelling(reading, match, words) && standsAsReply(reading, match, words);
  });
}

/** Vietnamese "nó" is no English "no", Spanish "ya se fue" no "ya": such a reply stands by itself in another language. */
function isWordOfTheText(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const said = words[match.from]?.plain ?? '';
  if (match.language === reading.wordLanguage || lengthOf(match) > 1) return false;
  return said.length < shortestReply && !endsClause(match, words[match.to]);
}

/** "absolutly": a slip of the finger in a word that is all there is. */
function isMisspelt(match: Match, words: readonly Word[]): boolean {
  const meant = match.entry.words[0]?.plain ?? '';
  return words.length === 1 && lengthOf(match) === 1 && isSlipOf(words[0]?.plain ?? '', meant);
}

/** "pues sí", "well yes": the last of few words. */
function closesShortText(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const plain = plainRepliesOf(reading, match.language);
  const said = wordsOfAnswer(reading, match.language);
  return (
    said.length <= 3 &&
    said.at(-1)?.start === words[match.to - 1]?.start &&
    reading.prepared.questions.size === 0 &&
    !asksByForm(reading) &&
    (plain?.has(words[match.from]?.plain ?? '') ?? false)
  );
}

/** In a text this short, any word for yes or no replies, whatever follows it: "you bet every night". */
const shortReply = 5;

function standsAsReply(reading: Reading, match: Match, words: readonly Word[]): boolean {
  if (isPlainReply(reading, match, words)) return true;
  const first = words[match.from];
  if (first === undefined || beginsSentence(reading, match)) return false;
  return (
    !isBareLetter(reading, match, first) &&
    match.from === 0 &&
    !reading.prepared.questions.has(match.sentence) &&
    weightOfWords(words) <= shortReply
  );
}

/** Whether it replies whatever else the text says. */
function isPlainReply(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const next = words[match.to];
  if (next === undefined || endsClause(match, next)) return true;
  const first = words[match.from];
  // Korean has blanks between words of signs: "네 아주 좋아해요".
  if (first?.sign === true) return lengthOf(match) > 1 || next.start > match.end || isParticle(reading, next);
  if (first !== undefined && isBareLetter(reading, match, first)) return false;
  // "No hay clases hoy?" asks; it does not answer no.
  const isReplyAnyway =
    match.entry.name === 'yes' && reading.u.words(match.language)?.replies.yesIsAlwaysOne === true;
  if (reading.prepared.questions.has(match.sentence) && !isReplyAnyway) return false;
  if (beginsSentence(reading, match)) return false;
  const plain = plainRepliesOf(reading, match.language);
  return lengthOf(match) > 1 || plain === undefined || plain.has(first?.plain ?? '');
}

const endsClause = ({ sentence }: Match, next: Word | undefined): boolean =>
  next === undefined || next.startsClause || next.sentence !== sentence || isEmoji(next);

/** One letter that only replies by itself: "y"; Bengali "হ" is a word of its own. */
function isBareLetter(reading: Reading, match: Match, { plain }: Word): boolean {
  if (lengthOf(match) > 1 || plain.length > 1 || /\p{Extended_Pictographic}/u.test(plain)) return false;
  return plainRepliesOf(reading, match.language)?.has(plain) !== true;
}

/** 有的, 对啊, 好吧, 没了: the sign after the reply does not change it. */
const isParticle = (reading: Reading, { plain }: Word): boolean =>
  rulesOf(reading).some(({ replies }) => replies.particles.has(plain));

const isEmoji = (word: Word): boolean => /^\p{Extended_Pictographic}$/u.test(word.plain);
