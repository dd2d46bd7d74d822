import { Button, Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSend2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertDetail } from '../../api/alerts.schemas.js';
import { intentionFor, type Intention } from '../lib/intention.js';
import { isNotApproved } from '../lib/not-approved.js';
import { Notice } from '../lib/notice.js';
import { dayAndTime, viewerZone } from '../lib/time.js';
import { sentenceFor, tellDone } from '../lib/undo-toast.js';
import { useNow } from '../lib/use-now.js';
import { FailedState } from '../lib/states.js';
import { GroupText, isShortEnough } from '../lib/group-text.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './alert-page.module.css';
import { answerPreviewQuery, useAnswerReplies } from './alerts.queries.js';

/** One box that answers every family that waits, and says how many that are. */
export function AnswerAll({ alert: { id, unanswered } }: { alert: AlertDetail }) {
  const [text, setText] = useState('');
  const [intention, setIntention] = useState<Intention | null>(null);
  const answering = useAnswerReplies(id);
  const [settled] = useDebouncedValue(text.trim(), 400);
  const send = (): void => {
    const words = text.trim();
    const meant = intentionFor(words, intention);
    setIntention(meant);
    answering.mutate(
      { text: words, key: meant.key },
      {
        onSuccess: ({ families, held }) => {
          setText('');
          setIntention(null);
          const done = t('alertReplies.done', { count: families });
          tellDone(held === 0 ? done : `${done} ${t('alertReplies.held', { count: held })}`);
        },
      },
    );
  };
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <GroupText
        label={t('alertReplies.box')}
        description={t('alertReplies.boxHint')}
        autosize
        minRows={2}
        value={text}
        write={setText}
      />
      {settled !== '' && isShortEnough(settled) && <AnswerPreview alertId={id} text={settled} />}
      {answering.error !== null && (
        <Notice tone="urgent" alert>
          {sentenceFor(answering.error)}
        </Notice>
      )}
      <div className={classes.answerFoot}>
        <Button
          type="submit"
          leftSection={<IconSend2 size={16} />}
          loading={answering.isPending}
          disabled={text.trim() === '' || !isShortEnough(text)}
        >
          {t('alertReplies.send', { count: unanswered })}
        </Button>
        <span className={classes.faint}>{t('alertReplies.goesTo', { count: unanswered })}</span>
      </div>
    </form>
  );
}

/** What families get, language by language, before it goes, and where it would wait for a reader. */
function AnswerPreview({ alertId, text }: { alertId: string; text: string }) {
  const languages = useLanguages();
  const preview = useQuery(answerPreviewQuery(alertId, text));
  if (preview.isPending)
    return <Skeleton height={48} radius="md" role="status" aria-label={t('common.loading')} />;
  if (preview.data === undefined)
    return <FailedState error={preview.error} retry={() => void preview.refetch()} />;
  return (
    <ul className={classes.said} aria-label={t('alertReplies.preview')}>
      {preview.data.languages.map(({ language, families, text: words, reason, quality, engine }) => (
        <li key={language}>
          <div className={classes.faint}>
            {t('alertReplies.previewIn', { count: families, language: languages.name(language) })}
            {quality !== null &&
              ` · ${isNotApproved({ engine, quality }) ? t('languages.notLive') : t(`reply.quality.${quality}`)}`}
          </div>
          {words !== null && <WrittenText language={language}>{words}</WrittenText>}
          {reason !== null && (
            <div className={classes.faint} data-warn>
              {t('preview.held', { reason })}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What was answered to everybody so far. */
export function AnswersSoFar({ alert: { answers } }: { alert: AlertDetail }) {
  const now = useNow();
  if (answers.length === 0) return null;
  return (
    <div className={classes.group}>
      <h3 className={classes.groupTitle}>{t('alertReplies.earlier')}</h3>
      <ul className={classes.said}>
        {answers.map(({ text, by, families, held, at }) => (
          <li key={at}>
            <div>{text}</div>
            <div className={classes.faint}>
              {t('alertReplies.earlierBy', {
                count: families,
                name: by,
                time: dayAndTime(at, viewerZone, now),
              })}
            </div>
            {held > 0 && (
              <div className={classes.faint} data-warn>
                {t('alertReplies.held', { count: held })}
              </div>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
