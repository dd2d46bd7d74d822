import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readEdits } from '../translation/translation.queries.js';
import { readableMessage } from './reply-context.queries.js';

/**
 * What stood beside a text before: each change of its translations with who made it, the newest first.
 * @throws RecadoError 404 `not_found`
 */
export async function readTranslationHistory(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  messageId: string,
) {
  if (!(await readableMessage(rt.db, staff, messageId))) throw notFound('This text');
  const rows = await readEdits(rt.db, messageId);
  return { items: rows.map(({ editedAt, ...row }) => ({ ...row, at: editedAt.toISOString() })) };
}
