/** Fixes and outcomes as lines: what is copied from a terminal, a page or an answer. */
import { isShellSafe } from '../catalogue.ts';
import type { Fix } from '../fix.ts';

/** Four words stand for what was seen; colour never stands alone. */
export type Mark = 'pass' | 'fail' | 'unknown' | 'note';

/** A TXT value as zone files write it: character-strings of at most 255 octets (RFC 1035 §3.3.14), quotes escaped. */
function quoteTxt(value: string): string {
  const escaped = value.replace(/["\\]/g, (char) => `\\${char}`);
  const strings = escaped.match(/(?:\\.|[^\\]){1,255}/g) ?? [''];
  return strings.map((string) => `"${string}"`).join(' ');
}

/** A record's value as a zone file holds it. */
export function zoneValue(type: string, value: string): string {
  return type === 'TXT' ? quoteTxt(value) : value;
}

/** A record or setting as it is copied. */
export function formatFix(fix: Fix): string | undefined {
  if (fix.kind === 'dns') return `${fix.name}. ${fix.type} ${zoneValue(fix.type, fix.value)}`;
  if (fix.kind === 'setting') return `${fix.where}: ${fix.key} = ${fix.value}`;
  if (fix.kind === 'command') return isShellSafe(fix.line) ? fix.line : undefined;
  return undefined;
}
