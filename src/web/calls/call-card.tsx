import { Button, Group, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallPage } from '../../api/alerts.schemas.js';
import { TextLink } from '../lib/links.js';
import { dayAndTime } from '../lib/time.js';
import { tellDone } from '../lib/undo-toast.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './calls.module.css';
import { useFinishCall } from './calls.queries.js';

type Call = CallPage['items'][number];

interface Props {
  call: Call;
  /** On the page of its alert, what to say stands above all of them. */
  ofAlert?: boolean;
}

/** A family to call: whom, in which language, why a text does not do, what to tell, and noting what came of it. */
export function CallCard({ call, ofAlert = false }: Props) {
  const languages = useLanguages();
  const now = useNow();
  const { guardian, students, language, school, timeZone, e164, reason, text, state, createdAt } = call;
  return (
    <li className={classes.card}>
      <header className={classes.head}>
        <span>
          <bdi className={classes.name}>{guardian ?? t('calls.unknown')}</bdi>{' '}
          {students !== null && (
            <Text span size="sm" c="dimmed">
              <bdi>{t('calls.about', { names: students })}</bdi>
            </Text>
          )}
        </span>
        <Text span size="sm" c="dimmed">
          {language === null ? '' : `${languages.name(language)} · `}
          {school} · {dayAndTime(createdAt, timeZone, now)}
        </Text>
      </header>
      <Text size="sm" className={classes.reason}>
        {reason}
      </Text>
      {!ofAlert && text !== null && (
        <div className={classes.tell}>
          <Text size="xs" c="dimmed">
            {t('calls.tell')}
          </Text>
          <WrittenText language="en">{text}</WrittenText>
        </div>
      )}
      {!ofAlert && call.alertId !== null && (
        <TextLink to="/alerts/$alertId" params={{ alertId: call.alertId }} size="sm" className={classes.link}>
          {t('calls.toAlert')}
        </TextLink>
      )}
      {!ofAlert && call.conversationId !== null && (
        <TextLink
          to="/inbox/$conversationId"
          params={{ conversationId: call.conversationId }}
          size="sm"
          className={classes.link}
        >
          {t('calls.toThread')}
        </TextLink>
      )}
      {state === 'open' ? (
        <MakeCall callId={call.id} e164={e164} />
      ) : (
        <Text size="sm">
          {t('calls.by', {
            name: call.doneBy ?? '',
            time: call.doneAt === null ? '' : dayAndTime(call.doneAt, timeZone, now),
            outcome: call.outcome ?? '',
          })}
        </Text>
      )}
    </li>
  );
}

function MakeCall({ callId, e164 }: { callId: string; e164: string }) {
  const [open, { toggle }] = useDisclosure(false);
  const [outcome, setOutcome] = useState('');
  const finish = useFinishCall(callId);
  return (
    <>
      <Group gap="sm">
        <Button component="a" href={`tel:${e164}`} variant="default" leftSection={<IconPhone size={16} />}>
          <span>{t('calls.call', { number: e164 })}</span>
        </Button>
        <Button variant={open ? 'default' : 'light'} onClick={toggle} aria-expanded={open}>
          {t('calls.done')}
        </Button>
      </Group>
      {open && (
        <form
          className={classes.outcome}
          onSubmit={(event) => {
            event.preventDefault();
            finish.mutate(outcome, {
              onSuccess: () => {
                tellDone(t('calls.noted'));
                // The card leaves the list with what was focused in it.
                document.querySelector<HTMLElement>('#main')?.focus();
              },
            });
          }}
        >
          <Textarea
            label={t('calls.outcome')}
            description={t('calls.outcomeHint')}
            autosize
            minRows={2}
            maxLength={500}
            autoFocus
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value)}
          />
          <Button
            type="submit"
            className={classes.save}
            loading={finish.isPending}
            disabled={outcome.trim() === ''}
          >
            {t('calls.save')}
          </Button>
        </form>
      )}
    </>
  );
}
