import { z } from 'zod';
import { id, moment } from './common.schemas.js';

export const rowAction = z.enum(['add', 'change', 'remove', 'refuse', 'keep']);
export type RowActionView = z.infer<typeof rowAction>;

/** An import, or the undoing of one. */
export const importView = z.object({
  id,
  kind: z.enum(['import', 'undo']),
  name: z.string(),
  format: z.enum(['oneroster-1.1', 'oneroster-1.2', 'csv']).nullable(),
  state: z.enum([
    'waiting',
    'reading',
    'planned',
    'stopped',
    'scheduled',
    'applying',
    'applied',
    'undone',
    'failed',
    'discarded',
  ]),
  /** Why a guard stopped it, or what is wrong with the files. */
  reason: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  progress: z.object({
    step: z.enum(['read', 'compare', 'apply', 'undo']).optional(),
    what: z.string().optional(),
    done: z.number().optional(),
    total: z.number().optional(),
  }),
  /** How many rows by entity and action. */
  rows: z.record(z.string(), z.record(z.string(), z.number())),
  actions: z.record(rowAction, z.number()),
  /** All that was refused, by file and reason; the rows hold the first 200 of each. */
  refused: z.array(z.object({ file: z.string(), reason: z.string(), count: z.number() })),
  createdAt: moment,
  appliedAt: moment.nullable(),
  by: z.string().nullable(),
  mayUndo: z.boolean(),
  /** Until when; null where there is nothing to undo. */
  undoUntil: moment.nullable(),
  /** The system the roster comes from. */
  source: z.string(),
  /** Where the home language was read, and where else it may stand; null where that cannot be changed any more. */
  language: z.object({ column: z.string().nullable(), others: z.array(z.string()) }).nullable(),
});
export type ImportView = z.infer<typeof importView>;

export const importPage = z.object({ items: z.array(importView), nextCursor: z.string().nullable() });
export type ImportPage = z.infer<typeof importPage>;
export const importStarted = z.object({ id });
export const letGoInput = z.object({ confirmed: z.boolean() });
export const readAgainInput = z.object({ languageColumn: z.string().trim().min(1).max(200) });
export const importSources = z.object({ items: z.array(z.string()) });
/** Rollovers nobody need wait for any more: their day came, and they were not applied. */
export const missedRollovers = z.object({
  items: z.array(z.object({ id, name: z.string(), effectiveOn: z.string().nullable() })),
});
export const importsQuery = z.object({
  cursor: z
    .string()
    .regex(/^[\d:.TZ-]+_[\da-f-]{36}$/)
    .optional(),
});

export const rowsQuery = z.object({ action: rowAction, cursor: z.string().regex(/^\d+$/).optional() });
export const importRows = z.object({
  items: z.array(
    z.object({
      n: z.string(),
      entity: z.string(),
      label: z.string().nullable(),
      changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string() })),
      file: z.string().nullable(),
      line: z.number().nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type ImportRowView = z.infer<typeof importRows>['items'][number];
