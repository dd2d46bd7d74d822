import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { hoursBounds } from '../../api/hours.schemas.js';
import type { Me } from '../../api/session.schemas.js';
import { TimeOfDay } from '../lib/time-of-day.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useSetContactHours } from './calendar.queries.js';

type School = Me['schools'][number];

const usual = { from: '09:00', until: '20:00' };

/** From when until when a school's families are texted; district administrators set it. */
export function ContactHours({ school }: { school: School }) {
  const { role } = useMe();
  const { contactFrom: from, contactUntil: until } = school;
  return (
    <Stack component="section" gap="sm" aria-labelledby="contact-hours">
      <Title order={2} size="h4" id="contact-hours">
        {t('contactHours.title')}
      </Title>
      <Text size="sm">
        {from === until ? t('contactHours.anyHour') : t('contactHours.now', { from, until })}
      </Text>
      {role === 'district_admin' ? (
        <HoursForm school={school} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('contactHours.whoSets')}
        </Text>
      )}
    </Stack>
  );
}

function HoursForm({ school }: { school: School }) {
  const { schools } = useMe();
  const { contactFrom: from, contactUntil: until } = school;
  const save = useSetContactHours();
  const [hours, setHours] = useState(from === until ? usual : { from, until });
  const [isForAll, setForAll] = useState(false);
  const isWrong = hours.from >= hours.until;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (isWrong) return;
    save.mutate({ schoolIds: isForAll ? schools.map(({ id }) => id) : [school.id], hours });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TimeOfDay
            label={t('contactHours.from')}
            value={hours.from}
            set={(value) => setHours({ ...hours, from: value })}
          />
          <TimeOfDay
            label={t('contactHours.until')}
            value={hours.until}
            set={(value) => setHours({ ...hours, until: value })}
            error={isWrong ? t('contactHours.wrongOrder') : null}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t('contactHours.law', hoursBounds)}
        </Text>
        {schools.length > 1 && (
          <Checkbox
            label={t('contactHours.everySchool', { n: schools.length })}
            checked={isForAll}
            onChange={(event) => setForAll(event.currentTarget.checked)}
          />
        )}
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'start' }}>
          {t('contactHours.save')}
        </Button>
      </Stack>
    </form>
  );
}
