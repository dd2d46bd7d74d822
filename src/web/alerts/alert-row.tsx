import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AlertSummary } from '../../api/alerts.schemas.js';
import { MomentText } from '../lib/moment-text.js';
import { viewerZone } from '../lib/time.js';
import { useNow } from '../lib/use-now.js';
import { t } from '../lib/words.js';
import row from '../nudges/nudge-row.module.css';
import { AlertProgress } from './alert-progress.js';
import { alertTitle, dayWords, saysDay } from './alert-words.js';

/** One alert of the list. */
export function AlertRow({ alert }: { alert: AlertSummary }) {
  return (
    <li className={row.item}>
      <Link to="/alerts/$alertId" params={{ alertId: alert.id }} className={row.row}>
        <div className={row.words}>
          <div className={row.text}>{alertTitle(alert)}</div>
          <AlertFacts alert={alert} />
        </div>
        <AlertProgress alert={alert} />
        <IconChevronRight size={18} className={row.arrow} aria-hidden />
      </Link>
    </li>
  );
}

/** Where, for when, by whom, and when it went out. */
export function AlertFacts({ alert }: { alert: AlertSummary }) {
  const now = useNow();
  const { schools, day, atTime, kind, byName, createdAt } = alert;
  const first = schools[0];
  const date = dayWords(day, now, viewerZone);
  return (
    <div className={row.facts}>
      <span className={row.class}>
        {schools.length === 1 && first !== undefined
          ? first.name
          : t('alerts.schools', { count: schools.length })}
      </span>
      {saysDay(kind) && <span>{atTime === null ? date : t('alerts.onAt', { day: date, time: atTime })}</span>}
      <span>
        {byName}, <MomentText at={createdAt} timeZone={viewerZone} as="day" />
      </span>
    </div>
  );
}
