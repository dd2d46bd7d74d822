import { Button, Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SettledReview } from '../../api/reviews.schemas.js';
import { TextLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { dayAndTime, exactTime } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import { settledReviewsQuery } from './reviews.queries.js';
import classes from './reviews-page.module.css';

/** What was decided about texts that waited: the words before and after, by whom. Loaded when it is opened. */
export function SettledReviews() {
  const [open, setOpen] = useState(false);
  return (
    <section className={classes.section}>
      <Button
        variant="default"
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        style={{ justifySelf: 'start' }}
      >
        {t('reviews.settledOpen')}
      </Button>
      {open && <List />}
    </section>
  );
}

function List() {
  const list = useInfiniteQuery(settledReviewsQuery);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.isPending)
    return <Skeleton height={120} radius="lg" role="status" aria-label={t('common.loading')} />;
  if (list.isError && rows.length === 0)
    return <FailedState error={list.error} retry={() => void list.refetch()} />;
  if (rows.length === 0) {
    return (
      <Text c="dimmed" size="sm">
        {t('reviews.settledNone')}
      </Text>
    );
  }
  return (
    <>
      <ul className={classes.list} aria-label={t('reviews.settled')}>
        {rows.map((review) => (
          <Settled key={review.messageId} review={review} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('reviews.more')}
        </Button>
      )}
    </>
  );
}

function Settled({ review }: { review: SettledReview }) {
  const languages = useLanguages();
  const now = useNow();
  const { beforeText, afterText, language, school } = review;
  const isOther = afterText !== null && afterText !== beforeText;
  return (
    <li className={classes.card}>
      <header className={classes.head}>
        <span>
          <TextLink to="/inbox/$conversationId" params={{ conversationId: review.conversationId }}>
            <bdi className={classes.name}>{review.familyName}</bdi>
          </TextLink>{' '}
          <Text span size="sm" c="dimmed">
            {languages.name(language)} · {school.name}
          </Text>
        </span>
        <Text span size="sm" title={exactTime(review.at, school.timeZone)}>
          {sentenceOf(review, dayAndTime(review.at, school.timeZone, now))}
        </Text>
      </header>
      <WrittenText language={review.textLanguage}>{review.text}</WrittenText>
      {(beforeText !== null || isOther) && (
        <div className={classes.sides}>
          {beforeText !== null && (
            <div className={classes.side}>
              <Text size="xs" c="dimmed">
                {t('reviews.beforeWords')}
              </Text>
              <WrittenText language={language}>{beforeText}</WrittenText>
            </div>
          )}
          {isOther && (
            <div className={classes.side}>
              <Text size="xs" c="dimmed">
                {t('reviews.afterWords')}
              </Text>
              <WrittenText language={null}>{afterText}</WrittenText>
            </div>
          )}
        </div>
      )}
    </li>
  );
}

function sentenceOf({ state, by, beforeText, afterText }: SettledReview, time: string): string {
  const name = by ?? t('reviews.nobody');
  if (state === 'called') return t('reviews.calledInstead', { time });
  if (state === 'discarded') return t('reviews.discarded', { name, time });
  return t(beforeText === afterText ? 'reviews.released' : 'reviews.releasedEdited', { name, time });
}
