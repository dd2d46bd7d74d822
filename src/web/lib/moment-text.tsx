import { dayAndTime, exactTime, shortAge } from './time.js';
import { useNow } from './use-now.js';

interface Props {
  at: string;
  timeZone: string;
  /** `age`: "12m"; `day`: "Thursday 16:00". */
  as: 'age' | 'day';
}

/** A moment in people's words, the exact one on hover. */
export function MomentText({ at, timeZone, as }: Props) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at, timeZone)}>
      {as === 'age' ? shortAge(at, now) : dayAndTime(at, timeZone, now)}
    </time>
  );
}
