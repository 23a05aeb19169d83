const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED =
  /\buntil (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (\d{1,2})(?:, (\d{4}))?(?:,| at)? ?(?:(\d{2}):(\d{2}) ?\(?utc\)?)?/i;
const NUMERIC = /\buntil (\d{4}-\d{2}-\d{2})\b/i;
const HALF_A_YEAR_MS = 182 * 86_400_000;

/**
 * When the discount that a text mentions ends, as an ISO date, or date and time where the text has one. A date without a
 * year is the one nearest to `readAt` (milliseconds since 1970).
 */
export function discountEnd(text: string, readAt: number): string | undefined {
  const numeric = NUMERIC.exec(text)?.[1];
  if (numeric !== undefined) return Number.isNaN(Date.parse(numeric)) ? undefined : numeric;
  const named = NAMED.exec(text);
  if (named === null) return undefined;
  const [, month = '', day = '', year, hour, minute] = named;
  const at = (of: number): number =>
    Date.UTC(of, MONTHS.indexOf(month.toLowerCase()), Number(day), Number(hour ?? 0), Number(minute ?? 0));
  const now = new Date(readAt).getUTCFullYear();
  const nearest = [now - 1, now, now + 1].find(each => Math.abs(at(each) - readAt) <= HALF_A_YEAR_MS) ?? now;
  const end = new Date(at(year === undefined ? nearest : Number(year))).toISOString();
  return hour === undefined ? end.slice(0, 10) : `${end.slice(0, 16)}Z`;
}
