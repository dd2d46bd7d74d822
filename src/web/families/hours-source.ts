import type { HoursSourceView } from '../../api/hours.schemas.js';
import { plainDate, plainDay, viewerZone } from '../lib/time.js';
import { t } from '../lib/words.js';

/** Who said when texts are wanted, and when: "Rosa asked on December 2; written down by Ana Ruiz". */
export function hoursSourceWords({ saidBy, isUndo, by, askedBy, askedOn, at }: HoursSourceView): string {
  const date = plainDate(at, viewerZone);
  if (isUndo) return t('wantedHours.tookBack', { by: by ?? '', date });
  if (saidBy === 'family') return t('wantedHours.saidByText', { date });
  const day = askedOn === null ? date : plainDay(askedOn);
  return askedBy === null
    ? t('wantedHours.askedBySomebody', { date: day, by: by ?? '' })
    : t('wantedHours.asked', { name: askedBy, date: day, by: by ?? '' });
}
