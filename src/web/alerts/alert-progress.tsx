import { Progress } from '@mantine/core';
import type { AlertSummary } from '../../api/alerts.schemas.js';
import { t } from '../lib/words.js';
import classes from './alert-progress.module.css';

/** How far an alert got: a bar, and the same in words. */
export function AlertProgress({ alert }: { alert: AlertSummary }) {
  const { families, delivered, accepted, waiting, failed, leftOut, state } = alert;
  const share = (count: number): number => (families === 0 ? 0 : (count / families) * 100);
  const summary = t('alerts.progress', { done: delivered, count: families });
  return (
    <div className={classes.progress}>
      <strong>{families === 0 && state === 'done' ? t('alerts.nobody') : summary}</strong>
      <Progress.Root size="md" aria-hidden>
        <Progress.Section value={share(delivered)} color="accent.7" />
        <Progress.Section value={share(accepted)} color="accent.3" />
        <Progress.Section value={share(failed)} color="red.7" />
      </Progress.Root>
      <div className={classes.words}>
        {state === 'open' && <span>{t('alerts.queueing')}</span>}
        {waiting > 0 && <span className={classes.waiting}>{t('alerts.waiting', { count: waiting })}</span>}
        {accepted > 0 && <span>{t('alerts.accepted', { count: accepted })}</span>}
        {failed > 0 && <span className={classes.failed}>{t('alerts.failed', { count: failed })}</span>}
        {leftOut > 0 && <span>{t('alerts.leftOut', { count: leftOut })}</span>}
      </div>
    </div>
  );
}
