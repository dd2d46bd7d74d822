import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FamilyPage } from '../../api/families.schemas.js';
import { CorrectConsent, ReasonForm } from '../inbox/consent-forms.js';
import { MomentText } from '../lib/moment-text.js';
import { viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useCorrectConsentAt, useUndoConsentEntry } from './families.queries.js';
import classes from './family-page.module.css';

/** What was said about texts at the guardian's numbers, the latest first, and how to put right what was read wrongly. */
export function ConsentHistory({ family }: { family: FamilyPage }) {
  const numbers = family.numbers.filter((number) => number.retiredAt === null);
  return (
    <>
      {family.consentHistory.length === 0 && (
        <p className={classes.faint}>{t('families.noConsentHistory')}</p>
      )}
      <ol className={classes.history}>
        {family.consentHistory.map((entry) => (
          <Entry key={entry.id} entry={entry} family={family} />
        ))}
      </ol>
      {family.mayChange &&
        numbers.map((number) => (
          <Correct
            key={number.addressId}
            family={family}
            addressId={number.addressId}
            label={numbers.length > 1 ? number.masked : null}
          />
        ))}
    </>
  );
}

function Entry({ entry, family }: { entry: FamilyPage['consentHistory'][number]; family: FamilyPage }) {
  const [asking, setAsking] = useState(false);
  const undo = useUndoConsentEntry(family.id);
  const number = family.numbers.find((one) => one.addressId === entry.addressId);
  return (
    <li data-undone={entry.undone}>
      <div className={entry.undone ? classes.undone : undefined}>{t(`consentLedger.kind.${entry.kind}`)}</div>
      <div className={classes.faint}>
        {[t(`consentLedger.basis.${entry.basis}`), entry.note, entry.by].filter(Boolean).join(' · ')} ·{' '}
        <MomentText at={entry.at} timeZone={viewerZone} as="day" />
        {family.numbers.length > 1 && number !== undefined && (
          <>
            {' · '}
            <span dir="ltr">{number.masked}</span>
          </>
        )}
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

interface CorrectProps {
  family: FamilyPage;
  addressId: string;
  /** The number, where there are several. */
  label: string | null;
}

function Correct({ family, addressId, label }: CorrectProps) {
  const [correcting, setCorrecting] = useState(false);
  const correct = useCorrectConsentAt(family.id, addressId);
  if (correcting) {
    return (
      <CorrectConsent
        pending={correct.isPending}
        cancel={() => setCorrecting(false)}
        submit={(wish) => correct.mutate(wish, { onSuccess: () => setCorrecting(false) })}
      />
    );
  }
  return (
    <Button variant="default" size="compact-md" className={classes.act} onClick={() => setCorrecting(true)}>
      {label === null ? t('consentLedger.correct') : t('families.correctAt', { number: label })}
    </Button>
  );
}
