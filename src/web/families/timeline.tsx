import { Button, Skeleton, Stack } from '@mantine/core';
import { IconCheckbox, IconHistory, IconMessage, IconMessageReply, IconPhone } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { TimelineItem } from '../../api/families.schemas.js';
import { TextLink } from '../lib/links.js';
import { MomentText } from '../lib/moment-text.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { timelineQuery } from './families.queries.js';
import classes from './timeline.module.css';

/** What happened with a guardian, the latest first: texts, requests, calls and changes. */
export function Timeline({ guardianId }: { guardianId: string }) {
  const timeline = useInfiniteQuery(timelineQuery(guardianId));
  const items = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  if (timeline.isPending) {
    return (
      <Stack role="status" aria-label={t('common.loading')} gap="xs">
        {Array.from({ length: 4 }, (_, index) => (
          <Skeleton key={index} height={44} radius="md" />
        ))}
      </Stack>
    );
  }
  if (timeline.isError && items.length === 0) {
    return <FailedState error={timeline.error} retry={() => void timeline.refetch()} />;
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconHistory size={36} stroke={1.3} />} title={t('timeline.empty')}>
        <p>{t('timeline.emptyHint')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={classes.list}>
        {items.map((item) => (
          <Item key={`${item.kind} ${item.id}`} item={item} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <Button
          variant="default"
          loading={timeline.isFetchingNextPage}
          onClick={() => void timeline.fetchNextPage()}
        >
          {t('timeline.more')}
        </Button>
      )}
    </>
  );
}

function Item({ item }: { item: TimelineItem }) {
  return (
    <li className={classes.item}>
      <span className={classes.icon} aria-hidden>
        {iconOf(item)}
      </span>
      <div className={classes.body}>
        <div className={classes.head}>
          <span>{headOf(item)}</span>
          <MomentText at={item.at} timeZone={viewerZone} as="day" />
        </div>
        <Words item={item} />
        <div className={classes.foot}>
          {[item.student, item.school].filter((part) => part !== null).join(' · ')}
          {item.kind === 'text' && item.conversationId !== null && (
            <TextLink
              to="/inbox/$conversationId"
              params={{ conversationId: item.conversationId }}
              size="sm"
              className={classes.link}
            >
              {t('timeline.thread')}
            </TextLink>
          )}
        </div>
      </div>
    </li>
  );
}

function Words({ item }: { item: TimelineItem }) {
  if (item.kind === 'change' || item.kind === 'request') return null;
  return (
    <>
      <p className={classes.words} dir="auto" {...(item.language !== null && { lang: item.language })}>
        {item.words}
      </p>
      {item.translation !== null && item.language !== 'en' && (
        <p className={classes.translation}>{item.translation}</p>
      )}
    </>
  );
}

function iconOf(item: TimelineItem): ReactNode {
  switch (item.kind) {
    case 'text':
      return item.direction === 'in' ? <IconMessage size={17} /> : <IconMessageReply size={17} />;
    case 'request':
      return <IconCheckbox size={17} />;
    case 'call':
      return <IconPhone size={17} />;
    case 'change':
      return <IconHistory size={17} />;
  }
}

function headOf(item: TimelineItem): string {
  const by = item.by ?? t('message.automatic');
  switch (item.kind) {
    case 'text':
      if (item.direction === 'in') return t('timeline.wrote', { name: item.by ?? t('timeline.family') });
      return t(item.state === 'dropped' || item.state === 'failed' ? 'timeline.notSent' : 'timeline.sent', {
        name: by,
      });
    case 'request': {
      const topic = t(`topics.${item.words}`, { defaultValue: item.words });
      return item.by === null
        ? t('timeline.request', { topic })
        : t('timeline.requestWith', { topic, name: item.by });
    }
    case 'call':
      return item.state === 'done' ? t('timeline.called', { name: by }) : t('timeline.toCall');
    case 'change':
      return t(`timeline.change.${item.words.replace('guardian.', '')}`, {
        name: by,
        defaultValue: item.words,
      });
  }
}
