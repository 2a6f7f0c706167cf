/** Days of a filter ('2026-11-26' of the reader's calendar) as the moments in UTC that the API takes. */

const instantOf = (day: string, hours: number): string | undefined => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return undefined;
  const [year, month, date] = match.slice(1).map(Number);
  const at = new Date(year ?? 0, (month ?? 1) - 1, date ?? 1, hours);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** The day's first moment; undefined where there is no day. */
export const dayFrom = (day: string | null): string | undefined =>
  day === null ? undefined : instantOf(day, 0);

/** The first moment of the day after. */
export const dayTo = (day: string | null): string | undefined =>
  day === null ? undefined : instantOf(day, 24);
