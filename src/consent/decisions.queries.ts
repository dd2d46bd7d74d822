import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

export interface NewDecision {
  addressId: string;
  conversationId: string;
  schoolId: string;
  messageId: string;
  ownerStaffId: string | null;
  dueAt: Date;
}

/** Opens the question whether a text was an opt-out, once a text. */
export async function openDecision(
  trx: Transaction<Database>,
  now: Date,
  decision: NewDecision,
): Promise<void> {
  await trx
    .insertInto('consentDecision')
    .values({
      ...decision,
      id: newId(),
      createdAt: now,
      escalatedAt: null,
      decidedAt: null,
      decidedByStaffId: null,
      decision: null,
    })
    .onConflict((conflict) => conflict.column('messageId').doNothing())
    .execute();
}

/**
 * The family said clearly what it wants, or somebody wrote it down: nobody has to decide any more.
 * @returns the texts it was about
 */
export async function settleDecisions(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  staffId: string | null = null,
): Promise<string[]> {
  const settled = await trx
    .updateTable('consentDecision')
    .set({ decidedAt: now, decision: 'settled', decidedByStaffId: staffId })
    .where('addressId', '=', addressId)
    .where('decidedAt', 'is', null)
    .returning('messageId')
    .execute();
  return settled.map((one) => one.messageId);
}

export interface OpenDecision {
  id: string;
  addressId: string;
  messageId: string;
  dueAt: Date;
  escalatedAt: Date | null;
  ownerName: string | null;
}

/** Decisions a conversation still waits for, the oldest first. */
export function readOpenDecisions(db: Kysely<Database>, conversationId: string): Promise<OpenDecision[]> {
  return db
    .selectFrom('consentDecision')
    .leftJoin('staff', 'staff.id', 'consentDecision.ownerStaffId')
    .select(['consentDecision.id', 'consentDecision.addressId', 'consentDecision.messageId'])
    .select(['consentDecision.dueAt', 'consentDecision.escalatedAt', 'staff.name as ownerName'])
    .where('consentDecision.conversationId', '=', conversationId)
    .where('consentDecision.decidedAt', 'is', null)
    .orderBy('consentDecision.createdAt')
    .execute();
}

/**
 * Decides, once.
 * @returns the text it was about; undefined where it is decided already, or is no decision of that conversation
 */
export async function decide(
  trx: Transaction<Database>,
  now: Date,
  { id, conversationId }: { id: string; conversationId: string },
  by: { staffId: string; decision: 'stop' | 'go_on' },
): Promise<{ addressId: string; messageId: string; saidAt: Date } | undefined> {
  const decided = await sql<{ addressId: string; messageId: string; saidAt: Date }>`
    update consent_decision d set decided_at = ${now}, decided_by_staff_id = ${by.staffId}, decision = ${by.decision}
    from message m
    where d.id = ${id} and d.conversation_id = ${conversationId} and d.decided_at is null and m.id = d.message_id
    returning d.address_id, d.message_id, coalesce(m.carrier_at, m.created_at) as said_at`.execute(trx);
  return decided.rows[0];
}

/** One decision nobody made in time, locked, with who answers for the school; those others work on are passed over. */
export async function lockOverdueDecision(
  trx: Transaction<Database>,
  now: Date,
): Promise<
  | { id: string; conversationId: string; schoolId: string; messageId: string; adminId: string | null }
  | undefined
> {
  const overdue = await sql<{
    id: string;
    conversationId: string;
    schoolId: string;
    messageId: string;
    adminId: string | null;
  }>`
    select d.id, d.conversation_id, d.school_id, d.message_id,
      (select s.id from staff s left join staff_school ss on ss.staff_id = s.id and ss.school_id = d.school_id
       where s.active and not s.is_machine and s.id is distinct from d.owner_staff_id
         and ((s.role = 'school_admin' and ss.staff_id is not null) or s.role = 'district_admin')
       order by s.role <> 'school_admin', s.id limit 1) as admin_id
    from consent_decision d
    where d.decided_at is null and d.escalated_at is null and d.due_at <= ${now}
    order by d.due_at limit 1
    for update of d skip locked`.execute(trx);
  return overdue.rows[0];
}

/** Notes that a decision went to somebody else because it was overdue. */
export async function markEscalated(
  trx: Transaction<Database>,
  now: Date,
  id: string,
  ownerStaffId: string | null,
): Promise<void> {
  await trx
    .updateTable('consentDecision')
    .set((eb) => ({
      escalatedAt: now,
      ownerStaffId: ownerStaffId === null ? eb.ref('ownerStaffId') : ownerStaffId,
    }))
    .where('id', '=', id)
    .execute();
}

/**
 * Gives the open decisions of people who left to whoever has the conversation now, else to a liaison of the school, its
 * administrator, or one of the district. Deadlines stay.
 * @returns how many there were
 */
export async function handDecisionsOver(
  trx: Transaction<Database>,
  leaverIds: readonly string[],
): Promise<number> {
  if (leaverIds.length === 0) return 0;
  const handed = await sql`
    update consent_decision d set owner_staff_id = heir.id
    from consent_decision was join conversation c on c.id = was.conversation_id
    left join lateral (
      select s.id from staff s
      where s.active and not s.is_machine and (s.id = c.assignee_staff_id or s.role = 'district_admin' or (
        s.role in ('liaison', 'school_admin') and exists (
          select from staff_school ss where ss.staff_id = s.id and ss.school_id = was.school_id)))
      order by s.id is distinct from c.assignee_staff_id,
        array_position(array['liaison', 'school_admin', 'district_admin'], s.role), s.created_at, s.id
      limit 1) heir on true
    where d.id = was.id and was.decided_at is null and was.owner_staff_id = any(${[...leaverIds]}::uuid[])`.execute(
    trx,
  );
  return Number(handed.numAffectedRows ?? 0n);
}
