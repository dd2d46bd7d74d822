import { Link } from '@tanstack/react-router';
import { IconChevronRight } from '@tabler/icons-react';
import type { NudgeSummary } from '../../api/nudges.schemas.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import classes from './nudge-row.module.css';
import { AnsweredBar, NudgeStateLine } from './run-numbers.js';

/** One nudge of the list. */
export function NudgeRow({ nudge }: { nudge: NudgeSummary }) {
  return (
    <li className={classes.item}>
      <Link to="/nudges/$nudgeId" params={{ nudgeId: nudge.id }} className={classes.row}>
        <div className={classes.words}>
          <WrittenText language="en" lines={2} className={classes.text}>
            {nudge.text}
          </WrittenText>
          <div className={classes.facts}>
            <span className={classes.class}>{nudge.class.name}</span>
            <NudgeStateLine nudge={nudge} />
          </div>
        </div>
        {nudge.lastRun === null ? (
          <div className={classes.none}>
            {t(nudge.state === 'cancelled' ? 'nudge.neverWent' : 'nudge.notYet')}
          </div>
        ) : (
          <AnsweredBar run={nudge.lastRun} />
        )}
        <IconChevronRight size={18} className={classes.arrow} aria-hidden />
      </Link>
    </li>
  );
}
