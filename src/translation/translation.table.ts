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
  /** The words are wrong, and stand there for the record alone. */
  withdrawalId: Generated<string | null>;
}

/**
 * `edited`: other words took their place; `approved`: somebody who reads them let them stand; `withdrawn` and `restored`:
 * see `TranslationWithdrawalTable`.
 */
export type TranslationChange = 'edited' | 'approved' | 'withdrawn' | 'restored';

/** Words that stood beside a text before. Append only. */
export interface TranslationEditTable {
  id: string;
  messageId: string;
  language: string;
  what: TranslationChange;
  beforeText: string;
  beforeEngine: string;
  beforeQuality: TranslationQuality;
  afterText: string | null;
  /** Null: a machine. */
  staffId: string | null;
  reason: string | null;
  editedAt: Date;
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
  /** The withdrawal that took it out of use. */
  withdrawalId: Generated<string | null>;
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
  /** Why it last gave nothing: a sentence for staff. */
  failure: string | null;
  failedAt: Date | null;
  /** When it last answered, well or not. */
  workedAt: Date | null;
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
  /** The same for all texts of the same words; null for texts of before. */
  groupKey: Generated<string | null>;
}

/** `corrected`: what is right was written, and sent where families had the wrong words; `undone`: nothing was wrong. */
export type WithdrawalState = 'open' | 'corrected' | 'undone';

/** Words somebody who reads them, or an administrator, took back as a wrong translation. */
export interface TranslationWithdrawalTable {
  id: string;
  direction: 'to_family' | 'to_staff';
  fromLanguage: string;
  toLanguage: string;
  source: string;
  wrong: string;
  sourceForm: string;
  wrongForm: string;
  messageId: string | null;
  memoryId: string | null;
  schoolId: string | null;
  reason: string;
  withdrawnByStaffId: string;
  withdrawnAt: Date;
  ownerStaffId: string | null;
  dueAt: Date;
  /** Nobody had said in time what is right, and it was given to somebody else where there is somebody. */
  overdueSince: ColumnType<Date | null, undefined, Date | null>;
  draft: string | null;
  correction: string | null;
  state: Generated<WithdrawalState>;
  settledAt: Date | null;
  settledByStaffId: string | null;
  elsewhere: Generated<number>;
}

/**
 * `family`: a family got the words; `stopped`: they had not gone out, and are held; `reading`: staff read them;
 * `answer`: staff wrote it after reading them.
 */
export type WithdrawnKind = 'family' | 'stopped' | 'reading' | 'answer';

/** A text that relied on withdrawn words, and what became of its correction. */
export interface WithdrawnTextTable {
  withdrawalId: string;
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  kind: WithdrawnKind;
  outcome: 'text' | 'call' | 'none' | null;
  outcomeReason: string | null;
  correctionMessageId: string | null;
  /** It was under way then, and is tried no more. */
  wasUnderWay: Generated<boolean>;
  /** Until when such a text would have been tried; null: without end. */
  usefulUntil: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** Somebody of the staff who relied on withdrawn words. */
export interface WithdrawalReaderTable {
  withdrawalId: string;
  staffId: string;
  /** How she relied on the words; `passed_on`: they were given to her to put right, after somebody else. */
  how: ('opened' | 'answered' | 'sent' | 'notified' | 'passed_on')[];
  seenAt: Date | null;
}

/** A text of a language file somebody who reads it, or an administrator, took back as wrong. */
export interface FixedTextWithdrawalTable {
  id: string;
  language: string;
  key: string;
  wrong: string;
  english: string;
  messageId: string | null;
  reason: string;
  withdrawnByStaffId: string;
  withdrawnAt: Date;
  /** What is said instead; null: the English alone. */
  correction: ColumnType<string | null, string | null | undefined, string | null>;
  correctedByStaffId: ColumnType<string | null, string | null | undefined, string | null>;
  correctedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
  undoneByStaffId: ColumnType<string | null, string | null | undefined, string | null>;
  undoneAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

/** `withdrawn_again`: the correction turned out to be wrong as well. */
export type FixedTextChange = 'withdrawn' | 'corrected' | 'withdrawn_again' | 'undone';

/** What became of a withdrawn text of a language file. Append only. */
export interface FixedTextChangeTable {
  id: string;
  withdrawalId: string;
  what: FixedTextChange;
  words: string;
  reason: string | null;
  staffId: string;
  changedAt: Date;
}

/** A text the carrier had when these words in it were taken back. */
export interface FixedTextUnderWayTable {
  withdrawalId: string;
  messageId: string;
  wrong: string;
  notedAt: Date;
}

/** A family's text no engine translates, until a person has. */
export interface InterpreterTaskTable {
  messageId: string;
  schoolId: string;
  language: string;
  /** A sentence for staff. */
  reason: string;
  ownerStaffId: string | null;
  dueAt: Date;
  state: Generated<'open' | 'done'>;
  openedAt: Date;
  overdueSince: Date | null;
  settledAt: Date | null;
  settledByStaffId: string | null;
  interpreter: string | null;
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
export type LanguagePart = 'consent' | 'crisis' | 'alerts' | 'answers' | 'replies' | 'library';

export interface LanguageApprovalTable {
  id: string;
  language: string;
  part: LanguagePart;
  textsHash: string;
  speakerName: string;
  approvedByStaffId: string;
  approvedAt: Date;
}
