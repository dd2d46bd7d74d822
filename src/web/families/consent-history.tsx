import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FamilyPage } from '../../api/families.schemas.js';
import { ConsentEntry } from '../inbox/consent-entry.js';
import { CorrectConsent } from '../inbox/consent-forms.js';
import { viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';
import { useCorrectConsentAt, useUndoConsentEntry } from './families.queries.js';
import classes from './family-page.module.css';

/** What was said about texts at the guardian's numbers, the latest first, and how to put right what was read wrongly. */
export function ConsentHistory({ family }: { family: FamilyPage }) {
  const undo = useUndoConsentEntry(family.id);
  const numbers = family.numbers.filter((number) => number.retiredAt === null);
  return (
    <>
      {family.consentHistory.length === 0 && (
        <p className={classes.faint}>{t('families.noConsentHistory')}</p>
      )}
      <ol className={classes.history}>
        {family.consentHistory.map((entry) => (
          <ConsentEntry
            key={entry.id}
            entry={entry}
            timeZone={viewerZone}
            number={
              family.numbers.length > 1
                ? family.numbers.find((one) => one.addressId === entry.addressId)?.masked
                : undefined
            }
            undo={undo}
          />
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
    <Button variant="default" size="xs" className={classes.act} onClick={() => setCorrecting(true)}>
      {label === null ? t('consentLedger.correct') : t('families.correctAt', { number: label })}
    </Button>
  );
}
