import type { ColumnType, Generated } from 'kysely';
import type { TrustTier } from './trust.js';

/** `approved`: a person or a reviewed file; `machine`: a general engine; `draft`: an engine of draft quality. */
export type TranslationQuality = 'approved' | 'machine' | 'draft';

export interface MessageTranslationTable {
  messageId: string;
  language: string;
  text: string;
  /** `library`, `phrasebook`, an engine's name, or `person`. */
  engine: string;
  quality: TranslationQuality;
  staffId: string | null;
  /** How far it was trusted when it was made; null for a person's own words and for texts of before. */
  tier: ColumnType<TrustTier | null, TrustTier | null | undefined>;
  createdAt: Date;
}

export interface TranslationMemoryTable {
  id: string;
  fromLanguage: string;
  toLanguage: string;
  sourceForm: string;
  source: string;
  target: string;
  origin: 'correction' | 'release' | 'import' | 'review';
  messageId: string | null;
  staffId: string | null;
  createdAt: Date;
  retiredAt: Date | null;
  retiredByStaffId: string | null;
  retiredReason: string | null;
}

export interface GlossaryTermTable {
  id: string;
  term: string;
  /** Null: in every language, the term is kept as it is. */
  toLanguage: string | null;
  target: string;
  note: string | null;
  staffId: string | null;
  createdAt: Date;
  retiredAt: Date | null;
}

export interface EngineAgreementTable {
  engine: string;
  reference: string;
  /** Null: texts about anything. */
  topics: string[] | null;
  maskNames: boolean;
  agreedByStaffId: string;
  agreedAt: Date;
}

export interface LanguagePairTable {
  fromLanguage: string;
  toLanguage: string;
  /** JSON: `PairEngine[]`. */
  engines: ColumnType<PairEngine[], string, string>;
  changedByStaffId: string;
  changedAt: Date;
}

/** One engine of a pair of languages, and how far it is trusted there; null: as its quality says. */
export interface PairEngine {
  engine: string;
  tier: TrustTier | null;
}

export interface EngineUseTable {
  day: string;
  engine: string;
  fromLanguage: string;
  toLanguage: string;
  texts: number;
  characters: string;
  refused: number;
}

/** `called`: the family asked for a call instead; the text itself may still be released or discarded. */
export type ReviewState = 'open' | 'released' | 'discarded' | 'called';

/** A text that waits for somebody who reads its language. */
export interface TranslationReviewTable {
  messageId: string;
  schoolId: string;
  language: string;
  reason: string;
  isBulk: boolean;
  ownerStaffId: string | null;
  dueAt: Date;
  state: Generated<ReviewState>;
  beforeText: string | null;
  afterText: string | null;
  openedAt: Date;
  overdueSince: Date | null;
  settledAt: Date | null;
  settledByStaffId: string | null;
}

/** A text of ours a family did not understand, and the one that says it anew. */
export interface TranslationFlagTable {
  messageId: string;
  flaggedByMessageId: string;
  flaggedAt: Date;
  correctedByMessageId: string | null;
  correctedAt: Date | null;
}

/** The texts of a language a speaker approves on their own. */
export type LanguagePart = 'consent' | 'crisis' | 'alerts';

export interface LanguageApprovalTable {
  id: string;
  language: string;
  part: LanguagePart;
  textsHash: string;
  speakerName: string;
  approvedByStaffId: string;
  approvedAt: Date;
}
