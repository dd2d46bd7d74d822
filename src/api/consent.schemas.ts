import { z } from 'zod';
import { id, moment } from './common.schemas.js';
import { hoursSource } from './hours.schemas.js';

export const consentState = z.enum(['subscribed', 'fewer', 'alerts_only', 'paused', 'opted_out']);
const reason = z.string().trim().min(1).max(300);

/** An entry of the ledger. */
export const consentEntry = z.object({
  id,
  kind: z.enum([
    'opt_in',
    'opt_out',
    'pause',
    'fewer',
    'alerts_only',
    'wrong_number',
    'suspend',
    'go_on',
    'undo',
  ]),
  basis: z.enum([
    'number_given_to_school',
    'opted_in_by_text',
    'form',
    'import',
    'said_by_text',
    'carrier',
    'staff_correction',
  ]),
  note: z.string().nullable(),
  at: moment,
  by: z.string().nullable(),
  words: z.string().nullable(),
  undone: z.boolean(),
  /** False for what the carrier said: only the family changes that. */
  mayUndo: z.boolean(),
});

/** GET /api/conversations/:id/consent */
export const consentView = z.object({
  purposes: z.array(
    z.object({
      purpose: z.enum(['alert', 'learning', 'pulse', 'reply']),
      state: consentState,
      pausedUntil: moment.nullable(),
      /** A text that may be an opt-out waits for a decision. */
      suspended: z.boolean(),
    }),
  ),
  /** The ledger, the newest entry first. */
  entries: z.array(consentEntry),
  /** Texts that may be an opt-out, waiting for somebody. */
  decisions: z.array(
    z.object({
      id,
      messageId: id,
      owner: z.string().nullable(),
      dueAt: moment,
      escalatedAt: moment.nullable(),
    }),
  ),
  /** Local hours the family asked for. */
  hours: z.object({ from: z.string(), until: z.string() }).nullable(),
  /** Days of the week it asked for. */
  days: z.enum(['weekdays', 'weekends']).nullable(),
  /** Who said so; null where nothing is asked for. */
  hoursSource: hoursSource.nullable(),
});
export type ConsentView = z.infer<typeof consentView>;

/** POST /api/conversations/:id/consent, with an Idempotency-Key */
export const consentCorrection = z.object({
  kind: z.enum(['opt_in', 'opt_out', 'fewer', 'alerts_only', 'pause']),
  basis: z.enum(['form', 'staff_correction']).default('staff_correction'),
  reason,
});

/** POST /api/conversations/:id/consent/undo, with an Idempotency-Key */
export const consentUndo = z.object({ eventId: id, reason });

/** POST /api/conversations/:id/consent/decision, with an Idempotency-Key: was this text an opt-out? */
export const consentDecision = z.object({ decisionId: id, decision: z.enum(['stop', 'go_on']) });
