import { IconLanguageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../lib/words.js';
import { noticesQuery } from './withdrawals.queries.js';
import classes from './withdrawals.module.css';

/** Tells somebody on every page that a translation she relied on was wrong, until she has looked at it. */
export function WithdrawalsBanner() {
  const { data } = useQuery(noticesQuery);
  const [first] = data?.items ?? [];
  if (!data || !first) return null;
  const { length: count } = data.items;
  return (
    <div className={classes.banner} role="status">
      <IconLanguageOff size={18} aria-hidden />
      <span className={classes.bannerText}>{t('withdrawal.banner', { count, name: first.by })}</span>
      <Link to="/withdrawals/$withdrawalId" params={{ withdrawalId: first.id }}>
        {t('withdrawal.look')}
      </Link>
    </div>
  );
}
