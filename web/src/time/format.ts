/** Times as people read them. Input is ISO 8601 in UTC; what cannot be read is shown as it is. */

const styles = {
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  day: { dateStyle: 'medium' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const shared = new Map<string, Intl.DateTimeFormat>();

/** English is written as in Britain: the day before the month, 24 hours. */
function formatted(at: string, language: string, style: keyof typeof styles): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const key = `${language} ${style}`;
  const known =
    shared.get(key) ?? new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, styles[style]);
  shared.set(key, known);
  return known.format(date);
}

/** '26 Nov 2026, 15:38' in the reader's zone. */
export const formatLocal = (at: string, language: string): string => formatted(at, language, 'moment');

/** '26 Nov 2026' in the reader's zone. */
export const formatDay = (at: string, language: string): string => formatted(at, language, 'day');

/** '2026-11-26 15:38 UTC'. */
export function formatUtc(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const steps = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** '3 hours ago', 'in 2 days'; `justNow` within a minute. */
export function formatAgo(at: string, nowMs: number, language: string, justNow: string): string {
  const seconds = (Date.parse(at) - nowMs) / 1000;
  if (Number.isNaN(seconds)) return at;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return justNow;
}

/** '41 ms', '1.2 s', '3 min'. */
export function formatDuration(ms: number, language: string): string {
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  if (ms < 1_000) return `${number(ms, 0)} ms`;
  if (ms < 120_000) return `${number(ms / 1_000, 1)} s`;
  return `${number(ms / 60_000, 0)} min`;
}

/** '12 kB', '3.4 MB': powers of 1,000. */
export function formatBytes(octets: number, language: string): string {
  const number = (value: number, digits: number): string =>
    new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  if (octets < 1_000) return `${number(octets, 0)} B`;
  if (octets < 1_000_000) return `${number(octets / 1_000, 0)} kB`;
  return `${number(octets / 1_000_000, 1)} MB`;
}
