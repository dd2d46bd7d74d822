import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { TranslationChange, TranslationQuality } from './translation.table.js';
import type { TrustTier } from './trust.js';

export interface NewTranslation {
  messageId: string;
  language: string;
  text: string;
  engine: string;
  quality: TranslationQuality;
  tier?: TrustTier;
  staffId?: string;
}

/**
 * Stores a translation beside its message; a later one in the same language takes the earlier one's place, but an
 * engine that comes late never a person's, nor what a person took back. The words that stood there before are kept.
 */
export function insertTranslation(
  db: Kysely<Database>,
  now: Date,
  translation: NewTranslation,
): Promise<void> {
  return replaceTranslations(db, now, [translation]);
}

/** {@link insertTranslation} for many messages at once. */
export async function replaceTranslations(
  db: Kysely<Database>,
  now: Date,
  translations: readonly NewTranslation[],
): Promise<void> {
  if (translations.length === 0) return;
  const rows = translations.map(({ messageId, staffId, tier, ...words }) => ({
    id: newId(),
    message_id: messageId,
    staff_id: staffId ?? null,
    tier: tier ?? null,
    ...words,
  }));
  await sql`
    with new as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, message_id uuid, language text,
        text text, engine text, quality text, tier text, staff_id uuid)),
    kept as (
      insert into translation_edit (id, message_id, language, what, before_text, before_engine, before_quality,
        after_text, staff_id, edited_at)
      select new.id, t.message_id, t.language, 'edited', t.text, t.engine, t.quality, new.text, new.staff_id,
        ${now}::timestamptz
      from new join message_translation t on t.message_id = new.message_id and t.language = new.language
      where t.text <> new.text and (t.engine <> 'person' and t.withdrawal_id is null or new.engine = 'person'))
    insert into message_translation as t (message_id, language, text, engine, quality, tier, staff_id, created_at)
    select message_id, language, text, engine, quality, tier, staff_id, ${now} from new
    on conflict (message_id, language) do update
      set text = excluded.text, engine = excluded.engine, quality = excluded.quality, tier = excluded.tier,
          staff_id = excluded.staff_id, created_at = excluded.created_at, withdrawal_id = null
      where t.engine <> 'person' and t.withdrawal_id is null or excluded.engine = 'person'`.execute(db);
}

/** Notes what happened to a translation as it stands, in the transaction that does it. */
export async function noteChange(
  trx: Transaction<Database>,
  now: Date,
  change: {
    messageIds: readonly string[];
    language: string;
    what: Exclude<TranslationChange, 'edited'>;
    staffId: string;
    reason: string | null;
  },
): Promise<void> {
  const { messageIds, language, what, staffId, reason } = change;
  const rows = JSON.stringify(messageIds.map((messageId) => ({ id: newId(), message_id: messageId })));
  await sql`
    insert into translation_edit (id, message_id, language, what, before_text, before_engine, before_quality, after_text,
      staff_id, reason, edited_at)
    select n.id, t.message_id, t.language, ${what}, t.text, t.engine, t.quality,
      case when ${what} = 'withdrawn' then null else t.text end, ${staffId}::uuid, ${reason}, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as n (id uuid, message_id uuid)
    join message_translation t on t.message_id = n.message_id and t.language = ${language}`.execute(trx);
}

/** Texts that are in this language now need no translation into it. */
export async function dropTranslations(
  trx: Transaction<Database>,
  messageIds: readonly string[],
  language: string,
): Promise<void> {
  if (messageIds.length === 0) return;
  await trx
    .deleteFrom('messageTranslation')
    .where('messageId', 'in', messageIds)
    .where('language', '=', language)
    .execute();
}

export interface EditRow {
  id: string;
  language: string;
  what: TranslationChange;
  beforeText: string;
  beforeEngine: string;
  beforeQuality: TranslationQuality;
  afterText: string | null;
  by: string | null;
  reason: string | null;
  editedAt: Date;
}

/** What became of the translations of a text, the newest change first. */
export function readEdits(db: Kysely<Database>, messageId: string): Promise<EditRow[]> {
  return db
    .selectFrom('translationEdit as e')
    .leftJoin('staff', 'staff.id', 'e.staffId')
    .select([
      'e.id',
      'e.language',
      'e.what',
      'e.beforeText',
      'e.beforeEngine',
      'e.beforeQuality',
      'e.afterText',
      'staff.name as by',
      'e.reason',
      'e.editedAt',
    ])
    .where('e.messageId', '=', messageId)
    .orderBy('e.id', 'desc')
    .limit(50)
    .execute();
}
