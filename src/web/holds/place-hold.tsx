import { Button, NativeSelect, Stack, TextInput, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import type { HoldList } from '../../api/holds.schemas.js';
import type { Me } from '../../api/session.schemas.js';
import { t } from '../lib/words.js';
import { isAdministrator, useMe } from '../session/session.queries.js';
import { usePlaceHold, type HoldInput } from './holds.queries.js';

/**
 * Choosing what to stop, with a reason everybody concerned reads; nothing for those who may stop nothing. Nothing is
 * chosen beforehand where there is a choice: a hurried person would stop the wrong school.
 */
export function PlaceHold({ list }: { list: HoldList }) {
  const me = useMe();
  const place = usePlaceHold();
  const choices = choicesFor(me, list);
  const [picked, setPicked] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const what = useRef<HTMLSelectElement>(null);
  const why = useRef<HTMLInputElement>(null);
  if (choices.length === 0) return null;
  const choice = choices.length === 1 ? choices[0] : choices.find(({ value }) => value === picked);
  const isReasonGiven = reason.trim() !== '';
  const stop = (): void => {
    setTried(true);
    if (!choice) what.current?.focus();
    else if (!isReasonGiven) why.current?.focus();
    else place.mutate(choice.input(reason), { onSuccess: clear });
  };
  const clear = (): void => {
    setPicked('');
    setReason('');
    setTried(false);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        stop();
      }}
    >
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('holds.stop')}
        </Title>
        <NativeSelect
          ref={what}
          label={t('holds.what')}
          required
          data={[
            ...(choices.length === 1 ? [] : [{ value: '', label: t('holds.choose') }]),
            ...choices.map(({ value, label }) => ({ value, label })),
          ]}
          value={choice?.value ?? ''}
          onChange={(event) => setPicked(event.currentTarget.value)}
          error={tried && !choice && t('holds.chooseFirst')}
        />
        <TextInput
          ref={why}
          label={t('holds.reason')}
          description={t('holds.reasonHint')}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && !isReasonGiven && t('holds.reasonFirst')}
        />
        <Button type="submit" color="red" loading={place.isPending} style={{ alignSelf: 'start' }}>
          {t('holds.stopNow')}
        </Button>
      </Stack>
    </form>
  );
}

interface Choice {
  value: string;
  label: string;
  input(reason: string): HoldInput;
}

function choicesFor(me: Me, list: HoldList): Choice[] {
  const schools = isAdministrator(me) ? me.schools : [];
  return [
    ...schools.map(({ id, name }) => ({
      value: id,
      label: name,
      input: (reason: string): HoldInput => ({ scope: 'school', schoolId: id, reason }),
    })),
    ...list.lines
      .filter((line) => line.mayHold)
      .map(({ id, name }) => ({
        value: id,
        label: t('holds.line', { name }),
        input: (reason: string): HoldInput => ({ scope: 'line', lineId: id, reason }),
      })),
    ...(list.mayHoldDistrict
      ? [
          {
            value: 'district',
            label: t('holds.district'),
            input: (reason: string): HoldInput => ({ scope: 'district', reason }),
          },
        ]
      : []),
  ];
}
