import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Withdrawal } from '../../api/withdrawals.schemas.js';
import { BackLink, TextLink } from '../lib/links.js';
import { Notice } from '../lib/notice.js';
import { FailedState } from '../lib/states.js';
import { dayAndTime, exactTime, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import page from '../lib/page.module.css';
import { Part } from '../nudges/part.js';
import { useLanguages } from '../session/use-languages.js';
import { CorrectionForm } from './correction-form.js';
import { Side } from './side.js';
import { useSeen, useUndoWithdrawal, withdrawalQuery } from './withdrawals.queries.js';
import classes from './withdrawals.module.css';

const route = getRouteApi('/signed-in/withdrawals/$withdrawalId');

/** A withdrawn translation: what was wrong and why, what is right, and everybody who relied on it. */
export function WithdrawalPage() {
  const { withdrawalId } = route.useParams();
  const query = useQuery(withdrawalQuery(withdrawalId));
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('withdrawal.title') })}</title>
      <BackLink to="/reviews">{t('withdrawal.back')}</BackLink>
      {query.isPending ? (
        <Skeleton role="status" aria-label={t('common.loading')} height={300} radius="lg" mt="md" />
      ) : query.data === undefined ? (
        <FailedState error={query.error} retry={() => void query.refetch()} />
      ) : (
        <Loaded withdrawal={query.data} />
      )}
    </div>
  );
}

function Loaded({ withdrawal }: { withdrawal: Withdrawal }) {
  const languages = useLanguages();
  const { source, wrong, correction, fromLanguage, toLanguage, state } = withdrawal;
  const isUndone = state === 'undone';
  return (
    <Stack gap={24}>
      <header>
        <Title order={1} size="h2">
          {t('withdrawal.heading', { language: languages.name(withdrawal.language) })}
        </Title>
        <State withdrawal={withdrawal} />
      </header>
      <SeenNotice withdrawal={withdrawal} />
      <div className={classes.sides}>
        <Side label={t('withdrawal.sourceIn', { language: languages.name(fromLanguage) })}>
          <WrittenText language={fromLanguage}>{source}</WrittenText>
        </Side>
        <Side
          label={t(isUndone ? 'withdrawal.calledWrongIn' : 'withdrawal.wrongIn', {
            language: languages.name(toLanguage),
          })}
        >
          <WrittenText language={toLanguage} className={isUndone ? undefined : classes.wrong}>
            {wrong}
          </WrittenText>
        </Side>
        {correction !== null && (
          <Side label={t('withdrawal.rightIn', { language: languages.name(toLanguage) })}>
            <WrittenText language={toLanguage}>{correction}</WrittenText>
          </Side>
        )}
      </div>
      {state === 'open' && <CorrectionForm withdrawal={withdrawal} />}
      <Texts withdrawal={withdrawal} />
      <Readers withdrawal={withdrawal} />
      {state === 'open' && <Undo id={withdrawal.id} />}
    </Stack>
  );
}

function State({ withdrawal }: { withdrawal: Withdrawal }) {
  const now = useNow();
  const { by, at, reason, state, settledBy, settledAt } = withdrawal;
  return (
    <>
      <Text size="sm" title={exactTime(at, viewerZone)}>
        {t('withdrawal.whyLong', { name: by, reason, time: dayAndTime(at, viewerZone, now) })}
      </Text>
      {state !== 'open' && settledAt !== null && (
        <Text size="sm" c="dimmed" title={exactTime(settledAt, viewerZone)}>
          {t(`withdrawal.state.${state}`, {
            name: settledBy ?? '',
            time: dayAndTime(settledAt, viewerZone, now),
          })}
        </Text>
      )}
    </>
  );
}

/** To somebody who relied on the words, or was given them to put right, and has not said that she has seen it. */
function SeenNotice({ withdrawal: { id, notice } }: { withdrawal: Withdrawal }) {
  const seen = useSeen(id);
  if (notice === null) return null;
  const isPassedOn = notice === 'passed_on';
  return (
    <Notice tone="waiting" title={t(isPassedOn ? 'withdrawal.passedOn' : 'withdrawal.youRelied')}>
      <Group gap="sm" mt={6}>
        <span>{t(isPassedOn ? 'withdrawal.passedOnHint' : 'withdrawal.youReliedHint')}</span>
        <Button size="xs" loading={seen.isPending} onClick={() => seen.mutate()}>
          {t('withdrawal.seen')}
        </Button>
      </Group>
    </Notice>
  );
}

function Texts({ withdrawal }: { withdrawal: Withdrawal }) {
  const { texts, families, stopped, reading, answers, elsewhere } = withdrawal;
  const all = families + stopped + reading + answers;
  return (
    <Part title={t('withdrawal.texts', { count: all })}>
      {all === 0 && (
        <Text size="sm" c="dimmed">
          {t('withdrawal.noTexts')}
        </Text>
      )}
      <ul className={classes.texts}>
        {texts.map((text) => (
          <li key={text.messageId}>
            <TextLink to="/inbox/$conversationId" params={{ conversationId: text.conversationId }}>
              <bdi>{text.familyName}</bdi>
            </TextLink>
            <Text span size="sm">
              {t(`withdrawal.kind.${text.kind}`)}
            </Text>
            {text.outcome !== null && (
              <Text span size="sm" c="dimmed">
                {t(`withdrawal.outcome.${text.outcome}`)} {text.outcomeReason}
              </Text>
            )}
          </li>
        ))}
      </ul>
      {texts.length < all && (
        <Text size="sm" c="dimmed">
          {t('withdrawal.moreTexts', { shown: texts.length, count: all })}
        </Text>
      )}
      {elsewhere > 0 && (
        <Text size="sm" c="var(--recado-waiting)">
          {t('withdrawal.elsewhere', { count: elsewhere })}
        </Text>
      )}
    </Part>
  );
}

function Readers({ withdrawal: { readers } }: { withdrawal: Withdrawal }) {
  const now = useNow();
  return (
    <Part title={t('withdrawal.readers', { count: readers.length })}>
      {readers.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('withdrawal.noReaders')}
        </Text>
      )}
      <ul className={classes.texts}>
        {readers.map((reader) => (
          <li key={reader.id}>
            <bdi>{reader.name}</bdi>
            <Text span size="sm">
              {reader.how.map((how) => t(`withdrawal.how.${how}`)).join(', ')}
            </Text>
            <Text span size="sm" c="dimmed">
              {reader.seenAt === null
                ? t('withdrawal.notSeen')
                : t('withdrawal.seenAt', { time: dayAndTime(reader.seenAt, viewerZone, now) })}
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Undo({ id }: { id: string }) {
  const undo = useUndoWithdrawal();
  return (
    <Group gap="sm">
      <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate(id)}>
        {t('withdrawal.undo')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('withdrawal.undoHint')}
      </Text>
    </Group>
  );
}
