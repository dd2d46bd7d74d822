import { Progress } from '@mantine/core';
import type { NudgeSummary } from '../../api/nudges.schemas.js';
import { MomentText } from '../lib/moment-text.js';
import { t } from '../lib/words.js';
import classes from './run-numbers.module.css';

export type NudgeRun = NonNullable<NudgeSummary['lastRun']>;

/** "17 of 24 answered", as a number and as a bar; what went wrong only where something did. */
export function AnsweredBar({ run, trouble = true }: { run: NudgeRun; trouble?: boolean }) {
  const { recipients, answered, failed, held } = run;
  const share = recipients === 0 ? 0 : (answered / recipients) * 100;
  return (
    <div className={classes.answered}>
      <div>
        <strong>{t('nudge.answered', { answered, recipients })}</strong>
      </div>
      <Progress value={share} size="sm" aria-label={t('nudge.answered', { answered, recipients })} />
      {trouble && (failed > 0 || held > 0) && (
        <div className={classes.trouble}>
          {failed > 0 && <span className={classes.failed}>{t('nudge.failed', { count: failed })}</span>}
          {held > 0 && <span className={classes.held}>{t('nudge.held', { count: held })}</span>}
        </div>
      )}
    </div>
  );
}

/** "Goes out Thursday 16:00, every week", "sent Tuesday 16:00", "cancelled". */
export function NudgeStateLine({ nudge }: { nudge: NudgeSummary }) {
  const { state, nextRunAt, lastRun, school, repeats } = nudge;
  const zone = school.timeZone;
  return (
    <>
      {state === 'cancelled' && <span>{t('nudge.state.cancelled')}</span>}
      {state === 'paused' && <span className={classes.held}>{t('nudge.state.paused')}</span>}
      {state === 'scheduled' && nextRunAt !== null && (
        <span>
          {t('nudge.goesOut')} <MomentText at={nextRunAt} timeZone={zone} as="day" />
        </span>
      )}
      {repeats === 'weekly' && state === 'scheduled' && <span>{t('nudge.weekly')}</span>}
      {lastRun !== null && (
        <span>
          {t('nudge.wentOut')} <MomentText at={lastRun.openedAt} timeZone={zone} as="day" />
        </span>
      )}
      {nudge.asksAgain && <span>{t('askAgain.fact')}</span>}
      <span>{nudge.by}</span>
    </>
  );
}
