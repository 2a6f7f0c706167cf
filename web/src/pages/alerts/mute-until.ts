/** Until when an alert is muted: some hours from now, or the end of a day. */

export const muteHours = [1, 24, 168, 720] as const;

/** The longest that the server takes. */
const MAX_DAYS = 366;

export const inHours = (hours: number, nowMs: number): string =>
  new Date(nowMs + hours * 3_600_000).toISOString();

/** The last moment of a day of the reader's calendar; undefined where it is none, over, or more than a year away. */
export function endOfDay(day: string, nowMs: number): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return undefined;
  const [year = 0, month = 1, date = 1] = match.slice(1).map(Number);
  const ms = new Date(year, month - 1, date, 23, 59, 59).getTime();
  if (Number.isNaN(ms) || ms <= nowMs || ms > nowMs + MAX_DAYS * 86_400_000) return undefined;
  return new Date(ms).toISOString();
}

/** True where nothing is sent now. */
export const isMuted = (mutedUntil: string | undefined, nowMs: number): boolean =>
  mutedUntil !== undefined && Date.parse(mutedUntil) > nowMs;
