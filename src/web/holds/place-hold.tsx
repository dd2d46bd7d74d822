import { Button, NativeSelect, Stack, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { HoldList } from '../../api/holds.schemas.js';
import type { Me } from '../../api/session.schemas.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { usePlaceHold, type HoldInput } from './holds.queries.js';

/** Choosing what to stop, with a reason everybody concerned reads; nothing for those who may stop nothing. */
export function PlaceHold({ list }: { list: HoldList }) {
  const me = useMe();
  const place = usePlaceHold();
  const choices = choicesFor(me, list);
  const [chosen, setChosen] = useState(choices[0]?.value ?? '');
  const [reason, setReason] = useState('');
  if (choices.length === 0) return null;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const choice = choices.find(({ value }) => value === chosen);
        if (choice) place.mutate(choice.input(reason), { onSuccess: () => setReason('') });
      }}
    >
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t('holds.stop')}
        </Title>
        <NativeSelect
          label={t('holds.what')}
          data={choices.map(({ value, label }) => ({ value, label }))}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextInput
          label={t('holds.reason')}
          description={t('holds.reasonHint')}
          required
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
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
  const schools = me.role === 'school_admin' || me.role === 'district_admin' ? me.schools : [];
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
