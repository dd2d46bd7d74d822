import type { Runtime } from '../lib/runtime.js';

/** The words of a nudge without the line that says whom it is from; null where that does not stand there as we write it. */
export function withoutHeading(
  { texts }: Pick<Runtime, 'texts'>,
  language: string,
  heading: { teacher: string; class: string },
  text: string,
): string | null {
  const place = '\u2063';
  const [before = '', after = ''] = texts
    .text(language, 'nudge.from', { ...heading, text: place })
    .split(place);
  if (!text.startsWith(before) || !text.endsWith(after)) return null;
  return text.slice(before.length, text.length - after.length);
}
