import { sql, type Kysely } from 'kysely';

/** What an address reads as after a pause, days a family asked for, questions about channel and writer, templates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Whoever had asked for fewer texts before it asked for a pause still wants fewer of them after it. */
const afterPause = (table: string, events: string): string => `
alter table ${table}
  -- What a pause gives way to once its time is over; null: everything again.
  add column after_pause text check (after_pause in ('subscribed', 'fewer'));
update ${table} t set after_pause = 'fewer'
where t.state = 'paused' and 'fewer' = (
  select e.kind from consent_event e
  where e.address_id = t.address_id and ${events} and e.kind not in ('pause', 'suspend', 'go_on', 'undo')
    and e.happened_at <= (select p.happened_at from consent_event p where p.id = t.event_id)
    and not exists (select from consent_event u where u.undoes_event_id = e.id)
  order by e.happened_at desc, e.id desc limit 1);
`;

const consent = `
${afterPause('consent_purpose', '(e.purpose is null or e.purpose = t.purpose)')}
${afterPause('consent_state', 'true')}

-- A state as it stands at a moment: the one place that says what the end of a pause leads to.
create function consent_at(state text, paused_until timestamptz, after_pause text, at timestamptz)
returns text language sql immutable parallel safe as $$
  select case when state = 'paused' and paused_until <= at then coalesce(after_pause, 'subscribed') else state end
$$;

create or replace function consent_of(which uuid, what text, at timestamptz)
returns table (state text, paused_until timestamptz, suspended boolean) language sql stable as $$
  select consent_at(c.state, c.paused_until, c.after_pause, at),
    case when c.state = 'paused' and c.paused_until > at then c.paused_until end, c.suspended
  from (
    select coalesce(cp.state, cs.state) as state, coalesce(cp.suspended, false) as suspended,
      case when cp.address_id is null then cs.paused_until else cp.paused_until end as paused_until,
      case when cp.address_id is null then cs.after_pause else cp.after_pause end as after_pause
    from consent_state cs
    left join consent_purpose cp on cp.address_id = cs.address_id and cp.as_of >= cs.decided_at
      and cp.purpose = case what when 'system' then 'reply' else what end
    where cs.address_id = which) c
$$;
`;

const preferences = `
-- Days of the week the family asked for; null: any.
alter table contact_preference add column contact_days text check (contact_days in ('weekdays', 'weekends'));
`;

const questions = `
alter table flow_run drop constraint flow_run_dialogue_check;
alter table flow_run add constraint flow_run_dialogue_check check (dialogue in
  ('language', 'language_check', 'hours', 'hours_check', 'channel', 'call'));
alter table flow_run
  -- The guardians the options stand for, in their order: who is writing?
  add column option_guardian_ids uuid[],
  -- What a yes leads to, such as the hours we understood.
  add column proposal jsonb;
`;

const templates = `
-- A template that is not to be used any more; written down again it is.
alter table whatsapp_template add column deactivated_at timestamptz;
`;

const statements = [consent, preferences, questions, templates];
