import { withoutAccents } from './normalise.js';

/**
 * Hours and minutes as families write them, for numbers that count time. Folded, accents dropped.
 * Used only when the ask's unit is minutes or hours.
 */
const hourWords =
  'h hr hrs hour hours hora horas heure heures godzina godziny godzin ore oresh saac saacadood saa masaa saat час часа часов год година години годин ساعه ساعات ساعتين 小时 小時 钟头 鐘頭 tieng gio edtan 시간 घंटा घंटे ঘণ্টা';
const minuteWords =
  'm min mins minute minutes minuto minutos minit minuta minuty minut minuti daqiiqo dakika мин минута минуты минут хвилина хвилини хвилин دقيقه دقايق دقائق منٹ 分钟 分鐘 分 phut 분 मिनट মিনিট';

const toPattern = (words: string): string =>
  [...words.split(' ')].sort((a, b) => b.length - a.length).join('|');
const hours = toPattern(hourWords);
const minutes = toPattern(minuteWords);

const halfHour =
  /half (?:an? )?hour|media hora|meia hora|demi[ -]?(?:heure|e|edtan|le)|半(?:个|個)?小[时時]|نصف ساعه|نص ساعه|nua (?:tieng|gio)|полчаса|пол часа|пів ?години|pol godziny|yarim saat/u;

/** "an hour", "ساعة": one of them, when nothing counts it. */
const bareHour = /(?:^|[^\p{L}])(?:hour|ساعه|час|edtan|hora|heure|saat)(?![\p{L}])/u;

const unitAfter = (unit: string): RegExp =>
  new RegExp(
    `(\\d+(?:[.,]\\d+)?)\\s*[个個]?\\s*(?:${unit})(?![a-z\\p{Script=Cyrillic}\\p{Script=Arabic}])`,
    'u',
  );
const hoursAfter = unitAfter(hours);
const minutesAfter = unitAfter(minutes);
const hoursThenMinutes = new RegExp(
  `(\\d+)\\s*(?:${hours})\\s*(?:and|y|e|et|ak|и|و)?\\s*(\\d{1,2})(?!\\d)`,
  'u',
);

/** Which unit of time an ask counts in, or null for any other unit. */
export function timeUnitOf(unit: string | undefined): 'minutes' | 'hours' | null {
  const folded = withoutAccents(unit?.trim().toLowerCase() ?? '').replaceAll('ة', 'ه');
  if (new RegExp(`^(?:${minutes})\\.?$`, 'u').test(folded)) return 'minutes';
  return new RegExp(`^(?:${hours})\\.?$`, 'u').test(folded) ? 'hours' : null;
}

/**
 * A duration written with its unit, in `unit`; null when the text names none. `folded` is lower case without
 * accents.
 */
export function readDuration(folded: string, unit: 'minutes' | 'hours'): number | null {
  const inMinutes = durationInMinutes(folded);
  if (inMinutes === null) return null;
  return unit === 'minutes' ? inMinutes : inMinutes / 60;
}

function durationInMinutes(folded: string): number | null {
  const both = hoursThenMinutes.exec(folded);
  if (both !== null) return toNumber(both[1]) * 60 + toNumber(both[2]);
  const hour = hoursAfter.exec(folded);
  if (hour !== null) return toNumber(hour[1]) * 60;
  const minute = minutesAfter.exec(folded);
  if (minute !== null) return toNumber(minute[1]);
  if (halfHour.test(folded)) return 30;
  if (/\d/u.test(folded)) return null;
  if (/ساعتين/u.test(folded)) return 120;
  return bareHour.test(folded) ? 60 : null;
}

const toNumber = (digits: string | undefined): number => Number((digits ?? '').replace(',', '.'));
