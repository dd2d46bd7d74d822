import type { ApprovedParts } from './parts.js';
import type { GlossaryTerm } from './protect.js';
import type { PairEngine } from './translation.table.js';

/** Whether texts may leave for an engine outside the district's own machines, and about what. */
export interface EngineAgreement {
  readonly engine: string;
  /** Null: texts about anything. */
  readonly topics: readonly string[] | null;
  /** Names are put out of sight before a text leaves. */
  readonly maskNames: boolean;
}

/** What the district has decided about its engines. */
export interface TranslationPolicy {
  readonly agreements: ReadonlyMap<string, EngineAgreement>;
  /** By `from>to`; engines that are not configured are passed over. */
  readonly pairs: ReadonlyMap<string, readonly PairEngine[]>;
  readonly terms: readonly GlossaryTerm[];
  /** Which texts of the locale files a speaker approved; nobody vouches for the others. */
  readonly approved: ApprovedParts;
}

export interface EngineUse {
  readonly engine: string;
  readonly from: string;
  readonly to: string;
  readonly texts: number;
  readonly characters: number;
  /** How many of them gave no translation that could be used. */
  readonly refused: number;
  /** Why it gave no answer, a sentence for staff; null where it gave one. */
  readonly failure: string | null;
}

/** What the translator asks of the district's books. Nothing of it throws: books out of reach are empty ones. */
export interface TranslationRecords {
  policy(): Promise<TranslationPolicy>;
  /** An approved translation of one of these forms (see `memory-form.ts`), the first that there is. */
  remembered(
    forms: readonly string[],
    from: string,
    to: string,
  ): Promise<{ readonly form: string; readonly target: string } | undefined>;
  /** What people took back as a wrong translation of one of these forms, in the same form. */
  withdrawn(forms: readonly string[], from: string, to: string): Promise<readonly string[]>;
  noteUse(use: EngineUse): void;
}

export const emptyPolicy: TranslationPolicy = {
  agreements: new Map(),
  pairs: new Map(),
  terms: [],
  approved: new Set(),
};

/** For work without a database: nothing is remembered, and no engine outside the house may be used. */
export const noRecords: TranslationRecords = {
  policy: () => Promise.resolve(emptyPolicy),
  remembered: () => Promise.resolve(undefined),
  withdrawn: () => Promise.resolve([]),
  noteUse: () => undefined,
};
