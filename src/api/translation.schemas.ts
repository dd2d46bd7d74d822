import { z } from 'zod';
import { cursor, id, moment } from './common.schemas.js';

const tier = z.enum(['send', 'mark', 'hold']);
/** A code of the house list, checked by the route. */
const language = z.string().min(2).max(12);
const engineName = z.string().regex(/^[a-z]{1,40}$/);
const topic = z.string().max(40);

const pairEngine = z.object({ engine: engineName, tier: tier.nullable() });

/** GET /api/translation/settings */
export const translationSettings = z.object({
  mayChange: z.boolean(),
  topics: z.array(topic),
  engines: z.array(
    z.object({
      name: z.string(),
      displayName: z.string(),
      /** Null where this process is not configured with it. */
      quality: z.enum(['machine', 'draft']).nullable(),
      isOutside: z.boolean(),
      isConfigured: z.boolean(),
      agreement: z
        .object({
          reference: z.string(),
          /** Null: texts about anything. */
          topics: z.array(z.string()).nullable(),
          maskNames: z.boolean(),
          agreedAt: moment,
          agreedBy: z.string(),
        })
        .nullable(),
      /** Why it last gave nothing, where it has not answered since; a sentence for staff. */
      trouble: z.object({ reason: z.string(), at: moment }).nullable(),
    }),
  ),
  pairs: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      /** `tier` null: as the engine's quality says. */
      engines: z.array(z.object({ engine: z.string(), tier: tier.nullable() })),
      changedAt: moment,
      changedBy: z.string(),
    }),
  ),
  /** Of the last `days` days, by UTC days. */
  use: z.array(
    z.object({
      engine: z.string(),
      from: z.string(),
      to: z.string(),
      texts: z.int(),
      characters: z.number(),
      refused: z.int(),
      /** In `currency`; null where no price is configured. */
      cost: z.number().nullable(),
    }),
  ),
  days: z.int(),
  currency: z.string(),
});
export type TranslationSettings = z.infer<typeof translationSettings>;
export type SettingsEngine = TranslationSettings['engines'][number];
export type SettingsPair = TranslationSettings['pairs'][number];

/** POST /api/translation/agreements */
export const agreementInput = z.object({
  engine: engineName,
  reference: z.string().trim().min(1).max(300),
  topics: z.array(topic).min(1).max(50).nullable(),
  maskNames: z.boolean(),
});
export type AgreementInput = z.infer<typeof agreementInput>;

export const engineParams = z.object({ engine: engineName });

/** POST /api/translation/pairs; `engines` null: as configured again. */
export const pairInput = z.object({
  from: language,
  to: language,
  engines: z.array(pairEngine).max(20).nullable(),
});
export type PairInput = z.infer<typeof pairInput>;

/** GET /api/translation/terms */
export const termList = z.object({
  items: z.array(
    z.object({
      id,
      term: z.string(),
      toLanguage: z.string().nullable(),
      target: z.string(),
      note: z.string().nullable(),
    }),
  ),
});
export type Term = z.infer<typeof termList>['items'][number];

/** POST /api/translation/terms; no language: every language. */
export const termInput = z.object({
  term: z
    .string()
    .trim()
    .max(100)
    .regex(/[\p{L}\p{N}]/u, 'is no word'),
  toLanguage: language.nullable(),
  target: z.string().trim().min(1).max(100),
  note: z.string().trim().min(1).max(200).nullable(),
});
export type TermInput = z.infer<typeof termInput>;

/** GET /api/translation/memory */
export const memoryQuery = z.object({
  search: z.string().trim().max(200).optional(),
  language: language.optional(),
  cursor: id.optional(),
});
const memoryEntry = z.object({
  id,
  fromLanguage: z.string(),
  toLanguage: z.string(),
  /** With {0}, {1} … where a name, number or link stood. */
  source: z.string(),
  target: z.string(),
  origin: z.enum(['correction', 'release', 'import', 'review']),
  by: z.string().nullable(),
  createdAt: moment,
});
export const memoryPage = z.object({ items: z.array(memoryEntry), nextCursor: cursor });
export type MemoryEntry = z.infer<typeof memoryPage>['items'][number];

/** GET /api/translation/retired-memory: what is not used any more, and why */
export const retiredQuery = memoryQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    .optional(),
});
export const retiredPage = z.object({
  items: z.array(
    memoryEntry.extend({
      retiredAt: moment,
      retiredBy: z.string().nullable(),
      retiredReason: z.string(),
      /** What is used for the same words now. */
      usedNow: z.string().nullable(),
      mayRestore: z.boolean(),
    }),
  ),
  nextCursor: cursor,
});
export type RetiredEntry = z.infer<typeof retiredPage>['items'][number];

/** POST /api/translation/memory/import and …/terms/import: the file's text, at most 8 MB. */
export const memoryFile = z.object({ format: z.enum(['tmx', 'csv']), content: z.string() });
export const termsFile = z.object({ content: z.string() });
export const importOutcome = z.object({
  added: z.int(),
  left: z.int(),
  problems: z.array(z.object({ line: z.int().nullable(), message: z.string() })),
});
export type ImportOutcome = z.infer<typeof importOutcome>;

export const formatParams = z.object({ format: z.enum(['tmx', 'csv']) });
