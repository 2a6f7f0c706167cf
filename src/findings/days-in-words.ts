/** Days as people say them: '12 days ago', beyond some sixty '3 months ago', '8 years ago'. Pure. */

/** 'ago': how long since; 'long': how long. */
export type DaysForm = 'ago' | 'long';

/** Until then days are counted: what is to be done within weeks is not told in months. */
const MAX_DAYS = 60;
const MONTH = 365.25 / 12;
/** Until then months are counted. */
const MAX_MONTHS = 24;

function largest(days: number): readonly [value: number, unit: 'day' | 'month' | 'year'] {
  if (days <= MAX_DAYS) return [days, 'day'];
  const months = Math.floor(days / MONTH);
  return months < MAX_MONTHS ? [months, 'month'] : [Math.floor(months / 12), 'year'];
}

/** `days` ≥ 0, whole; what is more than a unit is left out. */
export function daysInWords(days: number, form: DaysForm, language: string): string {
  const [value, unit] = largest(days);
  return form === 'ago'
    ? new Intl.RelativeTimeFormat(language).format(-value, unit)
    : new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
