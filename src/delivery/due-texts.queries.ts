import { sql, type Transaction } from 'kysely';
import type { ContactFacts } from '../consent/contact-rules.js';
import type { WeekFacts } from '../consent/weekly-budget.js';
import type { Database } from '../db/database.js';
import { planOnce } from '../db/prepared.js';
import { channelOf, type ChannelRow } from './channels.queries.js';
import { languageAskedAt, weekOf } from './contact-facts.queries.js';
import type { DeliveryTable } from './delivery.table.js';
import { priorities } from './queue-text.js';
import { refusalOf, rightsOf, type RightsRow } from './rights.queries.js';

/** Beyond every priority there is. */
const lastPriority = 32_767;

/** A text that is due, with all that decides whether it may go out now. */
export interface DueText {
  messageId: string;
  addressId: string;
  schoolId: string;
  to: string;
  /** The part that goes next, where the text is split. */
  body: string;
  part: number;
  /** Of that part. */
  segments: number;
  /** The content type of the picture that goes along with this part. */
  picture: string | null;
  purpose: DeliveryTable['purpose'];
  subtype: string | null;
  tries: number;
  /** Since when it is due. */
  nextAttemptAt: Date;
  /** Why the rights of contact forbid it; null: they do not. */
  refusal: string | null;
  /** What the rules of contact ask for. */
  contact: ContactFacts;
  places: Places;
  /** What its road leans on, and what stands in a template. */
  channel: ChannelRow;
}

/** What is taken of the family's week and day, and what of it the text has. */
export interface Places {
  /** The family's local date, and the Monday of its week. */
  today: string;
  monday: string;
  /** The family's week, who in it the text comes from, and the places others have taken; null: it is not looked at. */
  week: (WeekFacts & { sender: string; takenSlots: number[] }) | null;
  /** Places of the day that others have taken; null where the day is not looked at. */
  takenToday: number[] | null;
  /** The text has a place of the day. */
  hasPlaceToday: boolean;
  /** It has taken a place of a week or day before, maybe of another one. */
  hasTakenPlace: boolean;
}

/** Those of the line that wait: how many schools they are of. */
export interface DueTexts {
  texts: DueText[];
  /** Several schools have texts waiting: who had a turn is to be noted. */
  isShared: boolean;
}

interface DueRow
  extends
    Omit<DueText, 'refusal' | 'contact' | 'places' | 'channel'>,
    Omit<ContactFacts, 'now' | 'week' | 'automaticToday'>,
    RightsRow,
    ChannelRow,
    Places {
  priority: number;
  turn: number;
  servedAt: Date | null;
  isShared: boolean;
}

/**
 * The texts of a line that are due, locked so that no other worker sees them, the most urgent first; among equally
 * urgent ones the schools of the line take turns, whoever waited longest first. None to an address that still has an
 * unsettled attempt on this line, and one an address at most. Under a hold of the district, the line or the text's
 * school there are none, alerts and answers included.
 * @param want.alertsOnly leaves everything else where it is
 */
export async function lockDueTexts(
  trx: Transaction<Database>,
  now: Date,
  lineId: string,
  want: { limit: number; alertsOnly: boolean },
): Promise<DueTexts> {
  // However much waits, few rows are read: the index leads from one school to the next (`place`), and for each to its
  // first texts (`candidate`). Only for those that are chosen is looked up what goes with them. Where a condition says
  // more than its index (`offset 0`, the state looked at last), it is so that no index over everything that waits can
  // be taken for a short way: statistics are mostly of a time when nothing waited.
  const due = await sql<DueRow>`
    ${planOnce} with recursive place as (
      (select d.priority, d.school_id from delivery d where d.line_id = ${lineId} and d.state = 'waiting'
       order by d.priority, d.school_id limit 1)
      union all
      select n.priority, n.school_id from place p cross join lateral (
        select d.priority, d.school_id from delivery d
        where d.line_id = ${lineId} and d.state = 'waiting' and (d.priority, d.school_id) > (p.priority, p.school_id)
        order by d.priority, d.school_id limit 1) n),
    candidate as materialized (
      select c.message_id, c.next_attempt_at, p.priority, t.served_at,
             row_number() over (partition by p.priority, p.school_id order by c.next_attempt_at, c.message_id) as turn
      from place p
      left join line_turn t on t.line_id = ${lineId} and t.school_id = p.school_id
      cross join lateral (
        select d.message_id, d.next_attempt_at from delivery d
        where d.line_id = ${lineId} and d.state = 'waiting' and d.priority = p.priority and d.school_id = p.school_id
          and d.next_attempt_at <= ${now}
          and not exists (select from delivery_attempt u
                          where u.line_id = d.line_id and u.address_id = d.address_id
                            and u.state in ('claimed', 'sending') offset 0)
        order by d.next_attempt_at, d.message_id limit ${want.limit}) c
      where p.priority <= ${want.alertsOnly ? priorities.alert : lastPriority}
        and not exists (select 1 from hold h where h.lifted_at is null and (h.scope = 'district'
                        or (h.scope = 'line' and h.line_id = ${lineId})
                        or (h.scope = 'school' and h.school_id = p.school_id)))),
    chosen as materialized (
      select * from candidate order by priority, turn, served_at nulls first, next_attempt_at, message_id
      limit ${want.limit}),
    due as materialized (
      select d.message_id, d.line_id, d.address_id, d.school_id, d.body, coalesce(d.parts[d.next_part], d.body) as next_body,
             d.next_part as part, coalesce(ceil(d.segments::numeric / cardinality(d.parts)), d.segments, 1)::integer
               as segments,
             case when d.has_picture and d.next_part = 1 then (
               select m.media -> 0 ->> 'contentType' from message m where m.id = d.message_id) end as picture,
             d.language, d.purpose, d.subtype, d.tries, d.state, d.expires_at, d.priority, d.next_attempt_at,
             d.created_at, chosen.turn, chosen.served_at
      from chosen join delivery d on d.message_id = chosen.message_id
      for update of d skip locked)
    select d.message_id as "messageId", d.address_id as "addressId", d.school_id as "schoolId", a.e164 as "to",
           d.next_body as "body",
           d.part, d.segments, d.picture, d.purpose, d.subtype, d.tries, d.expires_at as "expiresAt", d.priority,
           d.next_attempt_at as "nextAttemptAt", d.turn::integer, d.served_at as "servedAt",
           (own.day is not null or own.week is not null) as "hasTakenPlace",
           coalesce(own.day = zone.today, false) as "hasPlaceToday", zone.today::text, zone.monday::text,
           channel.*, (select count(distinct school_id) > 1 from place) as "isShared",
           coalesce(co.state, 'subscribed') as consent, co.paused_until as "pausedUntil",
           coalesce(co.suspended, false) as suspended,
           (select min(due_at) from consent_decision o
            where o.address_id = d.address_id and o.decided_at is null) as "decideBy",
           exists (select 1 from carrier_block b
                   where b.address_id = d.address_id and b.line_id = d.line_id and b.lifted_at is null offset 0)
             as "carrierBlocked",
           a.unreachable_reason as "unreachableReason",
           zone.name as "timeZone", zone.others as "otherTimeZones",
           pref.contact_from as "preferredFrom", pref.contact_until as "preferredUntil",
           pref.contact_days as "preferredDays",
           pref.welcomed_at is not null as welcomed, d.created_at as "queuedAt",
           case when d.purpose in ('learning', 'pulse') then array(
             select sd.day::text from school_day sd where sd.school_id = d.school_id
             and sd.kind in ('holiday', 'closure') and sd.day >= zone.today
             order by sd.day limit 60) else '{}' end as "closedDays",
           case when d.purpose in ('learning', 'pulse') then ${languageAskedAt(now)} end as "languageAskedAt",
           case when d.purpose in ('learning', 'pulse') then ${weekOf()} end as week,
           case when d.purpose in ('learning', 'pulse', 'system') then array(
             select cd.slot::integer from contact_day cd where cd.address_id = d.address_id
             and cd.day = zone.today and cd.message_id <> d.message_id) end as "takenToday",
           rights.*, sc.contact_from as "contactFrom", sc.contact_until as "contactUntil",
           (select max(latest.created_at) from conversation c cross join lateral (
              select m.created_at from message m where m.conversation_id = c.id and m.direction = 'in'
              order by m.position desc limit 1) latest
            where c.address_id = d.address_id) as "lastInboundAt"
    from due d
    join message m on m.id = d.message_id
    join address a on a.id = d.address_id
    join school sc on sc.id = d.school_id
    cross join lateral (
      select g.name, g.others, g.knows_language, local.day as today, local.day - (extract(isodow from local.day)::integer - 1) as monday
      from (
        select coalesce(min(g.time_zone), sc.time_zone) as name,
               coalesce(array_agg(distinct coalesce(g.time_zone, sc.time_zone)) filter (where g.id is not null), '{}')
                 as others,
               coalesce(bool_or(g.home_language is not null), false) as knows_language
        from guardian_address ga join guardian g on g.id = ga.guardian_id
        where ga.address_id = d.address_id and ga.retired_at is null) g
      cross join lateral (select (${now}::timestamptz at time zone g.name)::date as day) local) zone
    cross join lateral (
      select (select cd.day from contact_day cd where cd.message_id = d.message_id) as day,
             (select cs.week from contact_slot cs where cs.message_id = d.message_id) as week) own
    cross join lateral ${channelOf()} channel
    cross join lateral ${rightsOf(now)} rights
    left join contact_preference pref on pref.address_id = d.address_id
    left join lateral consent_of(d.address_id, d.purpose, ${now}) co on true
    where d.state = 'waiting'`.execute(trx.withoutPlugins());
  return {
    texts: oneAnAddress(due.rows.sort(byTurn)).map((row) => presentText(now, row)),
    isShared: due.rows.some((row) => row.isShared),
  };
}

function byTurn(a: DueRow, b: DueRow): number {
  return (
    a.priority - b.priority ||
    a.turn - b.turn ||
    (a.servedAt?.getTime() ?? 0) - (b.servedAt?.getTime() ?? 0) ||
    a.nextAttemptAt.getTime() - b.nextAttemptAt.getTime() ||
    a.messageId.localeCompare(b.messageId)
  );
}

function oneAnAddress(rows: readonly DueRow[]): DueRow[] {
  const addresses = new Set<string>();
  return rows.filter(({ addressId }) => {
    if (addresses.has(addressId)) return false;
    addresses.add(addressId);
    return true;
  });
}

/**
 * Field by field, and named by the query itself: of a row with so many computed names V8 makes a table, and all that is
 * copied from it later is slow as well. That was a fifth of what a text costs this process.
 */
function presentText(now: Date, row: DueRow): DueText {
  const { week, takenToday } = row;
  return {
    messageId: row.messageId,
    addressId: row.addressId,
    schoolId: row.schoolId,
    to: row.to,
    body: row.body,
    part: row.part,
    segments: row.segments,
    picture: row.picture,
    purpose: row.purpose,
    subtype: row.subtype,
    tries: row.tries,
    nextAttemptAt: row.nextAttemptAt,
    refusal: refusalOf(row.purpose, {
      isKnown: row.isKnown,
      reachesAnyone: row.reachesAnyone,
      aboutBarredChild: row.aboutBarredChild,
      changedSince: row.changedSince,
      barredNames: row.barredNames,
      words: row.words,
    }),
    contact: {
      now,
      week,
      automaticToday: takenToday?.length ?? null,
      consent: row.consent,
      pausedUntil: row.pausedUntil,
      suspended: row.suspended,
      decideBy: row.decideBy,
      carrierBlocked: row.carrierBlocked,
      unreachableReason: row.unreachableReason,
      welcomed: row.welcomed,
      languageAskedAt: row.languageAskedAt,
      expiresAt: row.expiresAt,
      queuedAt: row.queuedAt,
      lastInboundAt: row.lastInboundAt,
      timeZone: row.timeZone,
      otherTimeZones: row.otherTimeZones ?? [],
      contactFrom: row.contactFrom,
      contactUntil: row.contactUntil,
      preferredFrom: row.preferredFrom,
      preferredUntil: row.preferredUntil,
      preferredDays: row.preferredDays,
      closedDays: row.closedDays,
    },
    places: {
      today: row.today,
      monday: row.monday,
      week,
      takenToday,
      hasPlaceToday: row.hasPlaceToday,
      hasTakenPlace: row.hasTakenPlace,
    },
    channel: {
      preferred: row.preferred,
      smsInstead: row.smsInstead,
      textOnlyReason: row.textOnlyReason,
      whatsappSender: row.whatsappSender,
      canSendPictures: row.canSendPictures,
      whatsappInboundAt: row.whatsappInboundAt,
      whatsappClosedAt: row.whatsappClosedAt,
      whatsappUnusableReason: row.whatsappUnusableReason,
      template: row.template,
      school: row.school,
      district: row.district,
    },
  };
}
