import { Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClock,
  IconQuestionMark,
  type TablerIcon,
} from '@tabler/icons-react';
import type { z } from 'zod';
import type { deliveryView } from '../../api/thread.schemas.js';
import { dayAndTime } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import classes from './delivery-note.module.css';

export type DeliveryView = z.infer<typeof deliveryView>;

const icons: Record<DeliveryView['state'], TablerIcon> = {
  held: IconClock,
  waiting: IconClock,
  sending: IconClock,
  accepted: IconCheck,
  sent: IconCheck,
  delivered: IconChecks,
  failed: IconAlertCircle,
  dropped: IconBan,
};

/** What became of a text: a word, and the sentence that explains it (in view where someone must act on it). */
export function DeliveryNote({ delivery, timeZone }: { delivery: DeliveryView; timeZone: string }) {
  const now = useNow();
  const { state, explanation, waitsUntil, isUnclear } = delivery;
  const Icon = isUnclear ? IconQuestionMark : icons[state];
  // Where somebody may have to do something, the sentence itself stands there.
  const inFull = (state === 'failed' || state === 'dropped' || isUnclear) && explanation !== '';
  const word =
    state === 'waiting' && waitsUntil !== null
      ? t('delivery.waitsUntil', { time: dayAndTime(waitsUntil, timeZone, now) })
      : t(`delivery.${state}`);
  return (
    <>
      <Tooltip
        label={explanation}
        disabled={inFull || explanation === ''}
        multiline
        maw={300}
        events={tooltipEvents}
      >
        <span className={classes.note} data-bad={state === 'failed'} tabIndex={inFull ? undefined : 0}>
          <Icon size={15} aria-hidden />
          {inFull ? capitalised(explanation) : word}
        </span>
      </Tooltip>
      {delivery.maybeTwice && <span>{t('delivery.maybeTwice')}</span>}
      {delivery.segments !== null && delivery.segments > 1 && state !== 'dropped' && (
        <span>{t('delivery.segments', { count: delivery.segments })}</span>
      )}
      {delivery.simulated && atCarrier.has(state) && (
        <span title={t('delivery.simulatedHint')}>{t('delivery.simulated')}</span>
      )}
    </>
  );
}

/** Only what went to the carrier went to a simulated one. */
const atCarrier: ReadonlySet<DeliveryView['state']> = new Set(['accepted', 'sent', 'delivered', 'failed']);

const tooltipEvents = { hover: true, focus: true, touch: true };

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
