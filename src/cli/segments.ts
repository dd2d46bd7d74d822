import { z } from 'zod';
import { measureText } from '../delivery/segments.js';
import { answerLines, type AnsweredLines } from './json-lines.js';

const inputLine = z.object({ text: z.string() });

/**
 * `recado segments`: reads JSON lines `{text}` and writes `{encoding, segments, units}` for each, of the text exactly as
 * it stands: no look-alike is replaced. Bad lines as `answerLines` says. Needs no database and no network.
 */
export function measureLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<AnsweredLines> {
  return answerLines(input, output, inputLine, ({ text }) => {
    const { encoding, segments, units } = measureText(text);
    return { encoding, segments, units };
  });
}
