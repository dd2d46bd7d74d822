import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { listTerms, retireTerm, saveTerms } from '../translation/glossary.queries.js';
import { hasUnreadable } from '../translation/text-forms.js';
import { readGlossaryCsv, writeGlossaryCsv, type GlossaryEntry } from '../translation/translation-csv.js';
import { mustChangeSettings, mustReadSettings } from './access.js';
import { importedFrom, type Imported } from './imported.js';

/** The glossary is read whole for every text. */
const mostTerms = 2_000;

export async function showTerms(rt: Pick<Runtime, 'db'>, staff: SignedInStaff) {
  mustReadSettings(staff);
  return { items: await listTerms(rt.db) };
}

/**
 * Sets the district's word for a term; the one of before is retired.
 * @throws RecadoError 400 `too_many_terms`, `unreadable`
 */
export async function setTerm(rt: Runtime, staff: SignedInStaff, term: GlossaryEntry): Promise<void> {
  mustChangeSettings(staff);
  if ([term.term, term.target, term.note ?? ''].some(hasUnreadable)) {
    throw badRequest('unreadable', 'It has characters in it that no phone shows. Type it anew.');
  }
  await rt.db.transaction().execute(async (trx) => {
    await save(rt, trx, staff, [term], 'translation.term_set');
  });
}

/** @throws RecadoError 404 `not_found` */
export async function removeTerm(rt: Runtime, staff: SignedInStaff, id: string): Promise<void> {
  mustChangeSettings(staff);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    if (!(await retireTerm(trx, now, id))) throw notFound('This term');
    const action = 'translation.term_retired';
    await recordAudit(trx, now, { actor: staffActor(staff), action, subject: `term:${id}` });
  });
}

/**
 * Takes terms over from a CSV; those that are there already get the file's words.
 * @throws RecadoError 400 `bad_file`, `too_many_terms`
 */
export async function importTerms(rt: Runtime, staff: SignedInStaff, file: string): Promise<Imported> {
  mustChangeSettings(staff);
  const { terms, problems } = await readGlossaryCsv(file);
  await rt.db.transaction().execute(async (trx) => {
    await save(rt, trx, staff, terms, 'translation.terms_imported');
  });
  return importedFrom(terms.length, problems);
}

export async function exportTerms(rt: Pick<Runtime, 'db'>, staff: SignedInStaff): Promise<string> {
  mustReadSettings(staff);
  return writeGlossaryCsv(await listTerms(rt.db));
}

async function save(
  rt: Runtime,
  trx: Transaction<Database>,
  staff: SignedInStaff,
  terms: readonly GlossaryEntry[],
  action: string,
): Promise<void> {
  const now = rt.clock.now();
  await saveTerms(trx, now, terms, staff.id);
  if ((await listTerms(trx)).length > mostTerms) {
    throw badRequest('too_many_terms', `A glossary holds ${mostTerms} terms at most. Remove some first.`);
  }
  await recordAudit(trx, now, {
    actor: staffActor(staff),
    action,
    subject: 'glossary',
    detail: { terms: terms.length },
  });
}
