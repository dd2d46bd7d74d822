import { Badge, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ImportView } from '../../api/imports.schemas.js';
import { TextLink } from '../lib/links.js';
import { MoreButton } from '../lib/more-button.js';
import { PageHead } from '../lib/page-head.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { exactTime, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import classes from './imports-page.module.css';
import { importsQuery } from './imports.queries.js';
import { UploadForm } from './upload-form.js';

/** Where a roster comes in: drop files, and the imports there were. */
export function ImportsPage() {
  const { role } = useMe();
  return (
    <div className={classes.page}>
      <PageHead title={t('imports.title')} subtitle={t('imports.subtitle')} />
      {role === 'district_admin' ? (
        <Imports />
      ) : (
        <EmptyState icon={<IconFileImport size={40} stroke={1.3} />} title={t('imports.whoMay')}>
          {t('imports.whoMayHint')}
        </EmptyState>
      )}
    </div>
  );
}

function Imports() {
  const imports = useInfiniteQuery(importsQuery);
  const rows = imports.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <UploadForm />
      <Title order={2} size="h4" mt="xl" mb="sm">
        {t('imports.history')}
      </Title>
      {imports.isPending ? (
        <Stack role="status" aria-label={t('common.loading')}>
          {[0, 1, 2].map((index) => (
            <Skeleton key={index} height={64} radius="lg" />
          ))}
        </Stack>
      ) : imports.isError && rows.length === 0 ? (
        <FailedState error={imports.error} retry={() => void imports.refetch()} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<IconFileImport size={40} stroke={1.3} />} title={t('imports.none')}>
          {t('imports.noneHint')}
        </EmptyState>
      ) : (
        <Stack gap="sm">
          {rows.map((imported) => (
            <ImportRow key={imported.id} imported={imported} />
          ))}
        </Stack>
      )}
      <MoreButton list={imports} label={t('nudges.more')} mt="md" />
    </>
  );
}

function ImportRow({ imported }: { imported: ImportView }) {
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" gap="sm">
        <div>
          <TextLink to="/settings/imports/$importId" params={{ importId: imported.id }} fw={600}>
            {imported.kind === 'undo' ? t('imports.undoOf', { name: imported.name }) : imported.name}
          </TextLink>
          <Text size="sm" c="dimmed">
            {t('imports.byAt', {
              name: imported.by ?? t('imports.commandLine'),
              time: exactTime(imported.createdAt, viewerZone),
            })}
          </Text>
        </div>
        <StateBadge imported={imported} />
      </Group>
    </Card>
  );
}

const colors: Partial<Record<ImportView['state'], string>> = {
  failed: 'red',
  applied: 'accent',
};

/** What state an import is in, in words. */
export function StateBadge({ imported }: { imported: ImportView }) {
  return (
    <Badge
      variant="light"
      color={colors[imported.state] ?? 'gray'}
      tt="none"
      className={classes.state}
      data-waiting={imported.state === 'planned' || imported.state === 'stopped'}
    >
      {t(`imports.state.${imported.state}`, { day: imported.effectiveOn ?? '' })}
    </Badge>
  );
}
