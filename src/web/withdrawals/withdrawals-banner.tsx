import { IconLanguageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import classes from '../lib/banner.module.css';
import { t } from '../lib/words.js';
import { noticesQuery } from './withdrawals.queries.js';

/**
 * Tells somebody on every page that a translation she relied on was wrong, or that one is hers to put right now, until she
 * has looked at it.
 */
export function WithdrawalsBanner() {
  const items = useQuery(noticesQuery).data?.items ?? [];
  const given = items.filter(({ isPassedOn }) => isPassedOn);
  const relied = items.filter(({ isPassedOn }) => !isPassedOn);
  return [given, relied].map(([first, ...others], place) => {
    if (!first) return null;
    const { id, by: name, isPassedOn } = first;
    const count = others.length + 1;
    return (
      <div key={place} className={classes.banner} data-tone="waiting" role="status">
        <IconLanguageOff size={18} aria-hidden />
        <span className={classes.what}>
          {isPassedOn ? t('withdrawal.bannerPassedOn', { count }) : t('withdrawal.banner', { count, name })}
        </span>
        <Link to="/withdrawals/$withdrawalId" params={{ withdrawalId: id }}>
          {t('withdrawal.look')}
        </Link>
      </div>
    );
  });
}
