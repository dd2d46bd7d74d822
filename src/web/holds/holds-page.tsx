import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Hold, HoldList } from '../../api/holds.schemas.js';
import { PageHead } from '../lib/page-head.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { holdsQuery, useLiftHold, useResumeLine } from './holds.queries.js';
import classes from './holds-page.module.css';
import { LinePaces } from './line-paces.js';
import { PlaceHold } from './place-hold.js';

/** What is stopped, and for those who may: stopping texts and letting them go on. */
export function HoldsPage() {
  const me = useMe();
  const list = useQuery(holdsQuery);
  return (
    <div className={classes.page}>
      <PageHead title={t('holds.title')} subtitle={t('holds.subtitle')} />
      {list.isError && list.data === undefined && (
        <FailedState error={list.error} retry={() => void list.refetch()} />
      )}
      {list.data !== undefined && <Standing list={list.data} />}
      {list.data !== undefined && <PlaceHold list={list.data} />}
      {me.role === 'district_admin' && <LinePaces />}
    </div>
  );
}

function Standing({ list }: { list: HoldList }) {
  const stopped = list.lines.filter((line) => line.stoppedAt !== null);
  if (list.holds.length === 0 && stopped.length === 0) {
    return <EmptyState icon={<IconCircleCheck size={40} stroke={1.3} />} title={t('holds.none')} isSmall />;
  }
  return (
    <Stack gap="sm" mb="lg">
      {list.holds.map((hold) => (
        <StandingHold key={hold.id} hold={hold} />
      ))}
      {stopped.map((line) => (
        <StoppedLine key={line.id} line={line} />
      ))}
    </Stack>
  );
}

function StandingHold({ hold }: { hold: Hold }) {
  const lift = useLiftHold();
  return (
    <Card withBorder component="section">
      <Text fw={600}>{hold.subjectName ?? t('holds.district')}</Text>
      <Text size="sm">{hold.reason}</Text>
      <Text size="sm" c="dimmed">
        {t('holds.placed', { name: hold.placedBy, time: exactTime(hold.placedAt, viewerZone) })}
      </Text>
      {hold.mayLift && (
        <Group gap="sm" mt="sm">
          <Button loading={lift.isPending} onClick={() => lift.mutate({ id: hold.id, heldTexts: 'send' })}>
            {t('holds.send')}
          </Button>
          <Button
            variant="default"
            loading={lift.isPending}
            onClick={() => {
              if (window.confirm(t('holds.dropSure'))) lift.mutate({ id: hold.id, heldTexts: 'drop' });
            }}
          >
            {t('holds.drop')}
          </Button>
        </Group>
      )}
    </Card>
  );
}

function StoppedLine({ line }: { line: HoldList['lines'][number] }) {
  const resume = useResumeLine();
  return (
    <Card withBorder component="section">
      <Text fw={600}>{line.name}</Text>
      <Text size="sm">{t('holds.lineStopped', { name: line.name, reason: line.stoppedReason ?? '' })}</Text>
      {line.mayHold && (
        <Group mt="sm">
          <Button loading={resume.isPending} onClick={() => resume.mutate(line.id)}>
            {t('holds.resume')}
          </Button>
        </Group>
      )}
    </Card>
  );
}
