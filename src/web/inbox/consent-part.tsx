import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { ConsentView } from '../../api/consent.schemas.js';
import type { Thread } from '../../api/inbox.schemas.js';
import { MomentText } from '../lib/moment-text.js';
import { plainDate } from '../lib/time.js';
import { t } from '../lib/words.js';
import {
  consentQuery,
  useCorrectConsent,
  useSeesConsent,
  useUndoConsent,
  type Correction,
} from './consent.queries.js';
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
        <span className={classes.consent} data-good={state === 'subscribed'} data-out={state === 'opted_out'}>
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
        <Correct conversationId={conversationId} done={() => setCorrecting(false)} />
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
        <Button variant="subtle" size="compact-xs" onClick={() => setAsking(true)}>
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

const kinds = ['opt_in', 'fewer', 'alerts_only', 'pause', 'opt_out'] as const;

function Correct({ conversationId, done }: { conversationId: string; done: () => void }) {
  const correct = useCorrectConsent(conversationId);
  const [kind, setKind] = useState<Correction['kind']>('opt_in');
  const [basis, setBasis] = useState<NonNullable<Correction['basis']>>('staff_correction');
  return (
    <div className={classes.correct}>
      <NativeSelect
        label={t('consentLedger.setTo')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`consentLedger.kind.${value}`) }))}
        onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'opt_in')}
      />
      <NativeSelect
        label={t('consentLedger.restsOn')}
        value={basis}
        data={[
          { value: 'staff_correction', label: t('consentLedger.basis.staff_correction') },
          { value: 'form', label: t('consentLedger.basis.form') },
        ]}
        onChange={(event) => setBasis(event.currentTarget.value === 'form' ? 'form' : 'staff_correction')}
      />
      <ReasonForm
        action={t('consentLedger.save')}
        pending={correct.isPending}
        cancel={done}
        submit={(reason) => correct.mutate({ kind, basis, reason }, { onSuccess: done })}
      />
    </div>
  );
}

interface ReasonProps {
  action: string;
  pending: boolean;
  submit: (reason: string) => void;
  cancel: () => void;
}

function ReasonForm({ action, pending, submit, cancel }: ReasonProps) {
  const [reason, setReason] = useState('');
  const send = (event: FormEvent): void => {
    event.preventDefault();
    submit(reason);
  };
  return (
    <form onSubmit={send} className={classes.correct}>
      <TextInput
        label={t('consentLedger.reason')}
        required
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" size="compact-sm" loading={pending}>
          {action}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={cancel}>
          {t('consentLedger.leave')}
        </Button>
      </Group>
    </form>
  );
}
