/**
 * Does a reverse name look machine-made? Receivers refuse mail from names that carry the address or words of dial-up
 * and dynamic ranges. A name is generic when it carries three octets of its IPv4 address as separate numbers (or all
 * four as hexadecimal or padded digits), the last sixteen digits of its IPv6 address, or a word that only end-user
 * ranges use. No list of providers; linear in the name.
 */
import ipaddr from 'ipaddr.js';

/** Words that alone say end-user range. */
const dynamicWords = new Set([
  'dyn',
  'dynamic',
  'dynip',
  'dhcp',
  'dsl',
  'adsl',
  'vdsl',
  'xdsl',
  'sdsl',
  'ppp',
  'pppoe',
  'dialup',
  'dialin',
  'dial',
  'broadband',
  'cablemodem',
  'residential',
  'dynamicip',
  'ftth',
]);

/** True for a generic name; `name` without or with its final dot, `ip` valid. */
export function isGenericName(name: string, ip: string): boolean {
  const lower = name.toLowerCase().slice(0, 253);
  if (wordsOf(lower).some((word) => dynamicWords.has(word))) return true;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? carriesIpv4(lower, address.toByteArray())
    : carriesIpv6(lower, address.toByteArray());
}

/** Runs of letters, digits cut off: 'dsl12' gives 'dsl'. */
function wordsOf(name: string): readonly string[] {
  return runsOf(name, (code) => code >= 97 && code <= 122);
}

function runsOf(text: string, isWanted: (code: number) => boolean): string[] {
  const runs: string[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const isIn = index < text.length && isWanted(text.charCodeAt(index));
    if (isIn && start < 0) start = index;
    if (!isIn && start >= 0) {
      runs.push(text.slice(start, index));
      start = -1;
    }
  }
  return runs;
}

const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

function carriesIpv4(name: string, octets: readonly number[]): boolean {
  const numbers = runsOf(name, isDigitCode).map((run) => (run.length <= 3 ? Number(run) : -1));
  if (carriesRun(numbers, octets) || carriesRun(numbers, octets.toReversed())) return true;
  const padded = octets.map((octet) => String(octet).padStart(3, '0')).join('');
  const hex = octets.map((octet) => octet.toString(16).padStart(2, '0')).join('');
  return name.includes(padded) || name.includes(hex);
}

/** Three neighbours of the address, in order, next to each other in the name. */
function carriesRun(numbers: readonly number[], octets: readonly number[]): boolean {
  for (let at = 0; at + 3 <= numbers.length; at += 1) {
    for (const from of [0, 1]) {
      if ([0, 1, 2].every((step) => numbers[at + step] === octets[from + step])) return true;
    }
  }
  return false;
}

function carriesIpv6(name: string, bytes: readonly number[]): boolean {
  const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const bare = name.replaceAll('-', '').replaceAll('.', '');
  return bare.includes(digits.slice(16)) || bare.includes([...digits].toReversed().join('').slice(0, 16));
}
