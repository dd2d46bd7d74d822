import { Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AlertDetail } from '../../api/alerts.schemas.js';
import { CallList } from '../calls/call-list.js';
import { IconLink } from '../lib/links.js';
import page from '../lib/page.module.css';
import { FailedState } from '../lib/states.js';
import cards from '../lib/text-cards.module.css';
import { dayAndTime, viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import head from '../nudges/nudge-page.module.css';
import { Part } from '../nudges/part.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './alert-page.module.css';
import { AlertProgress } from './alert-progress.js';
import { AlertFacts } from './alert-row.js';
import { alertTitle } from './alert-words.js';
import { alertQuery, isUnderWay } from './alerts.queries.js';
import { LeftOutPart } from './left-out-part.js';
import { RepliesPart } from './replies-part.js';

const route = getRouteApi('/signed-in/alerts/$alertId');

/** One alert: how far it got, what came back, whom to call. */
export function AlertPage() {
  const { alertId } = route.useParams();
  const alert = useQuery(alertQuery(alertId));
  return (
    <div className={page.page}>
      <title>{t('app.pageTitle', { name: t('alerts.title') })}</title>
      {alert.isPending ? (
        <Stack role="status" aria-label={t('common.loading')}>
          <Skeleton height={28} width="60%" />
          <Skeleton height={120} radius="lg" />
          <Skeleton height={240} radius="lg" />
        </Stack>
      ) : alert.isError && alert.data === undefined ? (
        <FailedState error={alert.error} retry={() => void alert.refetch()} />
      ) : (
        <Loaded alert={alert.data} />
      )}
    </div>
  );
}

function Loaded({ alert }: { alert: AlertDetail }) {
  const now = useNow();
  const { id, lastFamilyAt, untranslated, cancelsNudges, leftOut, failed, callsOpen } = alert;
  return (
    <Stack gap={28}>
      <header className={head.head}>
        <IconLink to="/alerts" variant="subtle" color="gray" size="lg" aria-label={t('alerts.back')}>
          <IconArrowLeft size={22} />
        </IconLink>
        <div className={head.words}>
          <Title order={1} size="h3">
            {alertTitle(alert)}
          </Title>
          <AlertFacts alert={alert} />
        </div>
      </header>
      <div className={classes.numbers}>
        <AlertProgress alert={alert} />
        <div className={classes.facts}>
          {lastFamilyAt !== null && isUnderWay(alert) && (
            <span>{t('alerts.lastAt', { time: dayAndTime(lastFamilyAt, viewerZone, now) })}</span>
          )}
          {untranslated > 0 && <span>{t('alerts.untranslated', { count: untranslated })}</span>}
          {cancelsNudges && <span>{t('newAlert.cancelsNudges')}</span>}
        </div>
      </div>
      <RepliesPart alert={alert} />
      {callsOpen > 0 && (
        <Part title={t('alerts.callsTitle')}>
          <CallList state="open" alertId={id}>
            <Text size="sm" c="dimmed">
              {t('alerts.callsNone')}
            </Text>
          </CallList>
        </Part>
      )}
      {leftOut + failed > 0 && <LeftOutPart alertId={id} />}
      <Words alert={alert} />
    </Stack>
  );
}

/** Its words as they went out, language by language. */
function Words({ alert }: { alert: AlertDetail }) {
  const names = useLanguages();
  return (
    <Part title={t('alerts.words')}>
      {alert.languages.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(alert.state === 'open' ? 'alerts.wordsNone' : 'alerts.nobody')}
        </Text>
      ) : (
        <ul className={cards.cards}>
          {alert.languages.map(({ language, families, origin, body }) => (
            <li key={language} className={cards.card}>
              <div className={classes.cardHead}>
                <strong>{names.name(language)}</strong>
                <span>{t('nudge.families', { count: families })}</span>
              </div>
              <WrittenText language={language}>{body}</WrittenText>
              <div className={classes.faint} data-warn={origin === 'machine' || origin === 'untranslated'}>
                {t(`alerts.origin.${origin}`)}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
