import { Button, Chip, Group, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { AlertKind } from '../../api/alerts.schemas.js';
import form from '../lib/form-page.module.css';
import { calendarDay, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { GroupText, isShortEnough, longestToMany } from '../lib/group-text.js';
import { t } from '../lib/words.js';
import { Part } from '../nudges/part.js';
import { addDays } from '../nudges/when.js';
import { saysDay, saysTime } from './alert-words.js';
import { missingIn, zoneOf, type AlertDraft, type AlertSchool } from './draft.js';
import classes from './new-alert-page.module.css';
import { SchoolChoice } from './school-choice.js';

interface Props {
  kind: AlertKind;
  draft: AlertDraft;
  setDraft: (draft: AlertDraft) => void;
  schools: readonly AlertSchool[];
  /** Null while something is missing. */
  goOn: (() => void) | null;
}

/** Which schools, on which day and at what time where the kind has one, and the words of a free alert. */
export function WhereStep({ kind, draft, setDraft, schools, goOn }: Props) {
  const zone = zoneOf(draft, schools);
  const missing = missingIn(draft, kind);
  const missingId = useId();
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        goOn?.();
      }}
    >
      <SchoolChoice
        schools={schools}
        chosen={draft.schoolIds}
        choose={(schoolIds) => setDraft({ ...draft, schoolIds })}
      />
      {saysDay(kind) && (
        <DayChoice day={draft.day} setDay={(day) => setDraft({ ...draft, day })} timeZone={zone} />
      )}
      {saysTime(kind) && (
        <TextInput
          type="time"
          size="md"
          maw={220}
          required
          label={t(kind === 'delay' ? 'newAlert.starts' : 'newAlert.ends')}
          {...(zone !== viewerZone && {
            description: t('when.schoolTime', { zone: zone.replaceAll('_', ' ') }),
          })}
          value={draft.atTime}
          onChange={(event) => setDraft({ ...draft, atTime: event.currentTarget.value.slice(0, 5) })}
        />
      )}
      {kind === 'free' && (
        <GroupText
          label={t('newAlert.text')}
          description={t('newAlert.textHint')}
          size="md"
          required
          autosize
          minRows={3}
          value={draft.text}
          write={(text) => setDraft({ ...draft, text })}
        />
      )}
      {kind === 'free' && draft.text.length > longestToMany / 2 && isShortEnough(draft.text) && (
        <Text size="sm" c="dimmed">
          {t('newAlert.letters', { count: draft.text.length })}
        </Text>
      )}
      <footer className={form.foot}>
        <Button
          type="submit"
          size="lg"
          className={form.go}
          disabled={goOn === null}
          {...(missing !== null && { 'aria-describedby': missingId })}
        >
          {t('newAlert.see')}
        </Button>
        {missing !== null && (
          <Text size="sm" c="dimmed" id={missingId}>
            {t(`newAlert.missing.${missing}`)}
          </Text>
        )}
      </footer>
    </form>
  );
}

interface DayProps {
  day: string | null;
  setDay: (day: string | null) => void;
  timeZone: string;
}

function DayChoice({ day, setDay, timeZone }: DayProps) {
  const now = useNow();
  const today = calendarDay(new Date(now), timeZone);
  const tomorrow = addDays(today, 1);
  const [other, setOther] = useState(false);
  const choice = other || (day !== null && day !== today && day !== tomorrow) ? 'other' : (day ?? today);
  const choose = (value: string): void => {
    setOther(value === 'other');
    if (value !== 'other') setDay(value);
  };
  return (
    <Part title={t('newAlert.day')}>
      <Chip.Group value={choice} onChange={choose}>
        <Group gap={8}>
          <Chip value={today} size="md" radius="md">
            {t('newAlert.today')}
          </Chip>
          <Chip value={tomorrow} size="md" radius="md">
            {t('newAlert.tomorrow')}
          </Chip>
          <Chip value="other" size="md" radius="md">
            {t('newAlert.other')}
          </Chip>
        </Group>
      </Chip.Group>
      {choice === 'other' && (
        <TextInput
          type="date"
          size="md"
          maw={220}
          aria-label={t('newAlert.other')}
          min={today}
          value={day ?? today}
          onChange={(event) => event.currentTarget.value !== '' && setDay(event.currentTarget.value)}
        />
      )}
    </Part>
  );
}
