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
    const address = addressIn(run);
    if (address === undefined || found.includes(address) || isOfNetwork(text, start, end)) continue;
    if (isInHostName(text, end)) continue;
    // 'arn:aws:iam::1234:user' holds none, nor do numbers of sections and versions.
    const isInName = address.startsWith(':') && /[g-z]/i.test(text.charAt(start - 1));
    if (!isInName && !NUMBERS_OF.test(text.slice(Math.max(0, start - 16), start))) found.push(address);
  }
  return found;
}

/** '192.0.2.0/24' names a network and none of its hosts; in a path a number may follow. */
const isOfNetwork = (text: string, start: number, end: number): boolean =>
  text.charAt(start - 1) !== '/' && /^\/(?:[89]|[12]\d|3[01])(?![\w./])/.test(text.slice(end, end + 5));

/** '1.2.0.192.zen.example.org': a name that was asked for, whose numbers stand in reverse (RFC 5782 §2.1). */
const isInHostName = (text: string, end: number): boolean =>
  text.charAt(end - 1) === '.' &&
  /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}\b/.test(text.slice(end, end + 254));

/** The run itself, or an IPv4 address with a port or a label beside it: '192.0.2.1:25', 'source:192.0.2.1' (of which 'ce:' is hexadecimal). */
function addressIn(run: string): string | undefined {
  if (run.length > 3 && canonicalIp(run) !== undefined) return run;
  if (!run.includes('.')) return undefined;
  return run.split(':').find((piece) => piece.includes('.') && canonicalIp(piece) !== undefined);
}
