import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConsentView } from '../../api/consent.schemas.js';
import type { Thread } from '../../api/thread.schemas.js';
import { hoursSourceWords } from '../families/hours-source.js';
import { plainDate } from '../lib/time.js';
import { t } from '../lib/words.js';
import { consentQuery, useCorrectConsent, useSeesConsent, useUndoConsent } from './consent.queries.js';
import { ConsentEntry } from './consent-entry.js';
import { CorrectConsent } from './consent-forms.js';
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
      {consent.data?.hoursSource && (
        <div className={classes.faint}>{hoursSourceWords(consent.data.hoursSource)}</div>
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
  const undo = useUndoConsent(conversationId);
  return (
    <details className={classes.ledger}>
      <summary>{t('consentLedger.title')}</summary>
      {view.entries.length === 0 && <p className={classes.faint}>{t('consentLedger.empty')}</p>}
      <ol className={classes.history}>
        {view.entries.map((entry) => (
          <ConsentEntry key={entry.id} entry={entry} timeZone={timeZone} words={entry.words} undo={undo} />
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
