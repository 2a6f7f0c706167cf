/** The beginning and end of a report: seconds in DMARC (RFC 9990 §3.1.1.4), ISO 8601 in TLS reports (RFC 8460 §4.4). */
import { type Instant, instantOf } from '../../base/clock.ts';

/** 9999-12-31T23:59:59Z. */
const LAST_SECOND = 253_402_300_799;
/** From here on a number of seconds can only be meant as milliseconds: the year 5138. */
const MILLISECONDS_FROM = 1e11;

/** Seconds or milliseconds since 1970, or ISO 8601 (UTC where no zone is told); undefined for anything else. */
export function parseReportTime(text: string): Instant | undefined {
  if (/^\d{1,15}(?:\.\d{0,9})?$/.test(text)) {
    const number = Math.floor(Number(text));
    const seconds = number >= MILLISECONDS_FROM ? number / 1_000 : number;
    return seconds <= LAST_SECOND ? instantOf(seconds * 1_000) : undefined;
  }
  const date =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/i.exec(text);
  if (date === null) return undefined;
  const [, day = '', time = '00:00:00', zone = 'Z'] = date;
  const epochMs = Date.parse(`${day}T${time}${/^(?:utc|z)$/i.test(zone) ? 'Z' : zone}`);
  return Number.isNaN(epochMs) ? undefined : instantOf(epochMs);
}
