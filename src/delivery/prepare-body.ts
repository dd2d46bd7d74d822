import { languageName } from '../i18n/languages.js';
import { replaceLookAlikes } from './look-alikes.js';
import { longestBody, splitText } from './split-text.js';
import { measureText, type TextSize } from './segments.js';

/** A body as the carrier is given it, and what it costs. */
export interface PreparedBody extends TextSize {
  body: string;
}

/** Pure: every text that goes out passes here once, before it is stored; again makes no difference. */
export function prepareBody(text: string): PreparedBody {
  const body = replaceLookAlikes(text);
  return { body, ...measureText(body) };
}

/** A body in the parts it goes out in, where it is too long for one; segments and units are those of all parts. */
export interface PreparedParts extends PreparedBody {
  parts: PreparedBody[] | null;
}

/**
 * `prepareBody` for a text that may be split. Pure.
 * @returns `parts` is null where it fits into one text, or no splitting helps
 */
export function prepareParts(text: string, language: string): PreparedParts {
  const whole = prepareBody(text);
  if (whole.body.length <= longestBody) return { ...whole, parts: null };
  const parts = splitText(whole.body, language)?.map(prepareBody) ?? null;
  if (parts === null) return { ...whole, parts };
  return {
    body: whole.body,
    encoding: parts.some((part) => part.encoding === 'UCS-2') ? 'UCS-2' : 'GSM-7',
    segments: parts.reduce((sum, part) => sum + part.segments, 0),
    units: parts.reduce((sum, part) => sum + part.units, 0),
    parts,
  };
}

/** A sentence for staff where the carrier would not take these words, with their language and length; else null. */
export function whyTooLong(text: string, language: string): string | null {
  const { length } = replaceLookAlikes(text);
  if (length <= longestBody) return null;
  const [is, most] = [length, longestBody].map((count) => count.toLocaleString('en-US'));
  return `In ${languageName(language)} this text is ${is} characters long; at most ${most} can be sent. Shorten it, or send it in two parts.`;
}
