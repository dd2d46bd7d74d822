import { Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconEyeExclamation } from '@tabler/icons-react';
import type { Thread } from '../../api/thread.schemas.js';
import { exactTime } from '../lib/time.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLookAt } from './inbox.actions.js';
import classes from './consent-decision.module.css';

/** The oldest text that may be about danger and waits for a look, why, and the two ways on. Nothing where none waits. */
export function LookSoonPart({ thread }: { thread: Thread }) {
  const { id, school } = thread.conversation;
  const look = useLookAt(id);
  const [waiting, ...others] = thread.looks;
  if (!waiting) return null;
  const { messageId } = waiting;
  const settle = (outcome: 'no_worry' | 'urgent') => () =>
    look.mutate(
      { messageId, outcome },
      {
        onSuccess: () =>
          offerUndo(t(`lookSoon.done.${outcome}`), () => look.mutate({ messageId, outcome: null })),
      },
    );
  return (
    <section className={classes.decision} aria-label={t('lookSoon.title')}>
      <div className={classes.head}>
        <IconEyeExclamation size={18} aria-hidden />
        <strong>{t('lookSoon.title')}</strong>
      </div>
      <blockquote className={classes.words}>
        <WrittenText language={waiting.language}>{waiting.text}</WrittenText>
        {waiting.translation !== null && (
          <WrittenText language="en" className={classes.translation}>
            {waiting.translation}
          </WrittenText>
        )}
      </blockquote>
      {waiting.reasons.map((reason) => (
        <p key={reason} className={classes.hint}>
          <bdi>{reason}</bdi>
        </p>
      ))}
      <p className={classes.hint}>
        {t(waiting.escalatedAt === null ? 'lookSoon.hint' : 'lookSoon.escalated', {
          time: exactTime(waiting.dueAt, school.timeZone),
        })}
        {others.length > 0 && ` ${t('lookSoon.others', { count: others.length })}`}
      </p>
      <Group gap="sm">
        <Button size="sm" variant="default" loading={look.isPending} onClick={settle('no_worry')}>
          {t('lookSoon.noWorry')}
        </Button>
        <Button
          size="sm"
          variant="default"
          leftSection={<IconAlertTriangle size={16} aria-hidden />}
          loading={look.isPending}
          onClick={settle('urgent')}
        >
          {t('lookSoon.raise')}
        </Button>
      </Group>
    </section>
  );
}
