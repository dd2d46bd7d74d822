import { DateTime } from 'luxon';

/** So many days are looked through for one with school. */
const longestBreakDays = 120;

/**
 * The same time on the next day with school: Monday to Friday, but for holidays and closures.
 * @param closedDays local dates, `YYYY-MM-DD`
 */
export function oneSchoolDayAfter(moment: Date, timeZone: string, closedDays: ReadonlySet<string>): Date {
  const start = DateTime.fromJSDate(moment, { zone: timeZone });
  let day = start;
  for (let n = 0; n < longestBreakDays; n += 1) {
    day = day.plus({ days: 1 });
    if (day.weekday <= 5 && !closedDays.has(day.toFormat('yyyy-LL-dd'))) return day.toJSDate();
  }
  return start.plus({ days: 1 }).toJSDate();
}
