import type { Runtime } from '../lib/runtime.js';
import { readWishedPause, type WishedPause } from '../understanding/consent/wished-pause.js';
import type { ReadText } from './understand-text.js';

/**
 * Until when a family wants no texts that nobody asked for: with a pause it asked for, or where "not now", and nothing
 * else, comes back for a learning text. What answers its question is an answer.
 */
export function pauseIn(
  rt: Pick<Runtime, 'understanding'>,
  {
    text,
    understood,
    openAsk,
    writeIn,
  }: Pick<ReadText, 'text' | 'understood' | 'openAsk'> & { writeIn: string },
): WishedPause | null {
  const { consent, consentCertainty, answer, language, urgent, byPhone } = understood;
  const wishesPause = consent === 'pause' && consentCertainty === 'sure';
  if (urgent || byPhone !== null || (consentCertainty !== null && !wishesPause)) return null;
  const languages = [...new Set([writeIn, language, 'en'])];
  const place = { now: text.carrierAt ?? text.createdAt, timeZone: text.timeZone };
  const wished = readWishedPause(rt.understanding, text.text, languages, place);
  if (wishesPause) return wished;
  if (!openAsk?.ask || openAsk.nudgeRunId === null || !wished?.isNotNow || !wished.isWhole) return null;
  return answer.status === 'answered' && openAsk.ask.kind !== 'open' ? null : wished;
}
