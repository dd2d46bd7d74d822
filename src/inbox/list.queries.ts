import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ConversationState } from '../conversations/conversations.table.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import { seesConversation, seesMessage, studentsTaughtBy } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import { reasonsForStaff } from '../delivery/unclear-outcome.js';
import type { NamedBy } from '../roster/named.queries.js';
import type { RankedPosition } from './cursor.js';
import { speakerNeeded } from './needs-speaker.queries.js';

export type ListView = 'mine' | 'unassigned' | 'urgent' | 'lookSoon' | 'open' | 'all';

export interface ListFilter {
  view: ListView;
  schoolId: string | undefined;
  /** What finds each word somebody looks for; of none, nothing is found. */
  named?: readonly NamedBy[] | undefined;
  /** The last four digits of a number. */
  lastFour?: string | undefined;
  after: RankedPosition | undefined;
  limit: number;
}

export interface ConversationRow {
  id: string;
  addressId: string;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  lineId: string;
  state: ConversationState;
  urgent: boolean;
  /** A text this person may read may be about danger, and nobody has looked at it. */
  lookSoon: boolean;
  /** Where it stands in the list: 2 urgent, 1 to be looked at soon, 0 everything else. */
  rank: number;
  assigneeId: string | null;
  assigneeName: string | null;
  studentId: string | null;
  waitingSince: Date | null;
  lastMessageAt: Date;
  lastPosition: number;
  needsAttention: boolean;
  /** Staff read a machine's words there about a matter in which a wrong word harms. */
  needsSpeaker: boolean;
  /** The language the family last wrote in. */
  lastWrittenIn: string | null;
  lastMessage: {
    direction: 'in' | 'out';
    text: string;
    holds: 'words' | 'attachment' | 'call' | 'nothing';
    language: string | null;
    translation: string | null;
    createdAt: string;
  } | null;
}

/**
 * What each view holds. `open` is what staff have to do, `mine` also what one waits for; `unassigned`, `urgent` and
 * `lookSoon` leave out what is closed.
 */
function inView(staff: SignedInStaff, view: ListView): RawBuilder<boolean> {
  switch (view) {
    case 'mine':
      return sql`conversation.state <> 'closed' and conversation.assignee_staff_id = ${staff.id}`;
    case 'unassigned':
      return sql`conversation.state <> 'closed' and conversation.assignee_staff_id is null`;
    case 'urgent':
      return sql`conversation.state <> 'closed' and conversation.urgent`;
    case 'lookSoon':
      return isToLookAt(staff);
    case 'open':
      return sql`conversation.state = 'open'`;
    case 'all':
      return sql`true`;
  }
}

/** Whether a text that may be about danger waits there for a look, as far as this person may read it. */
function isToLookAt(staff: SignedInStaff): RawBuilder<boolean> {
  if (reachOf(staff) !== 'classes') return sql`conversation.look_soon`;
  return sql`(conversation.look_soon and exists (
    select from look_soon look join request on request.id = look.request_id
    join message on message.id = request.message_id
    where request.conversation_id = conversation.id and request.status = 'open' and look.looked_at is null
      and ${seesMessage(staff)}))`;
}

/**
 * What staff have to do stands first: urgent, then to be looked at soon. In these words, for the index
 * `conversation_by_rank` is found by them.
 */
const rankOf = (
  staff: SignedInStaff,
): RawBuilder<number> => sql`(case when conversation.state <> 'open' then 0
  when conversation.urgent then 2 when ${isToLookAt(staff)} then 1 else 0 end)`;

/**
 * Somebody must look: a text of staff is held, or failed, or its fate is unclear for long, or a family's text could not
 * be understood, and no later answer of staff is on its way.
 */
const needsAttention: RawBuilder<boolean> = sql`exists (
  select from message m left join delivery d on d.message_id = m.id
  where m.conversation_id = conversation.id and (
    (m.sender_staff_id is not null and d.state = 'held')
    or ((m.processing = 'parked' or (m.sender_staff_id is not null and (d.state = 'failed'
          or d.state in ('sending', 'waiting') and d.reason = any(${[...reasonsForStaff]}))))
        and conversation.state <> 'closed'
        and not exists (
          select from message later join delivery ld on ld.message_id = later.id
          where later.conversation_id = conversation.id and later.position > m.position
            and later.sender_staff_id is not null and ld.state not in ('held', 'failed', 'dropped')
            and coalesce(ld.reason, '') <> all(${[...reasonsForStaff]})))))`;

/** While a family waits, what went to many since must not hide what it asked. */
const isAboutWhatWaits = sql`(conversation.waiting_since is null or message.direction = 'in'
  or message.purpose is null or message.purpose = 'reply')`;

const shown = sql`jsonb_build_object('direction', message.direction, 'text', message.text, 'language', message.language,
  'holds', case when message.subtype = 'missed_call' then 'call' when btrim(message.text) <> '' then 'words'
    when message.media <> '[]' then 'attachment' else 'nothing' end,
  'translation', (select t.text from message_translation t
    where t.message_id = message.id and t.withdrawal_id is null
    order by t.language = 'en' desc, t.language limit 1),
  'createdAt', message.created_at)`;

/** What a waiting family asked last, whatever it has only answered or thanked for since; else what was written last. */
const lastMessage = (staff: SignedInStaff): RawBuilder<unknown> => sql`coalesce(
  case when conversation.waiting_since is not null then (
    select ${shown} from request join message on message.id = request.message_id
    where request.conversation_id = conversation.id and request.status = 'open' and ${seesMessage(staff)}
    order by message.position desc limit 1) end,
  (select ${shown} from message where message.conversation_id = conversation.id and ${seesMessage(staff)}
     and message.purpose is distinct from 'system' and ${isAboutWhatWaits}
   order by message.position desc limit 1))`;

const selectRows = (staff: SignedInStaff): RawBuilder<unknown> => sql`
  select conversation.id, conversation.address_id, conversation.school_id, school.name as school_name,
    school.time_zone, conversation.line_id, conversation.state, conversation.urgent,
    ${isToLookAt(staff)} as look_soon, ${rankOf(staff)} as rank,
    conversation.assignee_staff_id as assignee_id, assignee.name as assignee_name, conversation.student_id,
    conversation.waiting_since, conversation.last_message_at, conversation.last_position,
    ${needsAttention} as needs_attention, ${speakerNeeded(staff)} as needs_speaker,
    (select m.language from message m where m.conversation_id = conversation.id and m.direction = 'in'
       and m.language is not null order by m.position desc limit 1) as last_written_in,
    ${lastMessage(staff)} as last_message
  from conversation
  join school on school.id = conversation.school_id
  left join staff assignee on assignee.id = conversation.assignee_staff_id`;

/**
 * For a row of `conversation`: is the word in the name of a guardian at its number, or of a child of theirs at its school
 * whom this person may know of? Guardians who only have children at another school are left out.
 */
function familyIsNamed(staff: SignedInStaff, named: NamedBy): RawBuilder<boolean> {
  const known = reachOf(staff) === 'classes' ? sql`student.id in ${studentsTaughtBy(staff.id)}` : sql`true`;
  return sql`conversation.id in (
    select thread.id from guardian
    join guardian_address ga on ga.guardian_id = guardian.id and ga.retired_at is null
    join conversation thread on thread.address_id = ga.address_id
    where ${named.guardian}
      and (not exists (select from guardian_student gs where gs.guardian_id = guardian.id)
        or exists (select from guardian_student gs join student child on child.id = gs.student_id
          where gs.guardian_id = guardian.id and child.school_id = thread.school_id))
    union
    select thread.id from student
    join guardian_student gs on gs.student_id = student.id
    join guardian_address ga on ga.guardian_id = gs.guardian_id and ga.retired_at is null
    join conversation thread on thread.address_id = ga.address_id and thread.school_id = student.school_id
    where ${named.student} and ${known})`;
}

/**
 * One page of the conversations this person sees, what is urgent first, then what is to be looked at soon, then the rest,
 * the newest text first; one row more than `limit` where there are more.
 */
export async function listConversationRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  filter: ListFilter,
): Promise<ConversationRow[]> {
  return (await listQuery(staff, filter).execute(db)).rows;
}

/** The statement of {@link listConversationRows}. */
export function listQuery(staff: SignedInStaff, filter: ListFilter): RawBuilder<ConversationRow> {
  const conditions = [seesConversation(staff), inView(staff, filter.view)];
  if (filter.schoolId !== undefined) conditions.push(sql`conversation.school_id = ${filter.schoolId}`);
  if (filter.named?.length === 0) conditions.push(sql`false`);
  for (const word of filter.named ?? []) conditions.push(familyIsNamed(staff, word));
  if (filter.lastFour !== undefined) {
    conditions.push(
      sql`conversation.address_id in (select a.id from address a where right(a.e164, 4) = ${filter.lastFour})`,
    );
  }
  if (filter.after !== undefined) {
    const { rank: last, at, id } = filter.after;
    conditions.push(
      sql`(${rankOf(staff)}, conversation.last_message_at, conversation.id) < (${last}::integer, ${at}, ${id}::uuid)`,
    );
  }
  return sql<ConversationRow>`${selectRows(staff)}
    where ${sql.join(conditions, sql` and `)}
    order by ${rankOf(staff)} desc, conversation.last_message_at desc, conversation.id desc
    limit ${filter.limit + 1}`;
}

/** One conversation, or undefined where it does not exist or this person does not see it. */
export async function readConversationRow(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<ConversationRow | undefined> {
  const found = await sql<ConversationRow>`${selectRows(staff)}
    where conversation.id = ${conversationId} and ${seesConversation(staff)}`.execute(db);
  return found.rows[0];
}

export interface ViewCounts {
  mine: number;
  unassigned: number;
  urgent: number;
  lookSoon: number;
  open: number;
}

/** How many conversations each view holds for this person. */
export async function countViews(
  db: Kysely<Database>,
  staff: SignedInStaff,
  schoolId: string | undefined,
): Promise<ViewCounts> {
  const count = (view: ListView): RawBuilder<number> =>
    sql`count(*) filter (where ${inView(staff, view)})::integer`;
  const counted = await sql<ViewCounts>`
    select ${count('mine')} as mine, ${count('unassigned')} as unassigned, ${count('urgent')} as urgent,
      ${count('lookSoon')} as look_soon, ${count('open')} as open
    from conversation
    where conversation.state <> 'closed' and ${seesConversation(staff)}
      ${schoolId === undefined ? sql`` : sql`and conversation.school_id = ${schoolId}`}`.execute(db);
  return counted.rows[0] ?? { mine: 0, unassigned: 0, urgent: 0, lookSoon: 0, open: 0 };
}

/** Whether this person sees a conversation. */
export async function canSeeConversation(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('conversation')
    .select('conversation.id')
    .where('conversation.id', '=', conversationId)
    .where(seesConversation(staff))
    .executeTakeFirst();
  return row !== undefined;
}
