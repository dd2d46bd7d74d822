import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { topics, type Topic } from '../i18n/topics.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import {
  endAgreement,
  readAgreements,
  readPairs,
  readTrouble,
  readUse,
  saveAgreement,
  savePair,
  type AgreementRow,
} from '../translation/policy.queries.js';
import type { PairEngine } from '../translation/translation.table.js';
import { mayChangeSettings, mustChangeSettings, mustReadSettings } from './access.js';

const daysShown = 30;

/** The engines of this process, what was agreed and decided about them, and what they were given of late. */
export async function showSettings(rt: Runtime, staff: SignedInStaff) {
  mustReadSettings(staff);
  const since = new Date(rt.clock.now().getTime() - (daysShown - 1) * 86_400_000);
  const [agreements, pairs, use, troubles] = await Promise.all([
    readAgreements(rt.db),
    readPairs(rt.db),
    readUse(rt.db, since),
    readTrouble(rt.db, since),
  ]);
  const troubleOf = (name: string) => {
    const found = troubles.find(({ engine }) => engine === name);
    return found === undefined ? null : { reason: found.reason, at: found.at.toISOString() };
  };
  const configured = rt.translator.engines.map(({ engine }) => engine);
  const left = agreements.filter(({ engine }) => configured.every(({ name }) => name !== engine));
  return {
    mayChange: mayChangeSettings(staff),
    topics: [...topics],
    engines: [
      ...configured.map(({ name, displayName, quality, isOutside }) => ({
        name,
        displayName,
        quality,
        isOutside,
        isConfigured: true,
        agreement: presentAgreement(agreements.find(({ engine }) => engine === name)),
        trouble: troubleOf(name),
      })),
      ...left.map((agreement) => ({
        name: agreement.engine,
        displayName: agreement.engine,
        quality: null,
        isOutside: true,
        isConfigured: false,
        agreement: presentAgreement(agreement),
        trouble: null,
      })),
    ],
    pairs: pairs.map(({ fromLanguage, toLanguage, changedAt, ...pair }) => ({
      from: fromLanguage,
      to: toLanguage,
      ...pair,
      changedAt: changedAt.toISOString(),
    })),
    use: use.map(({ fromLanguage, toLanguage, ...row }) => ({
      from: fromLanguage,
      to: toLanguage,
      ...row,
      cost: costOf(rt.config.translationPrices.get(row.engine), row.characters),
    })),
    days: daysShown,
    currency: rt.config.price.currency,
  };
}

const costOf = (perMillion: number | undefined, characters: number): number | null =>
  perMillion === undefined ? null : Math.round((perMillion * characters) / 10_000) / 100;

function presentAgreement(row: AgreementRow | undefined) {
  if (!row) return null;
  const { reference, topics: permitted, maskNames, agreedAt, agreedBy } = row;
  return { reference, topics: permitted, maskNames, agreedAt: agreedAt.toISOString(), agreedBy };
}

export interface AgreementInput {
  engine: string;
  reference: string;
  /** Null: texts about anything. */
  topics: readonly Topic[] | null;
  maskNames: boolean;
}

/**
 * Records the agreement with an engine's provider; from now on texts about these topics may leave for it.
 * @throws RecadoError 404 `not_found` where this process has no such engine; 400 `inside_the_house`
 */
export async function recordAgreement(
  rt: Runtime,
  staff: SignedInStaff,
  input: AgreementInput,
): Promise<void> {
  mustChangeSettings(staff);
  const engine = rt.translator.engines.find((one) => one.engine.name === input.engine)?.engine;
  if (!engine) throw notFound('This engine');
  if (!engine.isOutside) {
    throw badRequest('inside_the_house', `${engine.displayName} runs on your own machines and needs none.`);
  }
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    await saveAgreement(trx, now, { ...input, staffId: staff.id });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'translation.agreement_recorded',
      subject: `engine:${input.engine}`,
      detail: { topics: input.topics, maskNames: input.maskNames },
    });
  });
}

/**
 * Ends an agreement: nothing leaves for that engine any more.
 * @throws RecadoError 404 `not_found`
 */
export async function endAgreementWith(rt: Runtime, staff: SignedInStaff, engine: string): Promise<void> {
  mustChangeSettings(staff);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    if (!(await endAgreement(trx, engine))) throw notFound('This agreement');
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'translation.agreement_ended',
      subject: `engine:${engine}`,
    });
  });
}

export interface PairInput {
  from: string;
  to: string;
  /** In the order they are asked; null: as configured again. */
  engines: readonly PairEngine[] | null;
}

/**
 * Sets which engines translate a pair of languages, in which order, and how far each is trusted there.
 * @throws RecadoError 400 `same_language`, `unknown_engine`
 */
export async function setPair(rt: Runtime, staff: SignedInStaff, input: PairInput): Promise<void> {
  mustChangeSettings(staff);
  const { from, to, engines } = input;
  if (from === to) throw badRequest('same_language', 'Choose two different languages.');
  const known = new Set([...rt.translator.engines.map(({ engine }) => engine.name), 'phrasebook', 'library']);
  const names = engines?.map(({ engine }) => engine) ?? [];
  if (names.some((name) => !known.has(name)) || new Set(names).size < names.length) {
    throw badRequest('unknown_engine', 'Choose each engine once, of those that are configured.');
  }
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    await savePair(trx, now, { ...input, staffId: staff.id });
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'translation.pair_set',
      subject: `languages:${from}>${to}`,
      detail: { engines },
    });
  });
}
