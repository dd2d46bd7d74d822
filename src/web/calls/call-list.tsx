import { Skeleton, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MoreButton } from '../lib/more-button.js';
import { FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import { CallCard } from './call-card.js';
import classes from './calls.module.css';
import { callsQuery, type CallState } from './calls.queries.js';

interface Props {
  state: CallState;
  /** Only the calls of this alert. */
  alertId?: string;
  /** What to say where there are none. */
  children: ReactNode;
}

/** Calls, page by page. */
export function CallList({ state, alertId, children }: Props) {
  const calls = useInfiniteQuery(callsQuery(state, alertId));
  const rows = calls.data?.pages.flatMap(({ items }) => items) ?? [];
  if (calls.isPending) {
    return (
      <Stack role="status" aria-label={t('common.loading')} gap="sm">
        <Skeleton height={130} radius="lg" />
        <Skeleton height={130} radius="lg" />
      </Stack>
    );
  }
  if (calls.isError && rows.length === 0)
    return <FailedState error={calls.error} retry={() => void calls.refetch()} />;
  if (rows.length === 0) return children;
  return (
    <>
      <ul className={classes.list}>
        {rows.map((call) => (
          <CallCard key={call.id} call={call} ofAlert={alertId !== undefined} />
        ))}
      </ul>
      <MoreButton list={calls} label={t('calls.more')} mt="md" />
    </>
  );
}
