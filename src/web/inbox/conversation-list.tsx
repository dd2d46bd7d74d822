import { Button, Center, Loader, Skeleton } from '@mantine/core';
import { IconChecks, IconSearchOff } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ConversationSummary, InboxView } from '../../api/inbox.schemas.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import classes from './conversation-list.module.css';
import { ConversationRow } from './conversation-row.js';

interface Props {
  list: UseInfiniteQueryResult;
  rows: readonly ConversationSummary[];
  /** Nobody is called what was typed; the rows are nearly called so. */
  isNear: boolean;
  chosen: string | undefined;
  view: InboxView;
  search: string;
}

/** The conversations of a view; the next page comes as the reader nears the end. */
export function ConversationList({ list, rows, isNear, chosen, view, search }: Props) {
  const end = useReachedEnd(list);
  if (list.isPending) return <Waiting />;
  if (list.isError && rows.length === 0) {
    return <FailedState error={list.error} retry={() => void list.refetch()} />;
  }
  if (rows.length === 0)
    return search === '' ? <NothingHere view={view} /> : <NothingFound view={view} search={search} />;
  return (
    <div className={classes.scroll} aria-busy={list.isPlaceholderData} data-stale={list.isPlaceholderData}>
      {isNear && !list.isPlaceholderData && (
        <p role="status" className={classes.near}>
          {t('inbox.near', { search })}
        </p>
      )}
      <ul className={classes.rows}>
        {rows.map((row) => (
          <ConversationRow key={row.id} conversation={row} chosen={row.id === chosen} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Center p="md" ref={end}>
          {list.isFetchNextPageError ? (
            <Button variant="light" onClick={() => void list.fetchNextPage()}>
              {t('inbox.moreFailed')}
            </Button>
          ) : (
            <Loader size="sm" aria-label={t('common.loading')} />
          )}
        </Center>
      )}
    </div>
  );
}

function useReachedEnd(list: UseInfiniteQueryResult) {
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    const element = end.current;
    if (element === null || !hasNextPage || isFetchingNextPage || isFetchNextPageError) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return end;
}

function Waiting() {
  return (
    <div className={classes.waiting} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: 7 }, (_, index) => (
        <div key={index}>
          <Skeleton height={12} width="55%" mb={10} />
          <Skeleton height={10} width="90%" mb={6} />
          <Skeleton height={10} width="75%" />
        </div>
      ))}
    </div>
  );
}

function NothingHere({ view }: { view: InboxView }) {
  return (
    <EmptyState icon={<IconChecks size={36} stroke={1.4} />} title={t(`inbox.empty.${view}`)}>
      {t(`inbox.emptyHint.${view}`)}
    </EmptyState>
  );
}

function NothingFound({ view, search }: Pick<Props, 'view' | 'search'>) {
  return (
    <EmptyState icon={<IconSearchOff size={36} stroke={1.4} />} title={t('inbox.notFound', { search })}>
      {t(view === 'all' ? 'inbox.notFoundHintInAll' : 'inbox.notFoundHint')}
    </EmptyState>
  );
}
