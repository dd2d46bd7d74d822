/* Words and directions: what a status means to a person, what a language is called. */

const rightToLeft = new Set(['ar', 'fa', 'ur', 'ps', 'he', 'yi', 'ckb', 'dv', 'sd', 'ug']);

/** The direction a language is written in. */
export function directionOf(language) {
  return rightToLeft.has((language ?? '').split('-')[0]) ? 'rtl' : 'ltr';
}

const inEnglish = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' });

/** A language's name in English, its own code where nothing better is known. */
export function languageName(language) {
  if (language === null) return 'Language not known';
  try {
    return inEnglish.of(language) ?? language;
  } catch {
    return language;
  }
}

/** A language's name in itself, where that is not the English one. */
export function ownLanguageName(language) {
  if (language === null) return null;
  try {
    const name = new Intl.DisplayNames([language], { type: 'language', languageDisplay: 'standard' }).of(
      language,
    );
    // Without data for the language the browser falls back to another one's name, or to the code.
    const known = Intl.DisplayNames.supportedLocalesOf([language]).length > 0;
    return known && name !== undefined && name !== languageName(language) ? name : null;
  } catch {
    return null;
  }
}

/** `+12035550142` as people write it. */
export function readableNumber(number) {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return american === null ? number : `+1 ${american[1]} ${american[2]} ${american[3]}`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', month: 'long', day: 'numeric' });
const shortDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });

const sameDay = (one, other) => one.toDateString() === other.toDateString();

export const timeOf = (iso) => clock.format(new Date(iso));
export const dayOf = (iso) => (sameDay(new Date(iso), new Date()) ? 'Today' : day.format(new Date(iso)));
export const shortTimeOf = (iso) =>
  sameDay(new Date(iso), new Date()) ? timeOf(iso) : shortDay.format(new Date(iso));

/** What became of a text, in words, and whether that is good, under way, or bad. */
export function stateOf(text) {
  return text.side === 'school' ? schoolState(text) : familyState(text.webhook);
}

function schoolState(text) {
  switch (text.status) {
    case 'delivered':
      return { words: text.automatic ? 'Delivered · written by the carrier' : 'Delivered', mood: 'good' };
    case 'sent':
      return { words: 'Sent, not confirmed yet', mood: 'waiting' };
    case 'undelivered':
    case 'failed':
      return {
        words: `Did not arrive: ${text.errorText ?? 'unknown error'}${text.errorCode === null ? '' : ` (${text.errorCode})`}`,
        mood: 'bad',
      };
    case 'canceled':
      return { words: 'Canceled by the school', mood: 'bad' };
    case 'scheduled':
      return { words: 'Scheduled', mood: 'waiting' };
    default:
      return { words: 'On its way…', mood: 'waiting' };
  }
}

function familyState(webhook) {
  switch (webhook?.state) {
    case 'answered':
      return { words: '✓ The school has it', mood: 'good' };
    case 'retrying':
      return { words: 'The school’s server did not answer; trying again…', mood: 'bad' };
    case 'failed':
      return {
        words: `The school’s server did not take it: ${webhook.problem ?? 'no answer'}. The carrier keeps the text.`,
        mood: 'bad',
      };
    default:
      return { words: 'Sending…', mood: 'waiting' };
  }
}

/** Two letters for a face. */
export function initialsOf(name) {
  const words = (name ?? '').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return '?';
  const first = [...words[0]][0] ?? '';
  const last = words.length > 1 ? ([...words.at(-1)][0] ?? '') : '';
  // Letters of joined scripts are not put side by side.
  return /\p{Script=Latin}/u.test(first) ? (first + last).toUpperCase() : first;
}

/** One of six colours, always the same for a number. */
export function hueOf(number) {
  let sum = 0;
  for (const digit of number) sum = (sum * 31 + digit.charCodeAt(0)) % 997;
  return String(sum % 6);
}
