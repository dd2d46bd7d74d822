import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConsentView } from '../../api/consent.schemas.js';
import type { Thread } from '../../api/inbox.schemas.js';
import { MomentText } from '../lib/moment-text.js';
import { plainDate } from '../lib/time.js';
import { t } from '../lib/words.js';
import { consentQuery, useCorrectConsent, useSeesConsent, useUndoConsent } from './consent.queries.js';
import { CorrectConsent, ReasonForm } from './consent-forms.js';
import classes from './family-panel.module.css';

/** What the family agreed to, how that came to be, and for liaisons and administrators how to put it right. */
export function ConsentPart({ thread: { family, conversation } }: { thread: Thread }) {
  const { state, since, pausedUntil, carrierBlocked } = family.consent;
  const { timeZone } = conversation.school;
  const consent = useQuery(consentQuery(conversation.id, useSeesConsent()));
  const suspended = consent.data?.purposes.some((one) => one.suspended) ?? false;
  return (
    <div>
      <div className={classes.line}>
        <span>{t('family.consent')}</span>
        <span
          className={classes.consent}
          data-good={state === 'subscribed' && !suspended}
          data-out={state === 'opted_out'}
        >
          {suspended ? t('consentLedger.suspended') : t(`consent.${state}`)}
        </span>
      </div>
      <div className={classes.faint}>
        {pausedUntil !== null && state === 'paused'
          ? t('family.pausedUntil', { date: plainDate(pausedUntil, timeZone) })
          : since !== null && t('family.since', { date: plainDate(since, timeZone) })}
      </div>
      {consent.data?.hours && (
        <div className={classes.faint}>{t('consentLedger.hours', { ...consent.data.hours })}</div>
      )}
      {consent.data?.days && (
        <div className={classes.faint}>{t(`consentLedger.days.${consent.data.days}`)}</div>
      )}
      {carrierBlocked && <p className={classes.bad}>{t('family.carrierBlocked')}</p>}
      {consent.data && <Ledger view={consent.data} conversationId={conversation.id} timeZone={timeZone} />}
    </div>
  );
}

interface LedgerProps {
  view: ConsentView;
  conversationId: string;
  timeZone: string;
}

function Ledger({ view, conversationId, timeZone }: LedgerProps) {
  const [correcting, setCorrecting] = useState(false);
  const correct = useCorrectConsent(conversationId);
  return (
    <details className={classes.ledger}>
      <summary>{t('consentLedger.title')}</summary>
      {view.entries.length === 0 && <p className={classes.faint}>{t('consentLedger.empty')}</p>}
      <ol className={classes.history}>
        {view.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} conversationId={conversationId} timeZone={timeZone} />
        ))}
      </ol>
      {correcting ? (
        <CorrectConsent
          pending={correct.isPending}
          cancel={() => setCorrecting(false)}
          submit={(wish) => correct.mutate(wish, { onSuccess: () => setCorrecting(false) })}
        />
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={() => setCorrecting(true)}>
          {t('consentLedger.correct')}
        </Button>
      )}
    </details>
  );
}

function Entry({
  entry,
  conversationId,
  timeZone,
}: {
  entry: ConsentView['entries'][number];
  conversationId: string;
  timeZone: string;
}) {
  const undo = useUndoConsent(conversationId);
  const [asking, setAsking] = useState(false);
  return (
    <li data-undone={entry.undone}>
      <div className={entry.undone ? classes.undone : undefined}>{t(`consentLedger.kind.${entry.kind}`)}</div>
      {entry.words !== null && <bdi className={classes.faint}>“{entry.words}”</bdi>}
      <div className={classes.faint}>
        {[t(`consentLedger.basis.${entry.basis}`), entry.note, entry.by].filter(Boolean).join(' · ')} ·{' '}
        <MomentText at={entry.at} timeZone={timeZone} as="day" />
      </div>
      {entry.undone && <div className={classes.faint}>{t('consentLedger.undone')}</div>}
      {entry.kind === 'opt_out' && entry.basis === 'carrier' && (
        <div className={classes.faint}>{t('consentLedger.onlyStart')}</div>
      )}
      {entry.mayUndo && !asking && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('consentLedger.undoNamed', { what: t(`consentLedger.kind.${entry.kind}`) })}
          onClick={() => setAsking(true)}
        >
          {t('consentLedger.undo')}
        </Button>
      )}
      {asking && (
        <ReasonForm
          action={t('consentLedger.undo')}
          pending={undo.isPending}
          cancel={() => setAsking(false)}
          submit={(reason) =>
            undo.mutate({ eventId: entry.id, reason }, { onSuccess: () => setAsking(false) })
          }
        />
      )}
    </li>
  );
}
