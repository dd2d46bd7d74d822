import type { TranslationQuality } from './translation.table.js';
import type { TranslationOutcome } from './translate.js';
import type { TrustTier } from './trust.js';

/** A text to a family as it goes out, or why it waits for a person. */
export interface WordsToSend {
  readonly body: string | null;
  readonly translation: {
    language: string;
    text: string;
    engine: string;
    quality: TranslationQuality;
    tier: TrustTier;
  } | null;
  readonly holdReason: string | null;
}

/**
 * Pure: what is trusted goes out, with a mark where it is trusted less; what is not waits for a reader, and no
 * translation waits for words.
 */
export function wordsToSend(outcome: TranslationOutcome, language: string, mark: string): WordsToSend {
  switch (outcome.status) {
    case 'same_language':
      return { body: outcome.text, translation: null, holdReason: null };
    case 'untranslated':
      return { body: null, translation: null, holdReason: outcome.reason };
    case 'translated': {
      const { text, engine, quality, tier, tierReason } = outcome;
      return {
        body: tier === 'mark' ? `${text}\n${mark}` : text,
        translation: { language, text, engine, quality, tier },
        holdReason: tierReason,
      };
    }
  }
}
