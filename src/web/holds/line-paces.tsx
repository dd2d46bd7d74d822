import { Button, Card, NumberInput, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LineList } from '../../api/holds.schemas.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { linesQuery, useSetLinePace } from './holds.queries.js';

type Line = LineList['items'][number];

/** How fast each line sends, and how much of its day is kept for alerts. */
export function LinePaces() {
  const lines = useQuery(linesQuery);
  return (
    <Stack gap="sm" mt="xl" component="section" aria-labelledby="line-paces">
      <div>
        <Title order={2} size="h4" id="line-paces">
          {t('lines.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('lines.hint')}
        </Text>
      </div>
      {lines.isPending ? (
        <Skeleton height={140} radius="lg" role="status" aria-label={t('common.loading')} />
      ) : lines.isError && lines.data === undefined ? (
        <FailedState error={lines.error} retry={() => void lines.refetch()} />
      ) : lines.data.items.length === 0 ? (
        <Text size="sm">{t('lines.none')}</Text>
      ) : (
        lines.data.items.map((line) => <LinePace key={line.id} line={line} />)
      )}
    </Stack>
  );
}

/** An empty field is an empty string until somebody writes a number. */
const numberOf = (value: number | string): number | null => (typeof value === 'number' ? value : null);

function LinePace({ line }: { line: Line }) {
  const [perSecond, setPerSecond] = useState<number | string>(line.messagesPerSecond);
  const [perDay, setPerDay] = useState<number | string>(line.segmentsPerDay ?? '');
  const [share, setShare] = useState<number | string>(line.alertShare);
  const save = useSetLinePace(line.id);
  const messagesPerSecond = numberOf(perSecond);
  const alertShare = numberOf(share);
  const title = t('lines.line', { name: line.name, number: line.e164 });
  return (
    <Card
      withBorder
      component="form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (messagesPerSecond === null || alertShare === null) return;
        save.mutate({ messagesPerSecond, segmentsPerDay: numberOf(perDay), alertShare });
      }}
    >
      <Text fw={600} mb="sm">
        {title}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
        <NumberInput
          label={t('lines.perSecond')}
          min={1}
          max={1000}
          allowDecimal={false}
          required
          value={perSecond}
          onChange={setPerSecond}
        />
        <NumberInput
          label={t('lines.perDay')}
          description={t('lines.perDayHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={1}
          max={10_000_000}
          allowDecimal={false}
          thousandSeparator=","
          value={perDay}
          onChange={setPerDay}
        />
        <NumberInput
          label={t('lines.share')}
          description={t('lines.shareHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={100}
          allowDecimal={false}
          required
          value={share}
          onChange={setShare}
        />
      </SimpleGrid>
      <Button
        type="submit"
        mt="md"
        style={{ alignSelf: 'start' }}
        loading={save.isPending}
        disabled={messagesPerSecond === null || alertShare === null}
      >
        {t('lines.save')}
      </Button>
    </Card>
  );
}
