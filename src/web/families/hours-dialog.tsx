import {
  Button,
  Group,
  Modal,
  NativeSelect,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { FamilyNumber, FamilyPage } from '../../api/families.schemas.js';
import type { HoursPreviewInput } from '../../api/hours.schemas.js';
import { TimeOfDay } from '../lib/time-of-day.js';
import { calendarDay, viewerZone } from '../lib/time.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useSetHoursAt, useUndoHours } from './families.queries.js';
import classes from './hours-dialog.module.css';
import { HoursEffect } from './hours-effect.js';

interface Props {
  number: FamilyNumber;
  family: FamilyPage;
  close: () => void;
}

const usual = { from: '16:00', until: '20:00' };

/**
 * Writing down when a family wants texts, as it asked: with who asked, on which day, and what that changes. It stands in
 * the page while it is closed, so that the keyboard goes back to the button that opened it.
 */
export function HoursDialog({ opened, ...form }: Props & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={form.close}
      title={t('wantedHours.title', { name: form.family.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <HoursForm {...form} />
    </Modal>
  );
}

function HoursForm({ number, family, close }: Props) {
  const save = useSetHoursAt(family.id, number.addressId);
  const undo = useUndoHours(family.id, number.addressId);
  const today = calendarDay(new Date(), family.children[0]?.school.timeZone ?? viewerZone);
  const inForce = number.hours[0];
  const [days, setDays] = useState(inForce?.days ?? null);
  const [isOnly, setOnly] = useState(inForce?.hours !== null || days === null);
  const [hours, setHours] = useState(inForce?.hours ?? usual);
  const [askedByGuardianId, setAskedBy] = useState(family.id);
  const [askedOn, setAskedOn] = useState(today);
  const [note, setNote] = useState('');
  const isWrong = isOnly && hours.from >= hours.until;
  const wanted: HoursPreviewInput = { hours: isOnly ? hours : null, days };
  const isRemoval = wanted.hours === null && wanted.days === null;
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (isWrong || askedOn === '') return;
    const trimmed = note.trim();
    save.mutate(
      { ...wanted, askedByGuardianId, askedOn, note: trimmed === '' ? null : trimmed },
      {
        onSuccess: ({ id }) => {
          close();
          offerUndo(t(isRemoval ? 'wantedHours.removed' : 'wantedHours.saved'), () => undo.mutate(id));
        },
      },
    );
  };
  return (
    <form onSubmit={send}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t('wantedHours.which')}
          data={[
            { value: 'only', label: t('wantedHours.only') },
            { value: 'any', label: t('wantedHours.any') },
          ]}
          value={isOnly ? 'only' : 'any'}
          onChange={(value) => setOnly(value === 'only')}
        />
        {isOnly && (
          <Group grow align="flex-start">
            <TimeOfDay
              label={t('wantedHours.from')}
              value={hours.from}
              set={(from) => setHours({ ...hours, from })}
            />
            <TimeOfDay
              label={t('wantedHours.until')}
              value={hours.until}
              set={(until) => setHours({ ...hours, until })}
              error={isWrong ? t('wantedHours.wrongOrder') : null}
            />
          </Group>
        )}
        <NativeSelect
          label={t('wantedHours.days')}
          value={days ?? ''}
          data={[
            { value: '', label: t('wantedHours.anyDay') },
            { value: 'weekdays', label: t('wantedHours.onlyWeekdays') },
            { value: 'weekends', label: t('wantedHours.onlyWeekends') },
          ]}
          onChange={({ currentTarget: { value } }) =>
            setDays(value === 'weekdays' || value === 'weekends' ? value : null)
          }
        />
        {number.sharedWith.length > 0 && (
          <NativeSelect
            label={t('wantedHours.askedBy')}
            value={askedByGuardianId}
            data={[family, ...number.sharedWith].map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setAskedBy(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="date"
          label={t('wantedHours.askedOn')}
          description={t('wantedHours.askedOnHint')}
          required
          max={today}
          value={askedOn}
          onChange={(event) => setAskedOn(event.currentTarget.value)}
        />
        <Textarea
          label={t('wantedHours.note')}
          description={t('wantedHours.noteHint')}
          autosize
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {!isWrong && <HoursEffect number={number} family={family} wanted={wanted} />}
        <Text size="sm" c="dimmed">
          {t('wantedHours.familyWins')}
        </Text>
      </Stack>
      <div className={classes.foot}>
        <Button type="submit" fullWidth loading={save.isPending}>
          {t(isRemoval ? 'wantedHours.remove' : 'wantedHours.save')}
        </Button>
      </div>
    </form>
  );
}
