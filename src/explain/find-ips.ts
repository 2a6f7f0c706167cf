/** IP addresses in the words of a reply, in order, without repetition. */
import { canonicalIp } from '../base/ip.ts';

const isIpChar = (code: number): boolean =>
  (code >= 48 && code <= 58) || code === 0x2e || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** Runs of digits, hexadecimal letters, dots and colons that are a whole IPv4 or IPv6 address; at most `max`. */
export function findIps(text: string, max: number): readonly string[] {
  const found: string[] = [];
  let i = 0;
  while (i < text.length && found.length < max) {
    if (!isIpChar(text.charCodeAt(i))) {
      i++;
      continue;
    }
    let end = i;
    while (end < text.length && isIpChar(text.charCodeAt(end))) end++;
    let run = text.slice(i, Math.min(end, i + 64));
    while (run.endsWith('.') || run.endsWith(':')) run = run.slice(0, -1);
    // '192.0.2.1:25' is an address with its port.
    const colon = run.indexOf(':');
    if (colon > 0 && run.indexOf(':', colon + 1) === -1 && run.includes('.')) run = run.slice(0, colon);
    if (canonicalIp(run) !== undefined && !found.includes(run) && run.length > 3) found.push(run);
    i = end;
  }
  return found;
}
