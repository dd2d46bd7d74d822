import { Button, Stack } from '@mantine/core';
import { IconBookmarks } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import classes from './translation-page.module.css';
import { Waiting } from './waiting.js';

interface MemoryListProps<Entry> {
  list: UseInfiniteQueryResult<InfiniteData<{ items: Entry[] }>>;
  /** Whether only some were looked for. */
  isNarrowed: boolean;
  /** What is said where there are none at all. */
  none: { title: string; hint?: string };
  row: (entry: Entry) => ReactNode;
}

/** Translations of the memory, page after page. */
export function MemoryList<Entry>({ list, isNarrowed, none, row }: MemoryListProps<Entry>) {
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="md">
      {items === undefined &&
        (list.isError ? <FailedState error={list.error} retry={() => void list.refetch()} /> : <Waiting />)}
      {items?.length === 0 && (
        <EmptyState
          icon={<IconBookmarks size={36} stroke={1.3} />}
          title={isNarrowed ? t('translation.memory.noneFound') : none.title}
        >
          {!isNarrowed && none.hint}
        </EmptyState>
      )}
      <ul className={classes.list}>{items?.map(row)}</ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('translation.memory.more')}
        </Button>
      )}
    </Stack>
  );
}
