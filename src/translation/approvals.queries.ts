import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { LanguagePart } from './translation.table.js';

export interface Approval {
  language: string;
  part: LanguagePart;
  textsHash: string;
  speakerName: string;
  /** Who noted it. */
  by: string;
  approvedAt: Date;
}

/** The newest approval of each part of each language. */
export async function readApprovals(db: Kysely<Database>): Promise<Approval[]> {
  const rows = await sql<Approval>`
    select distinct on (a.language, a.part) a.language, a.part, a.texts_hash, a.speaker_name, staff.name as by,
      a.approved_at
    from language_approval a join staff on staff.id = a.approved_by_staff_id
    order by a.language, a.part, a.approved_at desc, a.id desc`.execute(db);
  return rows.rows;
}

/** Notes that a speaker approved the words of a part; the same words again name the speaker who was last. */
export async function approvePart(
  trx: Transaction<Database>,
  now: Date,
  approval: { language: string; part: LanguagePart; textsHash: string; speakerName: string; staffId: string },
): Promise<void> {
  const { staffId, ...approved } = approval;
  const by = { speakerName: approved.speakerName, approvedByStaffId: staffId, approvedAt: now };
  await trx
    .insertInto('languageApproval')
    .values({ id: newId(), ...approved, ...by })
    .onConflict((conflict) => conflict.columns(['language', 'part', 'textsHash']).doUpdateSet(by))
    .execute();
}

/** Takes the approval of these words back; the speaker's name, or undefined where there was none. */
export async function deleteApproval(
  trx: Transaction<Database>,
  approval: { language: string; part: LanguagePart; textsHash: string },
): Promise<string | undefined> {
  const deleted = await trx
    .deleteFrom('languageApproval')
    .where('language', '=', approval.language)
    .where('part', '=', approval.part)
    .where('textsHash', '=', approval.textsHash)
    .returning('speakerName')
    .executeTakeFirst();
  return deleted?.speakerName;
}
