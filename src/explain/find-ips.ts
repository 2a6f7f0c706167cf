/** IP addresses in the words of a reply, in order, without repetition. */
import { canonicalIp } from '../base/ip.ts';

const isIpChar = (code: number): boolean =>
  (code >= 48 && code <= 58) || code === 0x2e || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** What stands before four numbers that are no address: 'RFC2821 4.1.1.1', '§ 4.5.3.1', 'version 8.14.4.1'. */
const NUMBERS_OF =
  /(?:§|(?<![A-Za-z])(?:rfc[ -]?[0-9]{3,5}[,:]?|sections?|sec\.?|version|ver\.?|release|build|v))[ (]{0,2}$/i;

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
    const isAddress = canonicalIp(run) !== undefined && run.length > 3 && !found.includes(run);
    if (isAddress && !NUMBERS_OF.test(text.slice(Math.max(0, start - 16), start))) found.push(run);
  }
  return found;
}
