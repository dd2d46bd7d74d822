import { Button, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { WithdrawalSummary } from '../../api/withdrawals.schemas.js';
import { TextLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { dayAndTime, exactTime, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import { openWithdrawalsQuery } from './withdrawals.queries.js';
import classes from './withdrawals.module.css';

/** Withdrawn translations nobody has put right yet; nothing where there are none. */
export function OpenWithdrawals() {
  const list = useInfiniteQuery(openWithdrawalsQuery);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isError && rows.length === 0)
    return <FailedState error={list.error} retry={() => void list.refetch()} />;
  if (rows.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="withdrawals-open">
      <Title order={2} size="h4" id="withdrawals-open">
        {t('withdrawal.openTitle')}
      </Title>
      <ul className={classes.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('reviews.more')}
        </Button>
      )}
    </section>
  );
}

function Row({ row }: { row: WithdrawalSummary }) {
  const languages = useLanguages();
  const now = useNow();
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <TextLink to="/withdrawals/$withdrawalId" params={{ withdrawalId: row.id }} fw={600}>
          {t('withdrawal.open', { language: languages.name(row.language) })}
        </TextLink>
        <Text
          span
          size="sm"
          className={classes.due}
          data-overdue={row.isOverdue}
          title={exactTime(row.dueAt, viewerZone)}
        >
          {t(row.isOverdue ? 'reviews.overdue' : 'reviews.due', {
            time: dayAndTime(row.dueAt, viewerZone, now),
          })}
        </Text>
      </div>
      <WrittenText language={row.toLanguage} lines={2} className={classes.wrong}>
        {row.wrong}
      </WrittenText>
      <Text size="sm">
        {t('withdrawal.why', { name: row.by, reason: row.reason })}{' '}
        <Text span c="dimmed">
          {ownerOf(row)}
        </Text>
      </Text>
    </li>
  );
}

function ownerOf({ owner, isMine }: WithdrawalSummary): string {
  if (isMine) return t('reviews.ownerYou');
  return owner === null ? t('reviews.ownerNobody') : t('reviews.owner', { name: owner.name });
}
