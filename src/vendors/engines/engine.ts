import type { Retry } from '../../lib/errors.js';

/**
 * How far an engine's output may be trusted. `machine`: a trained engine's, fit to go out once it passed the gate.
 * `draft`: rough; a person reads it before a family does, unless the district decided otherwise.
 */
export type EngineQuality = 'draft' | 'machine';

/**
 * What became of one text. `reason` is a sentence for staff; it never repeats the text. `isShared`: another text said
 * the very same at that moment, and the engine was given the words once.
 */
export type EngineResult =
  | { readonly status: 'translated'; readonly text: string; readonly isShared?: true }
  | {
      readonly status: 'failed';
      readonly reason: string;
      readonly retry: Retry;
      /** It refuses every text until somebody sees to it: its quota is used up, or it does not know our key. */
      readonly refusesAll?: boolean;
      readonly isShared?: true;
    };

/** Whether an engine translates a pair. `unknown`: it could not be asked; `reason` says why. */
export type SupportAnswer =
  | { readonly status: 'yes' }
  | { readonly status: 'no' }
  | { readonly status: 'unknown'; readonly reason: string };

export interface TranslationRequest {
  readonly texts: readonly string[];
  /** Our language codes (`en`, `pt-BR`, `zh-Hans`); each engine maps them to its own. */
  readonly from: string;
  readonly to: string;
  /** What was said before, for engines that can make use of it; it is not translated. */
  readonly context?: string;
  /** Gives up early. Texts not done by then come back as failed, to be tried later. */
  readonly signal?: AbortSignal;
}

/** A machine translator. Nothing it is asked throws: an engine that is ill says so in its results. */
export interface TranslationEngine {
  /** Stable, lower case, for records: `libretranslate`. */
  readonly name: string;
  /** For sentences to staff: `LibreTranslate`. */
  readonly displayName: string;
  readonly quality: EngineQuality;
  /** Texts leave the district's own machines for it: it needs an agreement. */
  readonly isOutside: boolean;
  /** How long it may take over one text where that is longer than others may. Milliseconds. */
  readonly patienceMs?: number;
  supports(from: string, to: string): Promise<SupportAnswer>;
  /** One result for each text, in the order of the texts. */
  translate(request: TranslationRequest): Promise<EngineResult[]>;
  /** Ends processes and connections. Safe to call twice; later requests fail. */
  close(): Promise<void>;
}
