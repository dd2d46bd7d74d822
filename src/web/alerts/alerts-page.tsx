import { Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconBellRinging, IconPhone, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useOpenCalls } from '../calls/calls.queries.js';
import { ButtonLink } from '../lib/links.js';
import { MoreButton } from '../lib/more-button.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import page from '../lib/page.module.css';
import { isAdministrator, useMe } from '../session/session.queries.js';
import { AlertRow } from './alert-row.js';
import { alertsQuery } from './alerts.queries.js';

/** Alerts to the reader's schools, each with how far it got. */
export function AlertsPage() {
  const maySend = isAdministrator(useMe());
  const alerts = useInfiniteQuery(alertsQuery);
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('alerts.title') })}</title>
      <header className={page.head}>
        <div>
          <Title order={1} size="h2">
            {t('alerts.title')}
          </Title>
          <Text c="dimmed" size="sm" className={page.subtitle}>
            {t('alerts.subtitle')}
          </Text>
        </div>
        <Group gap="sm">
          <CallsButton />
          {maySend && rows.length > 0 && <NewButton />}
        </Group>
      </header>
      {alerts.isPending ? (
        <Stack role="status" aria-label={t('common.loading')}>
          {Array.from({ length: 3 }, (_, index) => (
            <Skeleton key={index} height={104} radius="lg" />
          ))}
        </Stack>
      ) : alerts.isError && rows.length === 0 ? (
        <FailedState error={alerts.error} retry={() => void alerts.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<IconBellRinging size={40} stroke={1.3} />} title={t('alerts.empty')}>
          <p>{t(maySend ? 'alerts.emptyHint' : 'alerts.emptyHintReader')}</p>
          {maySend && <NewButton />}
        </EmptyState>
      ) : (
        <Stack gap="sm" component="ul" p={0} m={0}>
          {rows.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </Stack>
      )}
      <MoreButton list={alerts} label={t('alerts.more')} mt="md" />
    </div>
  );
}

function NewButton() {
  return (
    <ButtonLink to="/alerts/new" search={{ step: 1 }} size="md" leftSection={<IconPlus size={18} />}>
      {t('alerts.new')}
    </ButtonLink>
  );
}

function CallsButton() {
  const { count, isMore } = useOpenCalls();
  if (count === 0) return null;
  return (
    <ButtonLink to="/calls" variant="default" size="md" leftSection={<IconPhone size={18} />}>
      {isMore ? t('alerts.callsMany', { count }) : t('alerts.calls', { count })}
    </ButtonLink>
  );
}
