import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConsentView } from '../../api/consent.schemas.js';
import { MomentText } from '../lib/moment-text.js';
import { t } from '../lib/words.js';
import { ReasonForm } from './consent-forms.js';
import classes from './family-panel.module.css';

interface ConsentEntryProps {
  entry: Pick<
    ConsentView['entries'][number],
    'id' | 'kind' | 'basis' | 'note' | 'by' | 'at' | 'undone' | 'mayUndo'
  >;
  timeZone: string;
  /** What the family wrote, where that is known here. */
  words?: string | null;
  /** The number it was said at, where the family has several. */
  number?: string | undefined;
  undo: {
    isPending: boolean;
    mutate: (input: { eventId: string; reason: string }, options: { onSuccess: () => void }) => void;
  };
}

/** One thing that was said about the texts, and how to take it back where it was read wrongly. */
export function ConsentEntry({ entry, timeZone, words = null, number, undo }: ConsentEntryProps) {
  const [asking, setAsking] = useState(false);
  return (
    <li data-undone={entry.undone}>
      <div className={entry.undone ? classes.undone : undefined}>{t(`consentLedger.kind.${entry.kind}`)}</div>
      {words !== null && <bdi className={classes.faint}>“{words}”</bdi>}
      <div className={classes.faint}>
        {[t(`consentLedger.basis.${entry.basis}`), entry.note, entry.by].filter(Boolean).join(' · ')} ·{' '}
        <MomentText at={entry.at} timeZone={timeZone} as="day" />
        {number !== undefined && (
          <>
            {' · '}
            <span dir="ltr">{number}</span>
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
