import { Skeleton, Stack, Tabs, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportRowView, ImportView, RowActionView } from '../../api/imports.schemas.js';
import { MoreButton } from '../lib/more-button.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import classes from './imports-page.module.css';
import { rowsQuery } from './imports.queries.js';

const actions: readonly RowActionView[] = ['add', 'change', 'remove', 'refuse', 'keep'];

/** The difference, a tab for each kind of row. */
export function Difference({ imported }: { imported: ImportView }) {
  const there = actions.filter((action) => (imported.actions[action] ?? 0) > 0);
  const [chosen, choose] = useState<RowActionView | null>(null);
  const shown = chosen !== null && there.includes(chosen) ? chosen : there[0];
  if (shown === undefined) return <Text c="dimmed">{t('imports.nothing')}</Text>;
  return (
    <Tabs value={shown} onChange={(value) => choose(actions.find((action) => action === value) ?? null)}>
      <Tabs.List>
        {there.map((action) => (
          <Tabs.Tab
            key={action}
            value={action}
            {...(action === 'refuse' && {
              className: classes.refused,
              leftSection: <IconAlertTriangle size={15} aria-hidden />,
            })}
          >
            {t(`imports.tab.${action}`, { count: imported.actions[action] ?? 0 })}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown} pt="sm">
        <Text size="sm" c="dimmed">
          {summaryOf(imported, shown)}
        </Text>
        {shown === 'refuse' &&
          imported.refused
            .filter(({ count }) => count > 200)
            .map(({ file, reason, count }) => (
              <Text size="sm" key={`${file}${reason}`}>
                {t('imports.moreRefused', { file, reason, count })}
              </Text>
            ))}
        <Rows imported={imported} action={shown} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** "Student: 4, Guardian: 3". */
function summaryOf({ rows }: ImportView, action: RowActionView): string {
  return Object.entries(rows)
    .flatMap(([entity, counts]) => {
      const count = counts[action] ?? 0;
      return count === 0 ? [] : [`${entityWord(entity)}: ${count}`];
    })
    .join(', ');
}

function Rows({ imported, action }: { imported: ImportView; action: RowActionView }) {
  const rows = useInfiniteQuery(rowsQuery(imported, action));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.isPending) return <Skeleton height={200} mt="sm" role="status" aria-label={t('common.loading')} />;
  if (rows.isError && items.length === 0) {
    return <FailedState error={rows.error} retry={() => void rows.refetch()} />;
  }
  return (
    <>
      <Stack gap={0} component="ul" p={0} m={0}>
        {items.map((row) => (
          <Row key={row.n} row={row} />
        ))}
      </Stack>
      <MoreButton list={rows} label={t('nudges.more')} mt="md" />
    </>
  );
}

function Row({ row }: { row: ImportRowView }) {
  const place = [row.file, row.line === null ? null : t('imports.line', { line: row.line }), row.column]
    .filter((part) => part !== null)
    .join(', ');
  return (
    <li className={classes.row}>
      <Text size="sm" fw={600} component="span" dir="auto">
        {row.label ?? row.value ?? ''}
      </Text>{' '}
      <Text size="sm" c="dimmed" component="span">
        {entityWord(row.entity)}
      </Text>
      {row.reason !== null && (
        <Text size="sm" className={classes.facts}>
          {row.value === null ? row.reason : `“${row.value}”: ${row.reason}`}
        </Text>
      )}
      {row.changes.map(({ field, from, to }) => (
        <Text size="sm" className={classes.facts} key={field}>
          {fieldWord(field)}: {from === null ? to : `${from} → ${to}`}
        </Text>
      ))}
      {place !== '' && (
        <Text size="xs" c="dimmed">
          {place}
        </Text>
      )}
    </li>
  );
}

const entities = ['school', 'staff', 'class', 'student', 'guardian', 'nudge', 'user', 'file'] as const;
const fields = [
  'name',
  'email',
  'role',
  'schools',
  'classes',
  'school',
  'grade',
  'subject',
  'givenName',
  'familyName',
  'homeLanguage',
  'students',
  'phones',
  'phone',
  'state',
  'staffId',
] as const;

function entityWord(entity: string): string {
  const known = entities.find((one) => one === entity);
  return known === undefined ? entity : t(`imports.entity.${known}`);
}

function fieldWord(field: string): string {
  const known = fields.find((one) => one === field);
  return known === undefined ? field : t(`imports.field.${known}`);
}
