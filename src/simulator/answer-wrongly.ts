import type { ServerResponse } from 'node:http';
import type { Mischief, ReadFault } from './faults.js';
import type { Simulation } from './simulation.js';
import { refusalOf, refuse } from './twilio-errors.js';

type RequestFault = NonNullable<Mischief['request']>;

const htmlPage =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n';

function sendHtml(res: ServerResponse, status: number): void {
  res.statusCode = status;
  res.setHeader('content-type', 'text/html; charset=utf-8');
  res.end(htmlPage);
}

function sendTooMany(res: ServerResponse, retryAfterSeconds: number): void {
  res.setHeader('retry-after', String(retryAfterSeconds));
  refuse(res, refusalOf(20429));
}

/** Answers a list or a look-up the way the fault says. */
export function answerReadFault(res: ServerResponse, fault: ReadFault): void {
  if (fault.kind === 'tooManyRequests') sendTooMany(res, fault.retryAfterSeconds);
  else if (fault.kind === 'serverError') refuse(res, refusalOf(20500));
  else sendHtml(res, fault.status);
}

/**
 * Answers a request for a new text the way the fault says.
 *
 * @param answer what a healthy carrier would have answered; null where the text was not accepted
 * @param about whom Twilio's error message names
 */
export function answerWrongly(
  simulation: Simulation,
  res: ServerResponse,
  fault: RequestFault,
  answer: Record<string, unknown> | null,
  about: { to?: string; from?: string } = {},
): void {
  switch (fault.kind) {
    case 'tooManyRequests':
      sendTooMany(res, fault.retryAfterSeconds);
      return;
    case 'serverError':
    case 'serverErrorAfterAccepting':
      refuse(res, refusalOf(20500));
      return;
    case 'refuse':
      refuse(res, refusalOf(fault.code, about));
      return;
    case 'htmlAnswer':
      sendHtml(res, fault.status);
      return;
    case 'halfBody':
      sendHalf(res, JSON.stringify(answer));
      return;
    case 'timeoutAfterAccepting':
      simulation.background.run('A held connection could not be cut.', async () => {
        await simulation.background.sleep(fault.holdMs);
        res.destroy();
      });
  }
}

/** Promises the whole body, writes half of it, and cuts the connection. */
function sendHalf(res: ServerResponse, whole: string): void {
  const bytes = Buffer.from(whole, 'utf8');
  res.writeHead(201, { 'content-type': 'application/json', 'content-length': bytes.length });
  res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
    // Once the half is on its way to the kernel the connection may go.
    setTimeout(() => res.destroy(), 20);
  });
}
