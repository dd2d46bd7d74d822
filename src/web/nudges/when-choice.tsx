import { Chip, Group, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Notice } from '../lib/notice.js';
import { viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { Part } from './part.js';
import { isQuietHour } from './quiet-hours.js';
import { nextThursday, schoolTimeWords, weekdayWords, type SchoolTime } from './when.js';

export interface When {
  /** Null: now. */
  at: SchoolTime | null;
  repeats: 'once' | 'weekly';
  /** `YYYY-MM-DD`; null: until it is stopped. */
  endsOn: string | null;
}

interface Props {
  when: When;
  setWhen: (when: When) => void;
  schoolId: string;
  timeZone: string;
  past: boolean;
}

/** When it goes out: the suggested time, now, or another time; once or every week. */
export function WhenChoice({ when, setWhen, schoolId, timeZone, past }: Props) {
  const now = useNow();
  const suggested = nextThursday(now, timeZone);
  const [other, setOther] = useState(false);
  const choice = when.at === null ? 'now' : other || when.at !== suggested ? 'other' : 'suggested';
  const choose = (value: string): void => {
    setOther(value === 'other');
    if (value === 'now') setWhen({ at: null, repeats: 'once', endsOn: null });
    else if (value === 'suggested' || when.at === null) setWhen({ ...when, at: suggested });
  };
  return (
    <Part title={t('when.title')}>
      <Chip.Group value={choice} onChange={choose}>
        <Group gap={8}>
          <Chip value="suggested" size="md" radius="md">
            {schoolTimeWords(suggested, now, timeZone)}
          </Chip>
          <Chip value="now" size="md" radius="md">
            {t('when.now')}
          </Chip>
          <Chip value="other" size="md" radius="md">
            {t('when.other')}
          </Chip>
        </Group>
      </Chip.Group>
      {choice === 'other' && when.at !== null && (
        <OtherTime at={when.at} set={(at) => setWhen({ ...when, at })} />
      )}
      {past && <Notice tone="urgent">{t('when.past')}</Notice>}
      {!past && when.at !== null && <QuietHour at={when.at} schoolId={schoolId} />}
      {timeZone !== viewerZone && when.at !== null && (
        <Text size="sm" c="dimmed">
          {t('when.schoolTime', { zone: timeZone.replaceAll('_', ' ') })}
        </Text>
      )}
      {when.at !== null && <Weekly when={when} at={when.at} setWhen={setWhen} />}
    </Part>
  );
}

/** Says that a time is outside the hours in which the school's families are texted. */
function QuietHour({ at, schoolId }: { at: SchoolTime; schoolId: string }) {
  const school = useMe().schools.find(({ id }) => id === schoolId);
  if (school === undefined || !isQuietHour(at, school)) return null;
  const { contactFrom: from, contactUntil: until } = school;
  return <Notice tone="waiting">{t('when.quiet', { from, until })}</Notice>;
}

function OtherTime({ at, set }: { at: SchoolTime; set: (at: SchoolTime) => void }) {
  const date = at.slice(0, 10);
  const time = at.slice(11);
  return (
    <Group gap={10} grow maw={380}>
      <TextInput
        type="date"
        label={t('when.date')}
        value={date}
        onChange={(event) => event.currentTarget.value !== '' && set(`${event.currentTarget.value}T${time}`)}
      />
      <TextInput
        type="time"
        label={t('when.time')}
        value={time}
        onChange={(event) =>
          event.currentTarget.value !== '' && set(`${date}T${event.currentTarget.value.slice(0, 5)}`)
        }
      />
    </Group>
  );
}

function Weekly({ when, at, setWhen }: { when: When; at: SchoolTime; setWhen: Props['setWhen'] }) {
  return (
    <>
      <Switch
        label={t('when.weekly', { day: weekdayWords(at), time: at.slice(11) })}
        checked={when.repeats === 'weekly'}
        onChange={(event) =>
          setWhen({ ...when, repeats: event.currentTarget.checked ? 'weekly' : 'once', endsOn: null })
        }
      />
      {when.repeats === 'weekly' && (
        <TextInput
          type="date"
          maw={200}
          label={t('when.until')}
          description={t('when.untilHint')}
          min={at.slice(0, 10)}
          value={when.endsOn ?? ''}
          onChange={(event) => setWhen({ ...when, endsOn: event.currentTarget.value || null })}
        />
      )}
    </>
  );
}
