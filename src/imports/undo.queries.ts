import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { rosterDocuments } from '../roster/import-state.queries.js';
import type { Entity } from './imports.table.js';

/**
 * Plans the way back: what an import added goes, what it removed returns, and each field it changed is as before, where
 * it is still as the import left it and nobody else's since. What changed since stays, and is told as `keep`.
 * @param importId the undoing import, whose rows are written
 * @param undone the import that is undone
 */
export async function planUndo(
  trx: Transaction<Database>,
  entity: Entity,
  { importId, undone, source }: { importId: string; undone: string; source: string },
): Promise<void> {
  await sql`
    with was as (
      select r.*, c.id as current_id, c.doc as current, coalesce(c.owners, '{}') as owners
      from import_row r left join (${rosterDocuments(entity, source)}) c on c.source_id = r.source_id
      where r.import_id = ${undone} and r.entity = ${entity} and r.action in ('add', 'change', 'remove')),
    planned as (
      select was.*, back.doc as back,
        case
          when action = 'add' and current = after and entity <> 'school' then 'remove'
          when action = 'remove' and current is null then 'add'
          when action = 'change' and before is not null and current is not null and back.doc <> current then 'change'
        end as undoing,
        case
          when action = 'add' and current is not null and (current <> after or entity = 'school') then true
          when action = 'remove' and current is not null then true
          when action = 'change' and before is not null then current is null or back.kept
          else false
        end as is_kept
      from was
      cross join lateral (
        select coalesce(current, '{}') || coalesce(jsonb_object_agg(key, before->key)
            filter (where current->key = after->key and not owners ? key), '{}') as doc,
          coalesce(bool_or(current->key <> before->key and (current->key <> after->key or owners ? key)), false) as kept
        from jsonb_object_keys(case when action = 'change' then before else '{}' end) key
        where before->key <> after->key) back)
    insert into import_row (import_id, action, entity, source_id, entity_id, label, before, after, reason)
    select ${importId}::uuid, undoing, entity, source_id, coalesce(current_id, entity_id), label, current,
      case undoing when 'add' then before when 'change' then back end, null
    from planned where undoing is not null
    union all
    select ${importId}::uuid, 'keep', entity, source_id, current_id, label, current, null,
      case when entity = 'school' then 'a school stays' else 'it was changed since' end
    from planned where is_kept`.execute(trx);
}
