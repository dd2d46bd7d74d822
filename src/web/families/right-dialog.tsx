import { Button, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FamilyChild, FamilyPage, RightKindView } from '../../api/families.schemas.js';
import { calendarDay } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useSetRight } from './families.queries.js';

interface Props {
  child: FamilyChild;
  guardian: Pick<FamilyPage, 'id' | 'name'>;
  kind: RightKindView;
  close: () => void;
}

/**
 * Deciding on one right of a guardian for one child. It stands in the page while it is closed, so that the keyboard goes
 * back to the button that opened it.
 */
export function RightDialog({ opened, ...form }: Props & { opened: boolean }) {
  const { guardian, child, kind } = form;
  return (
    <Modal
      opened={opened}
      onClose={form.close}
      title={t(`rights.title.${kind}`, { guardian: guardian.name, student: child.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <RightForm {...form} />
    </Modal>
  );
}

function RightForm({ child, guardian, kind, close }: Props) {
  const setRight = useSetRight(guardian.id);
  const now = child.rights.find((right) => right.kind === kind)?.allowed;
  const [allowed, setAllowed] = useState(now === false);
  const [fromDate, setFromDate] = useState(() => calendarDay(new Date(), child.school.timeZone));
  const [untilDate, setUntilDate] = useState('');
  const [summary, setSummary] = useState('');
  const late = untilDate !== '' && untilDate < fromDate;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (late || fromDate === '') return;
        setRight.mutate(
          {
            studentId: child.id,
            kind,
            allowed,
            fromDate,
            untilDate: untilDate === '' ? null : untilDate,
            orderSummary: summary.trim() === '' ? null : summary.trim(),
          },
          { onSuccess: close },
        );
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t(`rights.kind.${kind}`)}
          data={[
            { value: 'yes', label: t('rights.allowed') },
            { value: 'no', label: t('rights.notAllowed') },
          ]}
          value={allowed ? 'yes' : 'no'}
          onChange={(value) => setAllowed(value === 'yes')}
        />
        <TextInput
          type="date"
          label={t('rights.fromLabel')}
          required
          value={fromDate}
          onChange={(event) => setFromDate(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('rights.untilLabel')}
          description={t('rights.untilHint')}
          error={late ? t('rights.untilEarly') : null}
          value={untilDate}
          onChange={(event) => setUntilDate(event.currentTarget.value)}
        />
        <Textarea
          label={t('rights.summaryLabel')}
          description={t('rights.summaryHint')}
          autosize
          minRows={2}
          maxLength={500}
          required={!allowed}
          value={summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
        />
        {kind === 'contact' && !allowed && (
          <Text size="sm" c="dimmed">
            {t('rights.effect')}
          </Text>
        )}
        <Button type="submit" color={allowed ? 'accent' : 'red'} loading={setRight.isPending}>
          {t(`rights.save.${allowed ? 'allow' : 'forbid'}.${kind}`)}
        </Button>
      </Stack>
    </form>
  );
}
