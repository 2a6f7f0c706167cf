/** Fixes and outcomes as lines: what is copied from a terminal, a page or an answer. */
import { absoluteName, plainValue, quotedString, txtStrings } from '../../base/zone-text.ts';
import { isShellSafe } from '../catalogue.ts';
import type { Fix } from '../fix.ts';

/** Four words stand for what was seen; colour never stands alone. */
export type Mark = 'pass' | 'fail' | 'unknown' | 'note';

/** Types whose last field is a name: without its final dot a zone file would put it below the zone. */
const naming: ReadonlySet<string> = new Set(['MX', 'CNAME', 'NS', 'PTR', 'SRV']);

/**
 * A record's value as a zone file holds it (RFC 1035 §5.1): a TXT value as its character-strings, those given or of at most
 * 255 octets; names absolute. One line of printable ASCII, whatever was published.
 */
export function zoneValue(type: string, value: string | readonly string[]): string {
  if (type === 'TXT')
    return (typeof value === 'string' ? txtStrings(value) : value).map(quotedString).join(' ');
  const text = typeof value === 'string' ? value : value.join('');
  const fields = text.split(' ');
  if (naming.has(type)) {
    const numbers = type === 'MX' ? 1 : type === 'SRV' ? 3 : 0;
    return [...fields.slice(0, numbers).map(plainValue), absoluteName(fields.slice(numbers).join(' '))].join(
      ' ',
    );
  }
  // RFC 8659 §4.1.1: the value of a property is a character-string.
  if (type === 'CAA')
    return [...fields.slice(0, 2).map(plainValue), quotedString(fields.slice(2).join(' '))].join(' ');
  return plainValue(text);
}

/** A record or setting as it is copied. */
export function formatFix(fix: Fix): string | undefined {
  if (fix.kind === 'dns') return `${absoluteName(fix.name)} ${fix.type} ${zoneValue(fix.type, fix.value)}`;
  if (fix.kind === 'setting') return `${fix.where}: ${fix.key} = ${fix.value}`;
  if (fix.kind === 'command') return isShellSafe(fix.line) ? fix.line : undefined;
  return undefined;
}
