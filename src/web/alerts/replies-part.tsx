import { Skeleton, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AlertDetail, AlertReplyPage } from '../../api/alerts.schemas.js';
import { TextLink } from '../lib/links.js';
import { MomentText } from '../lib/moment-text.js';
import { MoreButton } from '../lib/more-button.js';
import { FailedState } from '../lib/states.js';
import { viewerZone } from '../lib/time.js';
import cards from '../lib/text-cards.module.css';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { Part } from '../nudges/part.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './alert-page.module.css';
import { repliesQuery } from './alerts.queries.js';
import { AnswerAll, AnswersSoFar } from './answer-all.js';

type Reply = AlertReplyPage['items'][number];

/** What families wrote back: those who wait for an answer first, one box that answers them all, then the rest. */
export function RepliesPart({ alert }: { alert: AlertDetail }) {
  const replies = useInfiniteQuery(repliesQuery(alert.id));
  const rows = replies.data?.pages.flatMap(({ items }) => items) ?? [];
  const families = byFamily(rows);
  const waiting = families.filter((texts) => texts.some((text) => !text.answered));
  const answered = families.filter((texts) => texts.every((text) => text.answered));
  return (
    <Part title={t('alertReplies.title')}>
      {replies.isPending ? (
        <Skeleton height={110} radius="lg" role="status" aria-label={t('common.loading')} />
      ) : replies.isError && rows.length === 0 ? (
        <FailedState error={replies.error} retry={() => void replies.refetch()} />
      ) : rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('alertReplies.none')}
        </Text>
      ) : (
        <>
          <Group title={t('alertReplies.waiting')} families={waiting} none={t('alertReplies.waitingNone')} />
          {alert.unanswered > 0 && <AnswerAll alert={alert} />}
          {answered.length > 0 && <Group title={t('alertReplies.answered')} families={answered} />}
        </>
      )}
      <MoreButton list={replies} label={t('alertReplies.more')} />
      <AnswersSoFar alert={alert} />
    </Part>
  );
}

/** The texts of each family together, in the order they were written; the family that wrote last stands first. */
function byFamily(replies: readonly Reply[]): Reply[][] {
  const families = new Map<string, Reply[]>();
  for (const reply of replies) {
    const texts = families.get(reply.conversationId) ?? [];
    texts.unshift(reply);
    families.set(reply.conversationId, texts);
  }
  return [...families.values()];
}

interface GroupProps {
  title: string;
  families: readonly Reply[][];
  none?: string;
}

function Group({ title, families, none }: GroupProps) {
  return (
    <div className={classes.group}>
      <h3 className={classes.groupTitle}>{title}</h3>
      {families.length === 0 && none !== undefined && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      <ul className={cards.cards}>
        {families.map((texts) => (
          <FamilyCard key={texts[0]?.conversationId} texts={texts} />
        ))}
      </ul>
    </div>
  );
}

function FamilyCard({ texts }: { texts: readonly Reply[] }) {
  const languages = useLanguages();
  const latest = texts.at(-1);
  if (latest === undefined) return null;
  return (
    <li className={cards.card}>
      <div className={classes.cardHead}>
        <strong>
          <bdi>{latest.guardian ?? t('alertReplies.unknown')}</bdi>
        </strong>
        <span>
          {latest.language !== null && `${languages.name(latest.language)} · `}
          <MomentText at={latest.at} timeZone={viewerZone} as="day" />
        </span>
      </div>
      {texts.map((text) => (
        <div key={text.id}>
          <WrittenText language={text.translation === null ? text.language : 'en'}>
            {text.translation ?? text.text}
          </WrittenText>
          {text.translation !== null && (
            <WrittenText language={text.language} className={cards.original}>
              {text.text}
            </WrittenText>
          )}
          {text.translation === null && text.language !== null && text.language !== 'en' && (
            <div className={classes.faint} data-warn>
              {t('alertReplies.untranslated')}
            </div>
          )}
        </div>
      ))}
      <TextLink
        to="/inbox/$conversationId"
        params={{ conversationId: latest.conversationId }}
        size="sm"
        fw={600}
        className={cards.link}
      >
        {t('alertReplies.open')}
      </TextLink>
    </li>
  );
}
