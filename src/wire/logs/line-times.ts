/** Which of two times of one log is the later: 'Nov 25 08:13:01', which names no year, or '2026-11-25 08:13:01 +0100'. */

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const BSD =
  /^([A-Z][a-z]{2}) {1,2}([0-9]{1,2}) (?:([0-9]{4}) )?([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?(?: ([0-9]{4}))?/;
const ISO = /^([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})/;
const ZONE = /(?:Z|([+-])([0-9]{2}):?([0-9]{2}))$/;

/** When a line was written, as far as it tells. */
export interface LineTime {
  readonly seconds: number;
  readonly hasYear: boolean;
}

/** undefined where it is no time that is known. */
export function lineTime(at: string | undefined): LineTime | undefined {
  const text = (at ?? '').trim().slice(0, 60);
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second] = iso.map(Number);
    const [, sign = '+', hours = '0', minutes = '0'] = ZONE.exec(text) ?? [];
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
    return { seconds: secondsOf(year, (month ?? 1) - 1, day, hour, minute, second) - offset, hasYear: true };
  }
  const bsd = BSD.exec(text);
  const month = bsd === null ? -1 : MONTHS.indexOf(bsd[1] ?? '') / 3;
  if (bsd === null || !Number.isInteger(month) || month < 0) return undefined;
  const year = bsd[3] ?? bsd[7];
  const [day, hour, minute, second] = [bsd[2], bsd[4], bsd[5], bsd[6]].map(Number);
  return {
    seconds: secondsOf(Number(year ?? 2000), month, day, hour, minute, second),
    hasYear: year !== undefined,
  };
}

const secondsOf = (year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0): number =>
  Date.UTC(year, month, day, hour, minute, second) / 1000;

const YEAR = 366 * 86_400;

/** undefined where one of the times is not known, or they are of different kinds. */
export function isLaterLine(one: LineTime | undefined, other: LineTime | undefined): boolean | undefined {
  if (one === undefined || other === undefined || one.hasYear !== other.hasYear) return undefined;
  const apart = one.seconds - other.seconds;
  // Without a year January follows December.
  return (one.hasYear || Math.abs(apart) < YEAR / 2 ? apart : -apart) > 0;
}
