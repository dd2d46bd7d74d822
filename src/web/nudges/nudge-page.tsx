import { Button, Group, Skeleton, Stack, Title } from '@mantine/core';
import { IconArrowLeft, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { NudgeDetail } from '../../api/nudges.schemas.js';
import { IconLink } from '../lib/links.js';
import { FailedState } from '../lib/states.js';
import { offerUndo } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import { WithdrawButton } from '../withdrawals/withdraw-button.js';
import { AnswerCards } from './answer-cards.js';
import classes from './nudge-page.module.css';
import { nudgeQuery, useSetNudgeState } from './nudges.queries.js';
import page from '../lib/page.module.css';
import { RecipientList } from './recipient-list.js';
import { AnsweredBar, NudgeStateLine } from './run-numbers.js';

const route = getRouteApi('/signed-in/nudges/$nudgeId');

/** One nudge: its answers, and what became of it family by family. */
export function NudgePage() {
  const { nudgeId } = route.useParams();
  const nudge = useQuery(nudgeQuery(nudgeId));
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('nudge.title') })}</title>
      {nudge.isPending ? (
        <Stack role="status" aria-label={t('common.loading')}>
          <Skeleton height={28} width="60%" />
          <Skeleton height={120} radius="lg" />
          <Skeleton height={240} radius="lg" />
        </Stack>
      ) : nudge.isError ? (
        <FailedState error={nudge.error} retry={() => void nudge.refetch()} />
      ) : (
        <Loaded nudge={nudge.data} />
      )}
    </div>
  );
}

function Loaded({ nudge }: { nudge: NudgeDetail }) {
  const { lastRun } = nudge;
  return (
    <Stack gap={28}>
      <header className={classes.head}>
        <IconLink to="/nudges" variant="subtle" color="gray" size="lg" aria-label={t('nudges.back')}>
          <IconArrowLeft size={22} />
        </IconLink>
        <div className={classes.words}>
          <Title order={1} size="h3">
            {nudge.text}
          </Title>
          <div className={classes.facts}>
            <span>{nudge.class.name}</span>
            <span>{t(`askKind.${nudge.askKind}`)}</span>
            <NudgeStateLine nudge={nudge} />
          </div>
        </div>
        <Actions nudge={nudge} />
      </header>
      {lastRun === null ? (
        <p className={classes.notYet}>
          {t(nudge.state === 'cancelled' ? 'nudge.neverWent' : 'nudge.notYetLong')}
        </p>
      ) : (
        <>
          <div className={classes.numbers}>
            <AnsweredBar run={lastRun} trouble={false} />
            <dl className={classes.figures}>
              <Figure value={lastRun.delivered} name={t('nudge.delivered')} />
              <Figure value={lastRun.failed} name={t('nudge.notDelivered')} bad />
              <Figure value={lastRun.held} name={t('nudge.heldShort')} />
              <Figure value={lastRun.leftOut} name={t('nudge.leftOut')} />
            </dl>
          </div>
          <AnswerCards nudge={nudge} />
          <RecipientList nudge={nudge} />
          <WrongTranslations nudge={nudge} />
        </>
      )}
    </Stack>
  );
}

/** For speakers and administrators: the words of one language may be wrong. */
function WrongTranslations({ nudge: { id, recipients } }: { nudge: NudgeDetail }) {
  const languages = useLanguages();
  const codes = [
    ...new Set(recipients.flatMap(({ outcome, language }) => (outcome === 'left_out' ? [] : language))),
  ];
  return (
    <Group gap={4} mt="xs">
      {codes
        .filter((code) => code !== null && code !== 'en')
        .map((language) => (
          <WithdrawButton
            key={language}
            subject={{ nudgeId: id, language: language ?? '' }}
            language={language ?? ''}
            label={t('withdrawal.withdrawIn', { language: languages.name(language ?? '') })}
          />
        ))}
    </Group>
  );
}

function Figure({ value, name, bad = false }: { value: number; name: string; bad?: boolean }) {
  return (
    <div className={classes.figure} data-bad={bad && value > 0}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Actions({ nudge }: { nudge: NudgeDetail }) {
  const setState = useSetNudgeState(nudge.id);
  const cancel = (): void => {
    const { state } = nudge;
    setState.mutate('cancelled');
    offerUndo(t('nudge.cancelled'), () => setState.mutate(state === 'paused' ? 'paused' : 'scheduled'));
  };
  if (nudge.state !== 'scheduled' && nudge.state !== 'paused') return null;
  return (
    <Group gap={8} className={classes.actions}>
      {nudge.repeats === 'weekly' && nudge.state === 'scheduled' && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} />}
          onClick={() => setState.mutate('paused')}
        >
          {t('nudge.pause')}
        </Button>
      )}
      {nudge.state === 'paused' && (
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => setState.mutate('scheduled')}>
          {t('nudge.goOn')}
        </Button>
      )}
      <Button variant="default" leftSection={<IconX size={16} />} onClick={cancel}>
        {t('nudge.cancel')}
      </Button>
    </Group>
  );
}
