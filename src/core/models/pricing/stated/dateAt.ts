const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A month, in full or short. */
export const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const NAME = String.raw`(?<name>${MONTH})\b`;
const DAY = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const YEAR = String.raw`(?:,? (?<year>\d{4})\b)?`;
const DATES = [
  new RegExp(String.raw`^${NAME}\.? ${DAY}\b${YEAR}`),
  new RegExp(String.raw`^${DAY} (?:of )?${NAME}\.?${YEAR}`),
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?!\d)/
];
const TIME =
  /^(?:,? (?:at )?|t)(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::\d{2})?(?: ?(?<half>[ap])\.?m\b\.?)?| ?(?<only>[ap])\.?m\b\.?)/;
const ZONE =
  /^ ?\(?(?:(?:utc|gmt)(?: ?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d{2}))?)?|z|(?<plain>[+-])(?<h>\d{2}):?(?<m>\d{2}))(?![\w:]|[+-]\d)\)?/;
/** A time in other words. */
const OTHER_TIME = /^[ ,(]*(?:at )?(?:\d{1,2}:\d|\d{1,2} ?(?:[ap]\.?m\b|o'?clock|h\b)|noon|midnight)/;
const HALF_A_YEAR_MS = 182 * 86_400_000;
const MINUTE_MS = 60_000;
/** Of all time zones. */
const MAX_OFFSET_HOURS = 14;

interface FoundDate {
  /** An ISO date, or date and time in UTC. */
  readonly until: string;
  /** Characters of the text. */
  readonly length: number;
}

/**
 * Reads the date, or date and time, with which a text in lower case begins. A date without a year is the one nearest to
 * `readAt` (milliseconds since 1970). Undefined without a date; `unclear` when the date does not exist, or has a time
 * without an offset from UTC.
 */
export function dateAt(text: string, readAt: number): FoundDate | 'unclear' | undefined {
  const found = DATES.map(pattern => pattern.exec(text)).find(each => each !== null);
  if (found?.groups === undefined) return undefined;
  const { name = '', month, day, year } = found.groups;
  const date = dateOf({
    year: year === undefined ? undefined : Number(year),
    month: month === undefined ? MONTHS.indexOf(name.slice(0, 3)) : Number(month) - 1,
    day: Number(day),
    readAt
  });
  if (date === undefined) return 'unclear';
  const rest = text.slice(found[0].length);
  const time = TIME.exec(rest);
  if (time === null) {
    const until = new Date(date).toISOString().slice(0, 10);
    return OTHER_TIME.test(rest) ? 'unclear' : { until, length: found[0].length };
  }
  const zone = ZONE.exec(rest.slice(time[0].length));
  const minutes = minutesOf(time.groups ?? {});
  const offset = zone && offsetOf(zone.groups ?? {});
  if (zone === null || minutes === undefined || offset === null || offset === undefined) return 'unclear';
  const end = new Date(date + (minutes - offset) * MINUTE_MS).toISOString();
  return { until: `${end.slice(0, 16)}Z`, length: found[0].length + time[0].length + zone[0].length };
}

interface DateParts {
  readonly year: number | undefined;
  /** From 0. */
  readonly month: number;
  readonly day: number;
  readonly readAt: number;
}

/** Milliseconds since 1970; undefined for a date that does not exist. */
function dateOf({ year, month, day, readAt }: DateParts): number | undefined {
  const at = (of: number): number => Date.UTC(of, month, day);
  const now = new Date(readAt).getUTCFullYear();
  const nearest = [now - 1, now, now + 1].find(each => Math.abs(at(each) - readAt) <= HALF_A_YEAR_MS) ?? now;
  const date = new Date(at(year ?? nearest));
  return date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Minutes of the day; undefined for a time that does not exist. */
function minutesOf(groups: Groups): number | undefined {
  const half = groups['half'] ?? groups['only'];
  const [hour, minute] = [Number(groups['hour']), Number(groups['minute'] ?? 0)];
  const isTime =
    minute < 60 && (half === undefined ? hour < 24 || (hour === 24 && minute === 0) : hour > 0 && hour < 13);
  if (!isTime) return undefined;
  return (half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute;
}

/** Minutes by which a time zone is ahead of UTC; undefined for one that does not exist. */
function offsetOf(groups: Groups): number | undefined {
  const sign = groups['sign'] ?? groups['plain'];
  const hours = Number(groups['hours'] ?? groups['h'] ?? 0);
  const minutes = Number(groups['minutes'] ?? groups['m'] ?? 0);
  if (hours > MAX_OFFSET_HOURS || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}
