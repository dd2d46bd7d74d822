import { Button, Group } from '@mantine/core';
import { IconHelpHexagon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { MessageView, Thread } from '../../api/thread.schemas.js';
import { exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import classes from './consent-decision.module.css';
import { consentQuery, useDecideConsent, useSeesConsent } from './consent.queries.js';

/** A text that may be an opt-out, and the two ways on. Nothing where none waits. */
export function ConsentDecision({ thread, messages }: { thread: Thread; messages: readonly MessageView[] }) {
  const { id, school } = thread.conversation;
  const consent = useQuery(consentQuery(id, useSeesConsent()));
  const decide = useDecideConsent(id);
  const [decision] = consent.data?.decisions ?? [];
  if (!decision) return null;
  const message = messages.find((one) => one.id === decision.messageId);
  const answer = (choice: 'stop' | 'go_on') => () =>
    decide.mutate({ decisionId: decision.id, decision: choice });
  return (
    <section className={classes.decision} aria-label={t('consentLedger.question')}>
      <div className={classes.head}>
        <IconHelpHexagon size={18} aria-hidden />
        <strong>{t('consentLedger.question')}</strong>
      </div>
      {message && (
        <blockquote className={classes.words}>
          <WrittenText language={message.language}>{message.text}</WrittenText>
        </blockquote>
      )}
      <p className={classes.hint}>
        {t('consentLedger.questionHint', { time: exactTime(decision.dueAt, school.timeZone) })}
      </p>
      <Group gap="sm">
        <Button variant="default" loading={decide.isPending} onClick={answer('stop')}>
          {t('consentLedger.yesStop')}
        </Button>
        <Button variant="default" loading={decide.isPending} onClick={answer('go_on')}>
          {t('consentLedger.noGoOn')}
        </Button>
      </Group>
    </section>
  );
}
