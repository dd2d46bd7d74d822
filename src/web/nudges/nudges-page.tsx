import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconSparkles } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ButtonLink } from '../lib/links.js';
import { MoreButton } from '../lib/more-button.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { NudgeRow } from './nudge-row.js';
import { nudgesQuery } from './nudges.queries.js';
import page from '../lib/page.module.css';

/** The nudges of the reader's classes, with what came of the last run of each. */
export function NudgesPage() {
  const nudges = useInfiniteQuery(nudgesQuery);
  const rows = nudges.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('nudges.title') })}</title>
      <header className={page.head}>
        <div>
          <Title order={1} size="h2">
            {t('nudges.heading')}
          </Title>
          <Text c="dimmed" size="sm" className={page.subtitle}>
            {t('nudges.subtitle')}
          </Text>
        </div>
        {rows.length > 0 && <NewButton />}
      </header>
      {nudges.isPending ? (
        <Stack role="status" aria-label={t('common.loading')}>
          {Array.from({ length: 4 }, (_, index) => (
            <Skeleton key={index} height={104} radius="lg" />
          ))}
        </Stack>
      ) : nudges.isError && rows.length === 0 ? (
        <FailedState error={nudges.error} retry={() => void nudges.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<IconSparkles size={40} stroke={1.3} />} title={t('nudges.empty')}>
          <p>{t('nudges.emptyHint')}</p>
          <NewButton />
        </EmptyState>
      ) : (
        <Stack gap="sm" component="ul" p={0} m={0}>
          {rows.map((nudge) => (
            <NudgeRow key={nudge.id} nudge={nudge} />
          ))}
        </Stack>
      )}
      <MoreButton list={nudges} label={t('nudges.more')} mt="md" />
    </div>
  );
}

function NewButton() {
  return (
    <ButtonLink to="/nudges/new" size="md" leftSection={<IconPlus size={18} />}>
      {t('nudges.new')}
    </ButtonLink>
  );
}
