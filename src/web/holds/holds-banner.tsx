import { IconHandStop } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HoldList } from '../../api/holds.schemas.js';
import classes from '../lib/banner.module.css';
import { t } from '../lib/words.js';
import { holdsQuery } from './holds.queries.js';

/** Says on every page that texts are stopped, and why. Nothing while none are. */
export function HoldsBanner() {
  const { data } = useQuery(holdsQuery);
  const sentences = data === undefined ? [] : sentencesOf(data);
  if (sentences.length === 0) return null;
  return (
    <div className={classes.banner} role="status">
      <IconHandStop size={18} aria-hidden />
      <ul className={classes.what}>
        {sentences.map(({ id, sentence }) => (
          <li key={id}>{sentence}</li>
        ))}
      </ul>
      <Link to="/settings/holds">{t('holds.look')}</Link>
    </div>
  );
}

function sentencesOf({ holds, lines }: HoldList): { id: string; sentence: string }[] {
  return [
    ...holds.map(({ id, scope, subjectName, reason }) => ({
      id,
      sentence:
        scope === 'district'
          ? t('holds.districtHeld', { reason })
          : t('holds.subjectHeld', { name: subjectName ?? '', reason }),
    })),
    ...lines
      .filter((line) => line.stoppedAt !== null)
      .map(({ id, name, stoppedReason }) => ({
        id,
        sentence: t('holds.lineStopped', { name, reason: stoppedReason ?? '' }),
      })),
  ];
}
