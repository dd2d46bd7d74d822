import { Button, Group, NativeSelect, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { SchoolDays } from '../../api/calendar.schemas.js';
import type { Me } from '../../api/session.schemas.js';
import { PageHead } from '../lib/page-head.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { isAdministrator, useMe } from '../session/session.queries.js';
import classes from '../holds/holds-page.module.css';
import { schoolDaysQuery, useClearDay, useMarkDays } from './calendar.queries.js';
import { ContactHours } from './contact-hours.js';

/** When families are texted, school by school: its hours, holidays, half days and closures. */
export function CalendarPage() {
  const { schools } = useMe();
  const [chosen, setChosen] = useState<string | null>(null);
  const school = schools.find(({ id }) => id === chosen) ?? schools[0];
  return (
    <div className={classes.page}>
      <PageHead title={t('calendar.title')} subtitle={t('calendar.subtitle')} />
      <Stack gap="lg">
        {schools.length > 1 && (
          <NativeSelect
            label={t('calendar.school')}
            value={school?.id}
            data={schools.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        {school === undefined ? (
          <EmptyState icon={<IconCalendarOff size={40} stroke={1.3} />} title={t('calendar.noSchools')}>
            {t('calendar.noSchoolsHint')}
          </EmptyState>
        ) : (
          <School key={school.id} school={school} />
        )}
      </Stack>
    </div>
  );
}

function School({ school }: { school: Me['schools'][number] }) {
  return (
    <>
      <ContactHours school={school} />
      <Title order={2} size="h4">
        {t('calendar.days')}
      </Title>
      <Days schoolId={school.id} />
    </>
  );
}

function Days({ schoolId }: { schoolId: string }) {
  const mayMark = isAdministrator(useMe());
  const days = useQuery(schoolDaysQuery(schoolId));
  if (days.isPending) return <Skeleton height={120} aria-label={t('common.loading')} />;
  if (days.data === undefined) return <FailedState error={days.error} retry={() => void days.refetch()} />;
  return (
    <>
      {days.data.items.length === 0 ? (
        <EmptyState icon={<IconCalendarOff size={40} stroke={1.3} />} title={t('calendar.empty')} isSmall />
      ) : (
        <Stack gap={0} component="ul" p={0} m={0}>
          {days.data.items.map((one) => (
            <Day key={one.day} schoolId={schoolId} one={one} mayClear={mayMark} />
          ))}
        </Stack>
      )}
      {mayMark ? (
        <Mark schoolId={schoolId} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('calendar.whoMarks')}
        </Text>
      )}
    </>
  );
}

function Day({
  schoolId,
  one,
  mayClear,
}: {
  schoolId: string;
  one: SchoolDays['items'][number];
  mayClear: boolean;
}) {
  const clear = useClearDay(schoolId);
  const name = dayName(one.day);
  return (
    <Group component="li" justify="space-between" py={8} gap="sm" style={{ listStyle: 'none' }}>
      <div>
        <Text fw={600} size="sm">
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {[t(`calendar.kind.${one.kind}`), one.note].filter(Boolean).join(' · ')}
        </Text>
      </div>
      {mayClear && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={clear.isPending}
          aria-label={t('calendar.clearDay', { day: name })}
          onClick={() => clear.mutate(one.day)}
        >
          {t('calendar.clear')}
        </Button>
      )}
    </Group>
  );
}

const kinds = ['holiday', 'half_day', 'closure'] as const;

function Mark({ schoolId }: { schoolId: string }) {
  const mark = useMarkDays(schoolId);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('holiday');
  const [note, setNote] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const input = { from, until: until === '' ? from : until, kind, note };
    mark.mutate(input, {
      onSuccess: () => {
        setFrom('');
        setUntil('');
        setNote('');
      },
    });
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('calendar.add')}
        </Title>
        <Group grow align="end">
          <TextInput
            type="date"
            label={t('calendar.from')}
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('calendar.until')}
            min={from}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        </Group>
        <NativeSelect
          label={t('calendar.what')}
          value={kind}
          data={kinds.map((value) => ({ value, label: t(`calendar.kind.${value}`) }))}
          onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'holiday')}
        />
        <TextInput
          label={t('calendar.note')}
          maxLength={100}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" loading={mark.isPending} style={{ alignSelf: 'start' }}>
          {t('calendar.save')}
        </Button>
      </Stack>
    </form>
  );
}

function dayName(day: string): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}
