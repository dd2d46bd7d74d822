import { withoutAccents } from './folding.js';

/**
 * Hours and minutes as families write them, for numbers that count time. Folded, accents dropped.
 * Used only when the ask's unit is minutes or hours.
 */
const hourWords =
  'h hr hrs hour hours hora horas heure heures godzina godziny godzin ore oresh saac saacadood saa masaa saat час часа часов год година години годин ساعه ساعات ساعتين 小时 小時 钟头 鐘頭 tieng gio edtan 시간 घंटा घंटे घण्टा घण्टे ঘণ্টা ঘন্টা گھنٹہ گھنٹے گھنٹا گھنٹوں گهنٹه گهنٹا گهنٹي گهنٹے گهنٹی ساعت ساعته masaa zedtan edtan oret godzine ghanta ghante';
const minuteWords =
  'm min mins minute minutes minuto minutos minit minuta minuty minut minuti daqiiqo dakika мин минута минуты минут хвилина хвилини хвилин دقيقه دقايق دقائق منٹ 分钟 分鐘 分 phut 분 मिनट মিনিট منٹس دقيقې دقيقي دقيقه dk dakka хв daqiiqadood minute minit';

const toPattern = (words: string): string =>
  [...words.split(' ')].sort((a, b) => b.length - a.length).join('|');
const hours = toPattern(hourWords);
const minutes = toPattern(minuteWords);

const halfHour =
  /half (?:an? )?hour|media hora|meia hora|demi[ -]?(?:heure|e|edtan|le)|半(?:个|個)?小[时時]|نصف ساعه|نص ساعه|nua (?:tieng|gio)|полчаса|пол часа|пів ?години|pol godziny|yarim saat|आधा घंटा|आधे घंटे|آدھا گھنٹہ|آدھے گھنٹے|آدھا گھنٹا|ادها گهنٹه|ادهے گهنٹے|ادهي گهنٹي|ادها گهنٹا|আধা ঘণ্টা|আধ ঘণ্টা|আধা ঘন্টা|نيم ساعت|gjysme ore|nus saac|nusu saa|반 시간|반시간|mwatye edtan/u;

/** "an hour", "ساعة": one of them, when nothing counts it. */
const bareHour =
  /(?:^|[^\p{L}])(?:hour|ساعه|час|година|годину|edtan|inedtan|hora|heure|saat|saac|ore|godzine|godzina|گهنٹه|گھنٹہ|ساعت|ঘণ্টা|ঘন্টা|घंटा|시간)(?![\p{L}])/u;

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

/** Ninety minutes, where they have words of their own. */
const hourAndHalf =
  /полтора часа|півтори години|poltorej godziny|bir bucuk saat|1 bucuk saat|डेढ़? (?:घंटा|घंटे)|डेढ (?:घंटा|घंटे)|ڈیڑھ گھنٹ|ڈيڑه گهنٹ|দেড় (?:ঘণ্টা|ঘন্টা)|দেড (?:ঘণ্টা|ঘন্টা)|يك و نيم ساعت|یک و نیم ساعت|يو نيم ساعت|(?:an|one|1) hour and a half|hour and a half|one and a half hours?|hora y media|hora e meia|heure et demie|heure et demi|(?:inedtan|edtan) (?:edmi|e demi)|ساعه ونص|ore e gjysme|saac iyo (?:badh|bar|nus)|saa moja (?:na nusu|unusu)|1 saa na nusu|tieng ruoi|tieng rưoi|(?:一|1)[个個]半(?:小[时時]|钟头|鐘頭)|(?:한|1) ?시간 ?반/u;

/** "2 hours and a half". */
const hoursAndHalf = new RegExp(
  `(\\d+)\\s*(?:${hours})\\s*(?:and a half|y media|e meia|et demie|na nusu|iyo badh|e gjysme|반|ruoi|с половиной|з половиною|ونص|ونصف)`,
  'u',
);

/** Swahili says the unit first: "dakika 45", "saa 1". */
const unitBefore = /\b(dakika|saa|masaa) (\d+)(?!\d)/u;

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
  if (hourAndHalf.test(folded)) return 90;
  const halfMore = hoursAndHalf.exec(folded);
  if (halfMore !== null) return toNumber(halfMore[1]) * 60 + 30;
  const before = unitBefore.exec(folded);
  if (before !== null) return toNumber(before[2]) * (/^(?:saa|masaa)$/u.test(before[1] ?? '') ? 60 : 1);
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
