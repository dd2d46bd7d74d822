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
  createdAt: Date;
}
