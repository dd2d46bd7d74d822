import { wordsFor, type Word } from './normalise.js';
import { lengthOf, longestOf, matchesOf, type Match } from './phrases.js';
import { replyOrder, type Reading } from './reading.js';
import {
  answerReason,
  noAnswer,
  opensAnswer,
  socialMatches,
  unclearAnswer,
  unsureMatches,
  weightOfWords,
  type AnswerReading,
} from './answers.js';

/**
 * Words that say yes or no whatever follows them ("no he didn't"). Others of the word lists ("right", "always")
 * count only when their clause ends with them. A language without an entry has no such caution.
 */
const plainReplies: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'yes yess yeah yep yup yea ya no nope nah',
    es: 'si sii siii sip no nop nel',
    'pt-BR': 'sim nao naum',
    ht: 'wi non',
    vi: 'co da vang u um khong ko chua',
    ru: 'да ага нет неа',
    uk: 'так ага ні',
    ar: 'نعم ايوه ايوا اجل لا كلا',
    pl: 'tak nie',
    fr: 'oui ouais non',
    sq: 'po jo',
    so: 'haa maya',
    sw: 'ndiyo ndio hapana',
    tr: 'evet hayir',
    hi: 'हां हा जी नहीं नही ना haan han haa haanji hanji ji jee nahi nahin nhi nai',
    ur: 'هاں ها جي نهيں نهي نا haan han haa haanji hanji ji jee nahi nahin nhi nai',
    bn: 'হ্যাং হ্যা হা জি জ্বি জী জ্বী না নাহ ha haa hae hya ji jee na naa nah',
    'fa-AF': 'بلي بله ها اره نه ني نخير bale bali baley na ne nay nakhair',
    ps: 'هو هوو هاو بلي جي نه نا ho hoo ao wo na naa nah',
  }).map(([code, words]) => [code, new Set(words.split(' '))]),
);

/** "he is" replies by itself; followed by more it begins a sentence: "he is sick today". */
const beginsSentence = /^(?:i|we|he|she|it|they) (?:is|can|will|do|does)$/u;

/** A text this short with a "maybe" in it is no yes or no. */
const shortText = 6;

/** Signs that may follow a one-sign Chinese reply without changing it: 有的, 对啊, 好吧, 没了. */
const particles = /^[的了啊呀吧哦喔啦嘛哈呢噢]$/u;

/** Reads yes or no: home language first, then English, then the text's own. */
export function readYesNo(reading: Reading): AnswerReading {
  const { prepared } = reading;
  const unsure = unsureMatches(reading)[0];
  const isShort = weightOfWords(prepared.words) <= shortText;
  if (unsure !== undefined && isShort) return unclearAnswer('answer:unsure');
  for (const language of replyOrder(reading)) {
    const replies = repliesIn(reading, language);
    const first = replies[0];
    if (first === undefined) continue;
    if (unsure !== undefined && unsure.start <= first.start) return unclearAnswer('answer:unsure');
    const contradicts = replies.some(
      (reply) => reply.entry.name !== first.entry.name && reply.sentence === first.sentence,
    );
    if (contradicts) return unclearAnswer('answer:both yes and no');
    const reason = answerReason(reading, first.start, first.end, language);
    const span = { start: first.start, end: first.end };
    return { outcome: 'read', value: first.entry.name === 'yes', span, leads: true, reason };
  }
  if (unsure !== undefined) return unclearAnswer('answer:unsure');
  const agreed = agreement(reading);
  return agreed.outcome === 'read' ? agreed : negatedSentence(reading);
}

/** A sentence that begins with its negation says no without the word: "We haven't yet", "не читали". */
const negations: Readonly<Record<string, RegExp>> = {
  en: /^(?:(?:i|we|he|she|they) )?(?:didnt|havent|hasnt|cant|couldnt|wont|couldn t|not)(?= |$)/u,
  ru: /^(?:(?:мы|я|он|она|еще|пока) )?не(?= )/u,
  ht: /^(?:(?:nou|mwen|m|li|yo) )?(?:pat|poko|pa t|pa ko|pa janm)(?= |$)/u,
  'zh-Hans': /^(?:我们?|他|她|孩子)?(?:还|都)?没/u,
  'zh-Hant': /^(?:我们?|他|她|孩子)?(?:还|都)?没/u,
  es: /^(?:(?:nosotros|yo|el|ella|pues|la verdad|todavia|fijese que) )?no (?:lo |la |le |nos |pud|tuv|hic|le[yi]|quis|alcanz|hemos|ha |he )/u,
  'pt-BR':
    /^(?:(?:nos|a gente|eu|ele|ela|ainda|infelizmente) )?nao (?:deu|fiz|lemos|leu|conseg|pud|tiv|teve)/u,
  fr: /^(?:(?:on|nous|je|il|elle) )?(?:na|n|ne|nai|navons|ny|n a|n ai|n avons) ?(?:pas|a pas|ai pas|avons pas|y|rien)?.*\bpas\b/u,
  uk: /^(?:(?:ми|я|він|вона|ще|поки) )?не(?= )/u,
  pl: /^(?:(?:my|ja|on|ona|jeszcze|niestety) )?nie (?:czyt|zrob|mie|dal|zdaz|mog)/u,
  sq: /^(?:(?:ne|une|ai|ajo|ende) )?(?:nuk|s) (?:e |i |lex|mund|pat|bem|kem)/u,
  so: /^(?:weli )?ma [a-z]+(?:in|an|n)(?= |$)/u,
  sw: /^(?:bado )?(?:hatuja|hatuku|hakuja|haja|sija|siku|haku)[a-z]+/u,
  tr: /^(?:[a-z]+ )?[a-z]+(?:madik|medik|madim|medim|madi|medi|amadik|emedik)$/u,
  ar: /^(?:لا )?(?:ما|لم) [\p{L}]+/u,
  ur: /^(?:(?:هم|ميں|اس) ?(?:نے)? )?(?:ابهي )?نهيں /u,
  hi: /^(?:(?:हमने|हम|मैंने|उसने) )?(?:अभी )?(?:नहीं|नही) /u,
  bn: /[\p{L}\p{M}]+(?:িনি|ি নি|ইনি)$/u,
  ps: /^(?:(?:موږ|ما|هغه) )?نه (?:دي|مو|مې|مي|يې|يي)/u,
  'fa-AF': /^(?:(?:ما|من|او) )?ن(?:خوان|كرد|توانست|شد)/u,
  ko: /^(?:아직)?(?:안|못)/u,
};

function negatedSentence(reading: Reading): AnswerReading {
  const { words, questions } = reading.prepared;
  const text = words.map((word) => word.plain).join(words.some((word) => word.sign) ? '' : ' ');
  const last = words.at(-1);
  if (last === undefined || questions.size > 0 || negations[reading.wordLanguage]?.test(text) !== true)
    return noAnswer;
  const span = { start: words[0]?.start ?? 0, end: last.end };
  const reason = answerReason(reading, span.start, span.end, reading.language);
  return { outcome: 'read', value: false, span, leads: false, reason };
}

/** "ok" belongs to small talk, but as the whole reply to a yes-or-no question it agrees. */
function agreement(reading: Reading): AnswerReading {
  const [only, ...others] = reading.prepared.words;
  if (only === undefined || others.length > 0 || !/^(?:ok|okay|okey|oke|oki|k)$/u.test(only.plain))
    return noAnswer;
  const reason = answerReason(reading, only.start, only.end, reading.language);
  return { outcome: 'read', value: true, span: { start: only.start, end: only.end }, leads: true, reason };
}

/** The yes and no replies that stand where replies stand, in order. */
function repliesIn(reading: Reading, language: string): readonly Match[] {
  const words = wordsFor(reading.prepared, language);
  const social = socialMatches(reading);
  return longestOf(matchesOf(reading.found.get(language) ?? [], 'answers')).filter((match) => {
    if (match.entry.name === 'unsure' || !match.exact) return false;
    const first = words[match.from];
    if (first === undefined) return false;
    if (!opensAnswer(reading, language, first) && !closesShortText(reading, match, words)) return false;
    const isPartOfTalk = social.some(
      (other) => other.start <= match.start && other.end >= match.end && lengthOf(other) > lengthOf(match),
    );
    return !isPartOfTalk && standsAsReply(reading, match, words);
  });
}

/** "pues sí", "well yes": the last of few words. */
function closesShortText(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const plain = plainReplies[match.language];
  return (
    words.length <= 3 &&
    match.to === words.length &&
    reading.prepared.questions.size === 0 &&
    (plain?.has(words[match.from]?.plain ?? '') ?? false)
  );
}

function standsAsReply(reading: Reading, match: Match, words: readonly Word[]): boolean {
  const next = words[match.to];
  const endsClause =
    next === undefined || next.startsClause || next.sentence !== match.sentence || isEmoji(next);
  if (endsClause) return true;
  const first = words[match.from];
  // Korean has blanks between words of signs: "네 아주 좋아해요".
  if (first?.sign === true)
    return lengthOf(match) > 1 || next.start > match.end || particles.test(next.plain);
  if (lengthOf(match) === 1 && first?.plain.length === 1 && !/\p{Extended_Pictographic}/u.test(first.plain))
    return false;
  // "No hay clases hoy?" asks; it does not answer no.
  if (
    reading.prepared.questions.has(match.sentence) &&
    !(match.language === 'en' && match.entry.name === 'yes')
  ) {
    return false;
  }
  if (beginsSentence.test(match.entry.phrase)) return false;
  const plain = plainReplies[match.language];
  return lengthOf(match) > 1 || plain === undefined || plain.has(first?.plain ?? '');
}

const isEmoji = (word: Word): boolean => /^\p{Extended_Pictographic}$/u.test(word.plain);
