import { topics, type Topic } from '../i18n/topics.js';
import { consentKinds, urgentKinds, type ConsentKind, type UrgentKind } from './words/understanding-file.js';
import type { PhoneText } from './text/phone-text.js';
import type { TextKind } from './understood.js';

const urgencies: Readonly<Record<UrgentKind | 'sounds like it', string>> = {
  self_harm: 'Urgent: somebody may harm themselves',
  violence: 'Urgent: somebody may be hurt',
  weapons: 'Urgent: it may be about a weapon',
  abuse: 'Urgent: it may be about abuse',
  homeless: 'Urgent: the family may have no home',
  missing: 'Urgent: a child may be missing',
  hunger: 'Urgent: the family may have nothing to eat',
  'sounds like it': 'Urgent: it reads like texts about danger',
};

const worries: Readonly<Record<UrgentKind | 'sounds like it', string>> = {
  self_harm: 'May be about danger: somebody may harm themselves',
  violence: 'May be about danger: somebody may be hurt',
  weapons: 'May be about danger: it may be about a weapon',
  abuse: 'May be about danger: it may be about abuse',
  homeless: 'May be about danger: the family may have no home',
  missing: 'May be about danger: a child may be missing',
  hunger: 'May be about danger: the family may have nothing to eat',
  'sounds like it': 'May be about danger: as a whole it reads like such texts',
};

const wishes: Readonly<Record<ConsentKind | 'possible opt_out', string>> = {
  opt_out: 'Wants no more texts',
  opt_in: 'Wants texts again',
  help: 'Asks how the texting works',
  pause: 'Wants a pause from texts',
  fewer: 'Wants fewer texts',
  alerts_only: 'Wants alerts only',
  wrong_number: 'Says the number is wrong',
  'possible opt_out': 'May want no more texts',
};

const kinds: Readonly<Record<TextKind, string>> = {
  question: 'Asks a question',
  request: 'Asks for something',
  report: 'Tells what staff should know',
  praise: 'Says something good',
  thanks: 'Says thank you',
  chatter: 'Is small talk',
  answer: 'Answers something',
  statement: 'States something',
};

const unclearAnswers: Readonly<Record<string, string>> = {
  unsure: 'Is not sure what to answer',
  'asks first': 'Wants to ask somebody before answering',
  'any of them': 'Takes any of the options',
  'both yes and no': 'Says both yes and no, so the answer is unclear',
  'nobody counted': 'Says that nobody counted, so there is no number',
  'several numbers': 'Names several numbers, so the answer is unclear',
  'several options': 'Names several options, so the answer is unclear',
  'out of range': 'Names a number or option that was not offered',
  'not that option': 'Turns an option down without choosing another',
};

const staffReasons: Readonly<Record<string, string>> = {
  'the number is wrong in our records': 'A person must see it: the number is wrong in our records',
  'the number may be wrong in our records': 'A person must see it: the number may be wrong in our records',
  'sounds like a wish about the texting':
    'A person must see it: it only sounds like a wish about the texting',
  'may want no more texts': 'A person must see it: the family may want no more texts',
  'reads like something for a person': 'A person must see it: it reads like something for a person',
  'may say more than an answer': 'A person must see it: it may be about more than the question',
  'praises, and says but': 'A person must see it: after its praise it says “but”',
  'says something no rule answers': 'A person must see it: it says something Recado cannot answer by itself',
};

const phoneTexts: Readonly<Record<PhoneText, string>> = {
  reaction: 'Only a sign set on a text, such as a like: it is no answer, and what it quotes says nothing new',
  driving: 'An automatic reply of somebody who drives: the phone wrote it, not the family',
  automatic: 'An automatic reply: the phone wrote it, not the family',
};

const topicNames: Readonly<Record<Topic, string>> = {
  attendance: 'attendance',
  transportation: 'transportation',
  learning: 'learning',
  behavior: 'behavior',
  health: 'health',
  meals: 'meals',
  enrollment: 'enrollment',
  special_services: 'special services',
  technology: 'technology',
  events: 'events',
  basic_needs: 'basic needs',
  safety: 'safety',
  other: 'something else',
};

/** `topic:transportation «camión» (es)`: what was found, which of it, the family's words, and their language. */
const shape = /^(?<found>[a-zA-Z]+)(?::(?<which>[^«(]+?))?(?: (?<words>«.*»))?(?: \([\w-]+\))?$/su;

/**
 * A reason of `Understood` in plain words for staff: "About transportation, because of «camión»". Pure. A reason it does
 * not know is given back as it is.
 */
export function reasonInWords(reason: string): string {
  const { found, which = '', words } = shape.exec(reason)?.groups ?? {};
  const said = found === undefined ? undefined : meaningOf(found, which);
  if (said === undefined) return reason;
  return words === undefined ? said : `${said}, because of ${words.replaceAll('» + «', '» and «')}`;
}

function meaningOf(found: string, which: string): string | undefined {
  switch (found) {
    case 'urgent':
      return which === 'sounds like it' ? urgencies[which] : oneOf(urgentKinds, which, urgencies);
    case 'lookSoon':
      return which === 'sounds like it' ? worries[which] : oneOf(urgentKinds, which, worries);
    case 'consent':
      return which === 'possible opt_out' ? wishes[which] : aboutTexting(which);
    case 'answer':
      if (which === 'changed') return 'Changes the answer given before';
      return which === '' ? 'Answers the question' : unclearAnswers[which];
    case 'kind':
      return Object.hasOwn(kinds, which) ? kinds[which as TextKind] : undefined;
    case 'topic':
      return aboutTopic(which);
    case 'phone':
      return which === 'reaction' || which === 'driving' || which === 'automatic'
        ? phoneTexts[which]
        : undefined;
    case 'staff':
      return staffReasons[which];
    default:
      return undefined;
  }
}

const asGuess = ' sounds like it';

function aboutTexting(which: string): string | undefined {
  if (!which.endsWith(asGuess)) return oneOf(consentKinds, which, wishes);
  const wish = oneOf(consentKinds, which.slice(0, -asGuess.length), wishes);
  return wish === undefined
    ? undefined
    : `Reads as if the family ${wish.charAt(0).toLowerCase()}${wish.slice(1)}`;
}

function aboutTopic(which: string): string | undefined {
  const guessed = which.endsWith(asGuess);
  const name = oneOf(topics, guessed ? which.slice(0, -asGuess.length) : which, topicNames);
  if (name === undefined) return undefined;
  return guessed ? `Sounds like ${name}` : `About ${name}`;
}

function oneOf<Name extends string>(
  names: readonly Name[],
  which: string,
  meanings: Readonly<Record<Name, string>>,
): string | undefined {
  const name = names.find((one) => one === which);
  return name === undefined ? undefined : meanings[name];
}
