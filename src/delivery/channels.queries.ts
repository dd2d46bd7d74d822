import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { Purpose } from '../conversations/conversations.table.js';
import type { ChannelFacts } from './choose-channel.js';
import type { TemplateVariable } from './delivery.table.js';

/** What the road of a text leans on: the facts, and the values for a template's variables. */
export interface ChannelRow extends ChannelFacts {
  school: string;
  district: string;
}

/**
 * For a query that has a delivery as `d`, its address as `a` and its school as `sc`: a row with everything
 * `chooseChannel` asks for.
 */
export function channelOf(): RawBuilder<ChannelRow> {
  return sql`(
    select a.channel as "preferred", a.sms_instead as "smsInstead", a.text_only_reason as "textOnlyReason",
      l.whatsapp_sender as "whatsappSender", l.can_send_pictures as "canSendPictures",
      w.last_inbound_at as "whatsappInboundAt", w.closed_at as "whatsappClosedAt",
      w.unusable_reason as "whatsappUnusableReason",
      case when l.whatsapp_sender is not null then (
        select json_build_object('contentSid', t.content_sid, 'variables', to_jsonb(t.variables))
        from whatsapp_template t
        where t.purpose = d.purpose and t.language = d.language
          and (t.subtype is null or t.subtype = d.subtype) and t.deactivated_at is null
        order by t.subtype nulls last limit 1) end as "template",
      sc.name as "school", (select district_name from deployment) as "district"
    from line l left join whatsapp_contact w on w.line_id = l.id and w.address_id = a.id
    where l.id = d.line_id)`;
}

/** The facts for a text that is about to be written to an address, before there is any delivery. */
export async function readChannel(
  db: Kysely<Database>,
  place: { addressId: string; lineId: string; schoolId: string },
  text: { purpose: Purpose; subtype: string | null; language: string },
): Promise<ChannelRow> {
  const rows = await sql<ChannelRow>`
    select channel.*
    from (select ${place.lineId}::uuid as line_id, ${text.purpose}::text as purpose, ${text.subtype}::text as subtype,
            ${text.language}::text as language) d
    join address a on a.id = ${place.addressId}
    join school sc on sc.id = ${place.schoolId}
    cross join lateral ${channelOf()} channel`.execute(db);
  const row = rows.rows[0];
  if (!row) throw new Error('the conversation has no line');
  return row;
}

/** Writes an approved template down; one for the same kind of text and language takes its place. */
export async function saveTemplate(
  db: Kysely<Database>,
  now: Date,
  template: {
    contentSid: string;
    purpose: Purpose;
    subtype: string | null;
    language: string;
    variables: TemplateVariable[];
  },
): Promise<void> {
  const { contentSid, purpose, subtype, language, variables } = template;
  await sql`
    insert into whatsapp_template (id, content_sid, purpose, subtype, language, variables, created_at)
    values (${newId()}, ${contentSid}, ${purpose}, ${subtype}, ${language}, ${variables}::text[], ${now})
    on conflict (purpose, coalesce(subtype, ''), language) do update
      set content_sid = excluded.content_sid, variables = excluded.variables, created_at = excluded.created_at,
        deactivated_at = null`.execute(db);
}

export interface TemplateRow {
  id: string;
  contentSid: string;
  purpose: Purpose;
  subtype: string | null;
  language: string;
  variables: TemplateVariable[];
  createdAt: Date;
  deactivatedAt: Date | null;
}

/** Every template that was written down, those in use first; a district has a few dozen. */
export function readTemplates(db: Kysely<Database>): Promise<TemplateRow[]> {
  return db
    .selectFrom('whatsappTemplate')
    .select(['id', 'contentSid', 'purpose', 'subtype', 'language', 'variables', 'createdAt', 'deactivatedAt'])
    .orderBy((eb) => eb('deactivatedAt', 'is not', null))
    .orderBy('purpose')
    .orderBy('language')
    .orderBy('id')
    .limit(500)
    .execute();
}

/**
 * Takes a template out of use, or back into it.
 * @returns the carrier's name of it; undefined where there is none
 */
export async function setTemplateUse(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  isUsed: boolean,
): Promise<string | undefined> {
  const row = await trx
    .updateTable('whatsappTemplate')
    .set({ deactivatedAt: isUsed ? null : now })
    .where('id', '=', id)
    .returning('contentSid')
    .executeTakeFirst();
  return row?.contentSid;
}

/** Names a text's picture to the carrier until then, and answers its token; the same token while it lasts. */
export async function lendPicture(
  db: Kysely<Database>,
  messageId: string,
  token: string,
  until: Date,
): Promise<string> {
  const row = await db
    .updateTable('delivery')
    .set((eb) => ({ pictureToken: eb.fn.coalesce('pictureToken', eb.val(token)), pictureUntil: until }))
    .where('messageId', '=', messageId)
    .returning('pictureToken')
    .executeTakeFirstOrThrow();
  return row.pictureToken ?? token;
}

/** The picture a token names, while it does. */
export async function findLentPicture(
  db: Kysely<Database>,
  now: Date,
  token: string,
): Promise<{ stored: string; contentType: string } | undefined> {
  const rows = await sql<{ stored: string; contentType: string }>`
    select m.media -> 0 ->> 'stored' as stored, m.media -> 0 ->> 'contentType' as content_type
    from delivery d join message m on m.id = d.message_id
    where d.picture_token = ${token} and d.picture_until > ${now}
      and m.media -> 0 ->> 'stored' is not null`.execute(db);
  return rows.rows[0];
}
