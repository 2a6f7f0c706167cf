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
    let dots = 0;
    let colons = 0;
    for (let code = text.charCodeAt(i); isIpChar(code); code = text.charCodeAt(end)) {
      if (code === 0x2e) dots++;
      else if (code === 0x3a) colons++;
      end++;
    }
    const start = i;
    i = end;
    // Most runs are numbers and the letters of words.
    if (dots < 3 && colons < 2) continue;
    let run = text.slice(start, Math.min(end, start + 64));
    while (run.endsWith('.') || run.endsWith(':')) run = run.slice(0, -1);
    // '192.0.2.1:25' is an address with its port.
    const colon = run.indexOf(':');
    if (colon > 0 && run.indexOf(':', colon + 1) === -1 && run.includes('.')) run = run.slice(0, colon);
    if (canonicalIp(run) !== undefined && !found.includes(run) && run.length > 3) found.push(run);
  }
  return found;
}
