import { RecadoError } from '../../lib/errors.js';
import type { DemoPhone } from './demo-roster.js';

/**
 * Tells the simulator whose phones it shows; telling it again changes nothing.
 * @throws RecadoError `phones_refused`
 */
export async function registerPhones(
  simulatorUrl: string,
  accountSid: string,
  authToken: string,
  phones: readonly DemoPhone[],
): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const answer = await fetch(`${simulatorUrl}/simulator/phones`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(phones),
  });
  if (answer.ok) return;
  throw new RecadoError(
    'phones_refused',
    `The simulated carrier did not take the demo families' phones: it answered ${answer.status}.`,
  );
}
