import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FamilyNumber, FamilyPage } from '../../api/families.schemas.js';
import type { HoursPreview, HoursPreviewInput } from '../../api/hours.schemas.js';
import { Notice } from '../lib/notice.js';
import { dayAndTime } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import { hoursPreviewQuery } from './families.queries.js';

interface Props {
  number: FamilyNumber;
  family: FamilyPage;
  wanted: HoursPreviewInput;
}

/** What hours would change, in sentences, before they are saved. */
export function HoursEffect({ number, family, wanted }: Props) {
  const preview = useQuery(hoursPreviewQuery(family.id, number.addressId, wanted));
  const now = useNow();
  return (
    <div role="status" aria-label={t('wantedHours.effect')}>
      <Notice tone="calm" title={t('wantedHours.effect')}>
        {preview.isPending ? (
          <Skeleton height={48} />
        ) : preview.data === undefined ? (
          <p>{t('wantedHours.effectFailed')}</p>
        ) : (
          <>
            {preview.data.schools.map((school) => (
              <p key={school.id}>{sentenceOf(school, family.name, now)}</p>
            ))}
            {preview.data.waiting > 0 && <p>{t('wantedHours.waiting', { count: preview.data.waiting })}</p>}
            {number.sharedWith.length > 0 && (
              <p>
                {t('wantedHours.shared', { names: number.sharedWith.map(({ name }) => name).join(', ') })}
              </p>
            )}
            <p>{t('wantedHours.always')}</p>
          </>
        )}
      </Notice>
    </div>
  );
}

function sentenceOf(school: HoursPreview['schools'][number], name: string, now: number): string {
  const { from, until, nextAt, timeZone } = school;
  if (school.isOutside) return t('wantedHours.outside', { school: school.name, from, until });
  const when = from === until ? t('wantedHours.goAnyHour') : t('wantedHours.goBetween', { from, until });
  const words = { school: school.name, name, when };
  return nextAt === null
    ? t('wantedHours.goNow', words)
    : t('wantedHours.goLater', { ...words, time: dayAndTime(nextAt, timeZone, now) });
}
