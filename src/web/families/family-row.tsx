import { IconGavel } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { DirectoryEntry } from '../../api/families.schemas.js';
import { t } from '../lib/words.js';
import { useLanguages } from '../session/use-languages.js';
import classes from './family-row.module.css';

/** One guardian of the directory: children, language, and whether texts arrive. */
export function FamilyRow({ family }: { family: DirectoryEntry }) {
  const languages = useLanguages();
  return (
    <li>
      <Link to="/families/$guardianId" params={{ guardianId: family.id }} className={classes.row}>
        <span className={classes.words}>
          <span className={classes.name}>
            <bdi>{family.name}</bdi>
            {family.hasOrder && (
              <span className={classes.order}>
                <IconGavel size={14} aria-hidden /> {t('families.order')}
              </span>
            )}
          </span>
          <span className={classes.faint}>
            {family.students.length === 0 && t('families.noChildren')}
            {family.students.map((student, n) => (
              <span key={student.id}>
                {n > 0 && ', '}
                <bdi>{student.name}</bdi>
                {student.classes[0] !== undefined && ` (${student.classes[0]})`}
              </span>
            ))}
          </span>
        </span>
        <span className={classes.faint}>
          {family.homeLanguage === null ? t('families.languageUnknown') : languages.name(family.homeLanguage)}
        </span>
        <span className={classes.numbers}>
          {family.numbers.length === 0 && <span className={classes.bad}>{t('families.noNumber')}</span>}
          {family.numbers.map((number) => (
            <span key={number.addressId}>
              <span dir="ltr">{number.masked}</span> <Health number={number} />
            </span>
          ))}
        </span>
      </Link>
    </li>
  );
}

function Health({ number }: { number: DirectoryEntry['numbers'][number] }) {
  if (number.unreachable) return <span className={classes.bad}>{t('families.health.unreachable')}</span>;
  if (number.blocked) return <span className={classes.bad}>{t('families.health.blocked')}</span>;
  if (number.consent !== 'subscribed') {
    return <span className={classes.waiting}>{t(`consent.${number.consent}`)}</span>;
  }
  return number.sharedBy > 1 ? (
    <span className={classes.faint}>{t('families.shared', { count: number.sharedBy })}</span>
  ) : null;
}
