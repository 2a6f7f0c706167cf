/** The date of a message (RFC 5322 §3.3, obsolete forms of §4.3): read strictly, and written. */

export interface MailDate {
  readonly epochMs: number;
  /** Minutes east of UTC. */
  readonly zoneMinutes: number;
  /** A name of a zone ('GMT', 'EST'), a year of two digits or an hour of one, where RFC 5322 §3.3 wants more digits. */
  readonly isObsolete: boolean;
  /** The day of the week does not fit the date. */
  readonly isWrongDay: boolean;
}

/** 'syntax', 'day' (there is no such day or time), 'zone' (no zone, or one beyond ±14 hours). */
export type MailDateFault = 'syntax' | 'day' | 'zone';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** RFC 5322 §4.3; a military letter counts as -0000. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};

const form =
  /^(?:([a-z]{3}) ?, ?)?(\d{1,2}) ([a-z]{3}) (\d{2,5}) (\d{1,2}) ?: ?(\d{2})(?: ?: ?(\d{2}))? ?([+-]\d{4}|[a-z]{1,4})?$/i;

/** Reads the value of Date; comments are passed over. Linear: at most 200 characters are looked at. */
export function parseMailDate(value: string): MailDate | MailDateFault {
  const bare = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const match = form.exec(bare);
  if (match === null || value.length > 200) return 'syntax';
  const [, dayName = '', day = '', monthName = '', year = '', hour = '', minute = '', second = '0'] = match;
  const zone = match[8];
  const month = months.indexOf(monthName.toLowerCase());
  if (month < 0 || (dayName !== '' && !days.includes(dayName.toLowerCase()))) return 'syntax';
  const zoneMinutes = minutesOf(zone);
  if (zoneMinutes === undefined) return 'zone';
  const fullYear = year.length < 4 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year);
  const utc = Date.UTC(fullYear, month, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(utc);
  // RFC 5322 §3.3: a leap second may be 60.
  const isReal = date.getUTCDate() === Number(day) || Number(second) === 60;
  if (!isReal || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60 || fullYear < 1900)
    return 'day';
  return {
    epochMs: utc - zoneMinutes * 60_000,
    zoneMinutes,
    isObsolete: year.length < 4 || hour.length < 2 || !/^[+-]/.test(zone ?? ''),
    isWrongDay: dayName !== '' && days[date.getUTCDay()] !== dayName.toLowerCase(),
  };
}

/** Minutes east of UTC; undefined where there is no zone or none such. */
function minutesOf(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (!/^[+-]/.test(zone)) return zones[zone.toLowerCase()] ?? (/^[a-ik-z]$/i.test(zone) ? 0 : undefined);
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  if (Number(zone.slice(3)) > 59 || minutes > 14 * 60) return undefined;
  return zone.startsWith('-') ? -minutes : minutes;
}

/** 'Tue, 12 May 2026 15:47:14 +0000'. */
export function formatMailDate(epochMs: number): string {
  return new Date(epochMs).toUTCString().replace(/GMT$/, '+0000');
}
