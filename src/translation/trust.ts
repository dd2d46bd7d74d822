import { languageName } from '../i18n/languages.js';
import type { EngineQuality } from '../vendors/engines/engine.js';
import type { WayBack } from './way-back.js';

/**
 * What may happen to a translation by itself. `mark`: it goes out with a line that says a machine wrote it and how to
 * ask; `hold`: a person who reads the language looks at it first.
 */
export type TrustTier = 'send' | 'mark' | 'hold';

/** Topics in which a wrong word harms: a machine's translation of them waits for a speaker. */
export const highStakesTopics: readonly string[] = ['health', 'special_services', 'safety', 'enrollment'];

export interface TrustFacts {
  /** `approved`: a person or a reviewed file. */
  readonly quality: 'approved' | EngineQuality;
  /** For sentences to staff. */
  readonly engine: string;
  readonly to: string;
  /** What the text is about, or null where nobody looked. */
  readonly topic: string | null;
  /** What the district decided for this engine and pair of languages, if anything. */
  readonly setting: TrustTier | null;
  /** What the engine's own way back came to; null where it was not asked for. */
  readonly wayBack: WayBack | null;
}

export interface TrustVerdict {
  readonly tier: TrustTier;
  /** A sentence for staff about why it waits; null where it does not. */
  readonly reason: string | null;
}

/**
 * Whether a translation to a family goes out, goes out marked, or waits. Pure. The district may trust an engine more or
 * less for a pair of languages; in high-stakes topics no setting lets a machine's words go by themselves, and a
 * translation that comes back as something else always waits. One nobody could check that way is marked at least.
 */
export function decideTrust(facts: TrustFacts): TrustVerdict {
  const { quality, engine, to, topic, setting, wayBack } = facts;
  if (quality === 'approved') return { tier: 'send', reason: null };
  const reader = `a person who reads ${languageName(to)}`;
  if (wayBack !== null && wayBack !== 'same' && wayBack !== 'unknown') {
    const said = differences[wayBack].replace('{engine}', () => engine);
    return { tier: 'hold', reason: `Translated back, ${said}. They wait for ${reader}.` };
  }
  if (topic !== null && highStakesTopics.includes(topic)) {
    return {
      tier: 'hold',
      reason: `A machine's words about ${topicNames[topic] ?? topic} wait for ${reader}.`,
    };
  }
  const wanted = setting ?? (quality === 'draft' ? 'hold' : 'mark');
  const tier = wanted === 'send' && wayBack === 'unknown' ? 'mark' : wanted;
  if (tier !== 'hold') return { tier, reason: null };
  return {
    tier,
    reason:
      quality === 'draft'
        ? `This draft by ${engine} waits for ${reader}.`
        : `The district has texts by ${engine} looked at by ${reader} first.`,
  };
}

const differences: Readonly<Record<Exclude<WayBack, 'same' | 'unknown'>, string>> = {
  other: 'the words of {engine} say something else',
  half: 'the words of {engine} lack a part of the text',
  more: 'the words of {engine} say more than the text',
  negation: 'the words of {engine} have lost or gained a "no" or "not"',
  places: 'names or numbers have changed places in the words of {engine}',
  unfit: 'the words of {engine} come to nothing that can be used',
};

const topicNames: Readonly<Record<string, string>> = {
  health: 'health',
  special_services: 'special services',
  safety: 'safety',
  enrollment: 'enrollment and its deadlines',
};
