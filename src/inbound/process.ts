import { newId } from '../lib/ids.js';
import { isConnectionLost } from '../lib/connection-lost.js';
import { messageOf } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import {
  firstPendingText,
  noteProcessingFailure,
  releaseLease,
  takeLease,
} from '../conversations/processing.queries.js';
import { parkForStaff, understandText } from './understand-text.js';

const leaseSeconds = 30;
const triesBeforeParking = 3;

/**
 * Drains one conversation's texts in the order they came, under a lease in the database, so that two workers never
 * take the same one. A text that fails three times is parked where staff see it, and the later ones go on.
 * @returns true when something is left to come back for
 */
export async function processConversation(rt: Runtime, conversationId: string): Promise<boolean> {
  const token = newId();
  if (!(await takeLease(rt.db, conversationId, token, leaseSeconds))) return true;
  try {
    for (;;) {
      const next = await firstPendingText(rt.db, conversationId);
      if (!next) return false;
      if (next.nextProcessingAt && next.nextProcessingAt > rt.clock.now()) return true;
      if (!(await takeLease(rt.db, conversationId, token, leaseSeconds))) return true;
      await processText(rt, next);
    }
  } finally {
    await releaseLease(rt.db, conversationId, token);
  }
}

async function processText(rt: Runtime, next: { id: string; processingTries: number }): Promise<void> {
  try {
    await understandText(rt, next.id);
  } catch (error) {
    // The database went away, or refused two of us at once: that says nothing about the text.
    if (isDatabaseTrouble(error)) throw error;
    const tries = next.processingTries + 1;
    rt.log.error({ err: error, messageId: next.id, tries }, 'a text could not be processed');
    if (tries >= triesBeforeParking) await parkForStaff(rt, next.id, messageOf(error));
    else {
      await noteProcessingFailure(rt.db, next.id, {
        error: messageOf(error),
        nextProcessingAt: new Date(rt.clock.now().getTime() + 1000 * 4 ** tries),
      });
    }
  }
}

/**
 * Trouble of the database that passes by itself: connection lost or refused (class 08), serialization or deadlock
 * (40), resources (53), shutdown and start-up (57P), and what the driver says without a code
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
function isDatabaseTrouble(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(08|40|53|57P|25P03)/.test(code) || /^E(CONN|PIPE|TIMEDOUT)/.test(code) || isConnectionLost(error);
}
