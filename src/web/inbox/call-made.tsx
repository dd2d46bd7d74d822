import { IconPhone } from '@tabler/icons-react';
import type { CallMade as Call } from '../../api/thread.schemas.js';
import { clockTime, exactTime } from '../lib/time.js';
import { t } from '../lib/words.js';
import { WrittenText } from '../lib/written-text.js';
import classes from './call-made.module.css';
import itemClasses from './message-item.module.css';

/** A call somebody made to the family, among its texts: who called and when, why, and what came of it. */
export function CallMade({ call, timeZone }: { call: Call; timeZone: string }) {
  const time = clockTime(call.at, timeZone);
  return (
    <article
      className={itemClasses.item}
      data-direction="out"
      aria-label={t('calls.madeLabel', { name: call.by, time })}
    >
      <header className={itemClasses.head}>
        <span className={itemClasses.call}>
          <IconPhone size={14} aria-hidden /> <bdi>{t('calls.made', { name: call.by })}</bdi>
        </span>
        <time dateTime={call.at} title={exactTime(call.at, timeZone)}>
          {time}
        </time>
      </header>
      <div className={classes.note}>
        <WrittenText language="en">{call.outcome}</WrittenText>
        <p className={classes.reason}>{t('calls.because', { reason: call.reason })}</p>
      </div>
    </article>
  );
}
