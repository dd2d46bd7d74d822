import { IconFileAlert } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import classes from '../lib/banner.module.css';
import { t } from '../lib/words.js';
import { missedRolloversQuery } from './imports.queries.js';

/** Tells an administrator on every page that a new school year was not taken over on its day; nothing while all were. */
export function MissedRolloversBanner() {
  const { data } = useQuery(missedRolloversQuery);
  return data?.items.map(({ id, name, effectiveOn }) => (
    <div key={id} className={classes.banner} role="status">
      <IconFileAlert size={18} aria-hidden />
      <span className={classes.what}>{t('imports.missedDay', { name, day: effectiveOn ?? '' })}</span>
      <Link to="/settings/imports/$importId" params={{ importId: id }}>
        {t('imports.look')}
      </Link>
    </div>
  ));
}
