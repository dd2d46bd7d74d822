import { Skeleton, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MoreButton } from '../lib/more-button.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { Part } from '../nudges/part.js';
import list from '../nudges/recipient-list.module.css';
import { leftOutQuery } from './alerts.queries.js';

/** Whom an alert did not reach by text, and why. */
export function LeftOutPart({ alertId }: { alertId: string }) {
  const leftOut = useInfiniteQuery(leftOutQuery(alertId));
  const rows = leftOut.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Part title={t('alerts.leftOutTitle')}>
      {leftOut.isPending ? (
        <Skeleton height={90} radius="lg" role="status" aria-label={t('common.loading')} />
      ) : leftOut.isError && rows.length === 0 ? (
        <FailedState error={leftOut.error} retry={() => void leftOut.refetch()} />
      ) : rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('alerts.leftOutNone')}
        </Text>
      ) : (
        <Table verticalSpacing={9} className={list.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('recipients.family')}</Table.Th>
              <Table.Th className={list.language}>{t('inbox.school')}</Table.Th>
              <Table.Th>{t('recipients.outcome')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ id, guardian, student, school, reason }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <bdi>{guardian ?? student ?? t('calls.unknown')}</bdi>
                  {guardian !== null && student !== null && (
                    <div className={list.student}>
                      <bdi>{student}</bdi>
                    </div>
                  )}
                </Table.Td>
                <Table.Td className={list.language}>{school}</Table.Td>
                <Table.Td>{reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <MoreButton list={leftOut} label={t('alerts.leftOutMore')} />
    </Part>
  );
}
