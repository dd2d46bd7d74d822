import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { toRemember } from './memory-form.js';
import { rememberAll, type NewMemory } from './memory.queries.js';
import { protect, type ProtectedKind } from './protect.js';

/** Words somebody who reads both languages let stand for another's. */
export interface ApprovedTranslation {
  /** Codes of the house list. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
  /** Of the people, classes and schools the text may speak of. */
  readonly names: readonly string[];
  readonly origin: NewMemory['origin'];
  readonly messageId: string | null;
  readonly staffId: string | null;
}

/** The memory is the whole district's: what tells who somebody is stands in it as a hole or not at all. */
const personal: ReadonlySet<ProtectedKind> = new Set<ProtectedKind>(['name', 'phone', 'email']);

/**
 * Pure: what the memory keeps of an approved translation, with holes for names, numbers and links. Null where there is
 * nothing to keep: one language, no words, or a name, number or address that could not become a hole.
 */
export function memoryOf(approved: ApprovedTranslation): NewMemory | null {
  const { names, source, target, ...rest } = approved;
  if (rest.from === rest.to || target.trim() === '') return null;
  const kept = toRemember(source, target.normalize('NFC').trim(), names);
  if (!/\p{L}/u.test(kept.sourceForm.replace(/\{\d+\}/gu, ''))) return null;
  const isPersonal = [kept.sourceForm, kept.target].some((text) =>
    protect(text, names, [], rest.from === 'en' ? [] : names).parts.some((part) => personal.has(part.kind)),
  );
  return isPersonal ? null : { ...rest, ...kept, source: kept.sourceForm };
}

/** Remembers approved translations from the next text on, in the transaction that approves them. */
export async function remember(
  trx: Transaction<Database>,
  now: Date,
  ...approved: readonly ApprovedTranslation[]
): Promise<void> {
  await rememberAll(
    trx,
    now,
    approved.map(memoryOf).filter((entry) => entry !== null),
  );
}
