import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FamilyNumber, FamilyPage } from '../../api/families.schemas.js';
import type { HoursEventView } from '../../api/hours.schemas.js';
import { t } from '../lib/words.js';
import classes from './card.module.css';
import { useUndoHours } from './families.queries.js';
import { HoursDialog } from './hours-dialog.js';
import { hoursSourceWords } from './hours-source.js';

interface Props {
  number: FamilyNumber;
  family: FamilyPage;
}

/** When texts are wanted at this number, how that came to be, and for the school office to write it down. */
export function NumberHours({ number, family }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [latest, ...earlier] = number.hours;
  const hasOwn = latest !== undefined && (latest.hours !== null || latest.days !== null);
  if (latest === undefined && !family.mayChange) return null;
  return (
    <>
      {latest !== undefined && <Entry event={latest} number={number} family={family} />}
      {family.mayChange && (
        <Button
          variant="default"
          size="xs"
          className={classes.act}

          w="fit-content"
          onClick={() => setOpen(true)}
        >
          {t(hasOwn ? 'wantedHours.change' : 'wantedHours.set')}
        </Button>
      )}
      {earlier.length > 0 && (
        <details className={classes.faint}>
          <summary>{t('wantedHours.earlier')}</summary>
          <ol className={classes.list}>
            {earlier.map((event) => (
              <li key={event.id}>
                <Entry event={event} number={number} family={family} />
              </li>
            ))}
          </ol>
        </details>
      )}
      <HoursDialog opened={isOpen} number={number} family={family} close={() => setOpen(false)} />
    </>
  );
}

/** One wish about hours, who said it, and how to take it back where it was a mistake. */
function Entry({ event, number, family }: Props & { event: HoursEventView }) {
  const undo = useUndoHours(family.id, number.addressId);
  const words = wordsOf(event);
  return (
    <div>
      <div data-undone={event.undone}>
        {event.undone ? <s>{words}</s> : words}
        {event.undone && ` · ${t('wantedHours.undone')}`}
      </div>
      <div className={classes.faint}>{hoursSourceWords(event)}</div>
      {event.note !== null && <bdi className={classes.faint}>“{event.note}”</bdi>}
      {event.mayUndo && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.act}
          loading={undo.isPending}
          aria-label={t('wantedHours.takeBackLabel', { what: words })}
          onClick={() => undo.mutate(event.id)}
        >
          {t('wantedHours.takeBack')}
        </Button>
      )}
    </div>
  );
}

function wordsOf({ hours, days }: Pick<HoursEventView, 'hours' | 'days'>): string {
  const when = hours === null ? t('wantedHours.anyHour') : t('wantedHours.between', { ...hours });
  return days === null ? when : `${when}, ${t(`wantedHours.${days}`)}`;
}
