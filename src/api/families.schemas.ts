import { z } from 'zod';
import { cursor, id, moment } from './common.schemas.js';
import { channel } from './channels.schemas.js';
import { consentEntry } from './consent.schemas.js';
import { hoursEvent } from './hours.schemas.js';

export const rightKind = z.enum(['contact', 'records', 'pick_up']);
export type RightKindView = z.infer<typeof rightKind>;

/** POST /api/families/:id/rights */
export const rightInput = z
  .object({
    studentId: id,
    kind: rightKind,
    allowed: z.boolean(),
    /** Days at the child's school. */
    fromDate: z.iso.date(),
    /** The last day; null: until another decision. */
    untilDate: z.iso.date().nullable(),
    /** What the court or the family decided, in a sentence; read by whoever writes to this guardian. */
    orderSummary: z.string().trim().min(1).max(500).nullable(),
  })
  .refine((right) => right.untilDate === null || right.untilDate >= right.fromDate, {
    path: ['untilDate'],
    message: 'The last day comes before the first one.',
  });
export type RightInput = z.infer<typeof rightInput>;
export const rightSet = z.object({ id });

/** POST /api/conversations/:id/link */
export const linkInput = z.object({
  guardianId: id,
  /** How it was made sure who writes. */
  how: z.enum(['called_back', 'in_person', 'knew_details']),
  note: z.string().trim().min(1).max(500).nullable(),
  /** The guardian agreed to get texts at this number. */
  consented: z.literal(true),
  /** The guardian's earlier number, where it is not theirs any more. */
  retireAddressId: id.nullable(),
});
export type LinkInput = z.infer<typeof linkInput>;
export const linked = z.object({ id });

/** POST /api/families/:id/numbers/:addressId/retire */
export const retireInput = z.object({ reason: z.enum(['moved', 'wrong_number', 'reassigned']) });
export const wholeNumber = z.object({ number: z.string() });

export const consentStateName = z.enum(['subscribed', 'fewer', 'alerts_only', 'paused', 'opted_out']);
export const numberHealth = z.enum(['good', 'unreachable', 'blocked', 'none']);

/** GET /api/families */
export const directoryFilter = z.object({
  /** Names in any script, or for the school office the last four digits of a number. */
  search: z.string().trim().max(100).optional(),
  schoolId: id.optional(),
  classId: id.optional(),
  language: z.string().max(20).optional(),
  consent: consentStateName.optional(),
  health: numberHealth.optional(),
});
export const directoryInput = directoryFilter.extend({
  cursor: z.string().max(600).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type DirectoryFilterInput = z.infer<typeof directoryFilter>;

export const directoryPage = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      homeLanguage: z.string().nullable(),
      students: z.array(z.object({ id, name: z.string(), school: z.string(), classes: z.array(z.string()) })),
      numbers: z.array(
        z.object({
          addressId: id,
          masked: z.string(),
          consent: consentStateName,
          unreachable: z.boolean(),
          blocked: z.boolean(),
          /** Guardians reached at it, this one included. */
          sharedBy: z.int(),
        }),
      ),
      /** This guardian may not be contacted about one of the children. */
      hasOrder: z.boolean(),
    }),
  ),
  /** Nobody is called what was typed; these names are nearly so. */
  isNear: z.boolean(),
  nextCursor: cursor,
});
export type DirectoryEntry = z.infer<typeof directoryPage>['items'][number];

const named = z.object({ id, name: z.string() });

/** GET /api/families/:id */
export const familyPage = z.object({
  id,
  name: z.string(),
  homeLanguage: z.string().nullable(),
  timeZone: z.string().nullable(),
  /** Whether the reader may change rights, numbers and language. */
  mayChange: z.boolean(),
  children: z.array(
    z.object({
      id,
      name: z.string(),
      grade: z.string(),
      relationship: z.string(),
      school: z.object({ id, name: z.string(), timeZone: z.string() }),
      classes: z.array(z.string()),
      /** As they are today; null where neither a decision nor the records say anything. */
      rights: z.array(
        z.object({ kind: rightKind, allowed: z.boolean().nullable(), decisionId: id.nullable() }),
      ),
      decisions: z.array(
        z.object({
          id,
          kind: rightKind,
          allowed: z.boolean(),
          fromDate: z.iso.date(),
          untilDate: z.iso.date().nullable(),
          orderSummary: z.string().nullable(),
          source: z.enum(['sis', 'staff']),
          setBy: z.string().nullable(),
          setAt: moment,
          withdrawnAt: moment.nullable(),
          stands: z.boolean(),
        }),
      ),
      otherGuardians: z.array(named.extend({ relationship: z.string() })),
    }),
  ),
  numbers: z.array(
    z.object({
      addressId: id,
      masked: z.string(),
      /** What the family chose by text; wins over the home language. */
      chosenLanguage: z.string().nullable(),
      /** How the family wants to be written to; null where it never said. */
      channel: channel.nullable(),
      /** Whether SMS may stand in where WhatsApp cannot be used. */
      smsInstead: z.boolean(),
      /** Why it gets plain texts only; null where it may get more. */
      textOnlyReason: z.string().nullable(),
      /** Whether a line of one of its schools is on WhatsApp. */
      onWhatsapp: z.boolean(),
      consent: consentStateName,
      consentSince: moment.nullable(),
      pausedUntil: moment.nullable(),
      unreachable: z.string().nullable(),
      blocked: z.boolean(),
      retiredAt: moment.nullable(),
      retiredReason: z.enum(['wrong_number', 'moved', 'reassigned', 'mistake']).nullable(),
      sharedWith: z.array(named),
      conversations: z.array(z.object({ id, school: z.string() })),
      check: z
        .object({
          id,
          how: z.enum(['called_back', 'in_person', 'knew_details']),
          note: z.string().nullable(),
          by: z.string(),
          at: moment,
        })
        .nullable(),
      hours: z.array(hoursEvent),
    }),
  ),
  consentHistory: z.array(
    z.object({
      id,
      addressId: id,
      kind: consentEntry.shape.kind,
      basis: consentEntry.shape.basis,
      note: z.string().nullable(),
      by: z.string().nullable(),
      at: moment,
      undone: z.boolean(),
      /** False for what the carrier said, and for whoever may not change families. */
      mayUndo: z.boolean(),
    }),
  ),
});
export type FamilyPage = z.infer<typeof familyPage>;
export type FamilyChild = FamilyPage['children'][number];
export type FamilyNumber = FamilyPage['numbers'][number];

/** GET /api/families/:id/timeline */
export const timelinePage = z.object({
  items: z.array(
    z.object({
      id,
      at: moment,
      kind: z.enum(['text', 'request', 'call', 'change']),
      direction: z.enum(['in', 'out']).nullable(),
      purpose: z.string().nullable(),
      words: z.string(),
      language: z.string().nullable(),
      translation: z.string().nullable(),
      by: z.string().nullable(),
      student: z.string().nullable(),
      school: z.string().nullable(),
      conversationId: id.nullable(),
      state: z.string().nullable(),
      detail: z.record(z.string(), z.unknown()).nullable(),
    }),
  ),
  nextCursor: cursor,
});
export type TimelineItem = z.infer<typeof timelinePage>['items'][number];

/** POST /api/families/:id/language */
export const languageInput = z.object({ language: z.string().max(20).nullable() });
