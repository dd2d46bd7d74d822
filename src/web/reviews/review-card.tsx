import { Text } from '@mantine/core';
import type { Review } from '../../api/reviews.schemas.js';
import { WaysOn } from '../inbox/ways-on.js';
import { TextLink } from '../lib/links.js';
import { DueText, ownerInWords } from '../lib/open-work.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './reviews-page.module.css';

/** One text that waits: whom it is for, until when, both sides, why, and the ways on. */
export function ReviewCard({ review }: { review: Review }) {
  const languages = useLanguages();
  const language = languages.name(review.language);
  const isForMany = review.families > 1;
  const name = isForMany ? t('reviews.forFamilies', { count: review.families }) : review.familyName;
  return (
    <li className={classes.card} aria-label={t('reviews.card', { name, language })}>
      <header className={classes.head}>
        <span>
          {isForMany ? (
            <span className={classes.name}>{name}</span>
          ) : (
            <TextLink to="/inbox/$conversationId" params={{ conversationId: review.conversationId }}>
              <bdi className={classes.name}>{name}</bdi>
            </TextLink>
          )}{' '}
          <Text span size="sm" c="dimmed">
            {language} · {review.school.name}
          </Text>
        </span>
        <DueText of={review} timeZone={review.school.timeZone} />
      </header>
      <div className={classes.sides}>
        <div className={classes.side}>
          <Text size="xs" c="dimmed">
            {t('reviews.from', { name: review.senderName ?? t('message.automatic') })}
          </Text>
          <WrittenText language={review.textLanguage}>{review.text}</WrittenText>
        </div>
        <div className={classes.side}>
          <Text size="xs" c="dimmed">
            {t('reviews.draft', { language })}
          </Text>
          {review.draft === null ? (
            <Text size="sm" c="dimmed">
              {t('reviews.noDraft')}
            </Text>
          ) : (
            <WrittenText language={review.language}>{review.draft}</WrittenText>
          )}
        </div>
      </div>
      {review.needsInterpreter && (
        <Text size="sm" c="var(--recado-waiting)">
          {t('interpreter.outgoing', { language })}
        </Text>
      )}
      {review.hasHoles && (
        <Text size="sm" c="var(--recado-waiting)">
          {t('reviews.holes')}
        </Text>
      )}
      <Text size="sm">
        {review.reason}{' '}
        <Text span c="dimmed">
          {ownerInWords(review)}
        </Text>
      </Text>
      <WaysOn
        conversationId={review.conversationId}
        messageId={review.messageId}
        language={review.language}
        draft={review.draft}
        mayReadDraft={review.mayReadDraft}
        forAll={isForMany}
      />
    </li>
  );
}
