import { Button, Text, Title } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { FailedState } from './states.js';
import { dayAndTime, exactTime } from './time.js';
import { useNow } from './use-now.js';
import { t } from './words.js';
import classes from './open-work.module.css';

interface OpenWorkProps<T> {
  list: Pick<UseInfiniteQueryResult, 'isError' | 'error' | 'refetch' | 'isFetchingNextPage'> & {
    data: { pages: { items: T[] }[] } | undefined;
    hasNextPage: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
  id: string;
  title: string;
  card: (item: T) => ReactNode;
}

/** A section of things that wait for somebody; nothing where there are none. */
export function OpenWork<T>({ list, id, title, card }: OpenWorkProps<T>) {
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isError && rows.length === 0)
    return <FailedState error={list.error} retry={() => void list.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      <ul className={classes.list}>{rows.map(card)}</ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('reviews.more')}
        </Button>
      )}
    </section>
  );
}

/** By when it is to be done. */
export function DueText({ of, timeZone }: { of: { dueAt: string; isOverdue: boolean }; timeZone: string }) {
  const now = useNow();
  return (
    <Text
      span
      size="sm"
      className={classes.due}
      data-overdue={of.isOverdue}
      title={exactTime(of.dueAt, timeZone)}
    >
      {t(of.isOverdue ? 'reviews.overdue' : 'reviews.due', { time: dayAndTime(of.dueAt, timeZone, now) })}
    </Text>
  );
}

/** Who is to do it, in words. */
export function ownerInWords({ owner, isMine }: { owner: { name: string } | null; isMine: boolean }): string {
  if (isMine) return t('reviews.ownerYou');
  return owner === null ? t('reviews.ownerNobody') : t('reviews.owner', { name: owner.name });
}
