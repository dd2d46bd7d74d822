import { languageName } from '../i18n/languages.js';
import { replaceLookAlikes } from './look-alikes.js';
import { measureText, type TextSize } from './segments.js';

/** What the carrier takes at most, in 16-bit units (Twilio's error 21617). */
export const longestBody = 1600;

/** A body as the carrier is given it, and what it costs. */
export interface PreparedBody extends TextSize {
  body: string;
}

/** Pure: every text that goes out passes here once, before it is stored; again makes no difference. */
export function prepareBody(text: string): PreparedBody {
  const body = replaceLookAlikes(text);
  return { body, ...measureText(body) };
}

/** A sentence for staff where the carrier would not take these words, with their language and length; else null. */
export function whyTooLong(text: string, language: string): string | null {
  const { length } = replaceLookAlikes(text);
  if (length <= longestBody) return null;
  const [is, most] = [length, longestBody].map((count) => count.toLocaleString('en-US'));
  return `In ${languageName(language)} this text is ${is} characters long; at most ${most} can be sent. Shorten it, or send it in two parts.`;
}
