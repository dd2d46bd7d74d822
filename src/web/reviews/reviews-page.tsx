import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { MoreButton } from '../lib/more-button.js';
import { EmptyState, FailedState } from '../lib/states.js';
import { t } from '../lib/words.js';
import page from '../lib/page.module.css';
import { OpenFixedTexts } from '../fixed-texts/open-fixed-texts.js';
import { OpenWithdrawals } from '../withdrawals/open-withdrawals.js';
import { InterpreterTasks } from './interpreter-tasks.js';
import { ReviewCard } from './review-card.js';
import { SettledReviews } from './settled-reviews.js';
import { reviewsQuery, type ReviewScope } from './reviews.queries.js';
import classes from './reviews-page.module.css';

/** Texts that wait for somebody who reads their language: first those the reader can settle, then the schools'. */
export function ReviewsPage() {
  const mine = useInfiniteQuery(reviewsQuery('mine'));
  const counts = mine.data?.pages[0]?.counts;
  const nothing =
    counts !== undefined && counts.mine === 0 && counts.others === 0 && counts.interpreting === 0;
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('reviews.title') })}</title>
      <Title order={1} size="h2">
        {t('reviews.title')}
      </Title>
      <Text c="dimmed" size="sm" className={page.subtitle}>
        {t('reviews.subtitle')}
      </Text>
      <OpenWithdrawals />
      <OpenFixedTexts />
      <InterpreterTasks />
      {nothing ? (
        <EmptyState icon={<IconLanguage size={40} stroke={1.3} />} title={t('reviews.none')}>
          <p>{t('reviews.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Section scope="mine">{t('reviews.mineNone')}</Section>
          {counts?.others !== 0 && <Section scope="others">{t('reviews.othersNone')}</Section>}
        </>
      )}
      <SettledReviews />
    </div>
  );
}

interface SectionProps {
  scope: ReviewScope;
  /** What to say where it holds nothing. */
  children: ReactNode;
}

function Section({ scope, children }: SectionProps) {
  const list = useInfiniteQuery(reviewsQuery(scope));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className={classes.section} aria-labelledby={`reviews-${scope}`}>
      <Title order={2} size="h4" id={`reviews-${scope}`}>
        {t(`reviews.${scope}`)}
      </Title>
      {list.isPending ? (
        <Stack role="status" aria-label={t('common.loading')} gap="sm">
          <Skeleton height={150} radius="lg" />
          <Skeleton height={150} radius="lg" />
        </Stack>
      ) : list.isError && rows.length === 0 ? (
        <FailedState error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <Text c="dimmed" size="sm">
          {children}
        </Text>
      ) : (
        <ul className={classes.list}>
          {rows.map((review) => (
            <ReviewCard key={review.messageId} review={review} />
          ))}
        </ul>
      )}
      <MoreButton list={list} label={t('reviews.more')} />
    </section>
  );
}
