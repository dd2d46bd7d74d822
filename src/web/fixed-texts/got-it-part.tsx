import { Button, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { TextLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { dayAndTime, exactTime, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { Part } from '../nudges/part.js';
import classes from '../withdrawals/withdrawals.module.css';
import { gotItQuery } from './fixed-texts.queries.js';

interface Props {
  id: string;
  /** A voice says it on the telephone. */
  isSpoken: boolean;
  isFindable: boolean;
}

/** The families that got the wrong words, as far as that can be known. */
export function GotItPart({ id, isSpoken, isFindable }: Props) {
  return (
    <Part title={t('fixedText.families')}>
      {isFindable && !isSpoken ? (
        <Families id={id} />
      ) : (
        <Text size="sm" c="dimmed">
          {t(isSpoken ? 'fixedText.spoken' : 'fixedText.notFindable')}
        </Text>
      )}
    </Part>
  );
}

function Families({ id }: { id: string }) {
  const now = useNow();
  const list = useInfiniteQuery(gotItQuery(id));
  if (list.isPending) return <Skeleton role="status" aria-label={t('common.loading')} height={80} />;
  if (list.data === undefined) return <FailedState error={list.error} retry={() => void list.refetch()} />;
  const items = list.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Text size="sm" c="dimmed">
        {items.length === 0 ? t('fixedText.noFamilies') : t('fixedText.familiesHint')}
      </Text>
      <ul className={classes.texts}>
        {items.map(({ messageId, conversationId, familyName, isPartlyGone, at }) => (
          <li key={messageId}>
            <TextLink to="/inbox/$conversationId" params={{ conversationId }}>
              <bdi>{familyName}</bdi>
            </TextLink>
            <Text span size="sm" c="dimmed" title={exactTime(at, viewerZone)}>
              {dayAndTime(at, viewerZone, now)}
              {isPartlyGone && ` · ${t('fixedText.partlyGone')}`}
            </Text>
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('fixedText.more')}
        </Button>
      )}
    </>
  );
}
