/**
 * The user's keys of DNS lists, from a file: `"zen.spamhaus.org" = "key"`, zones as data/dnsbl.toml names them, with or
 * without quotation marks. No message of a problem holds anything of a key.
 */
import { parse } from 'smol-toml';
import { failed, ok, type Result } from '../../base/result.ts';
import type { DnsblData } from './list-data.ts';

/** Zone → key. */
export type ListKeys = Readonly<Record<string, string>>;

/** Two keys and a comment in a file of a few lines; more than this is something else. */
const maxLength = 65_536;

/** Keys become a label (RFC 1035 §2.3.4); a short one would be found in every other name when it is hidden. */
const keyPattern = /^[A-Za-z0-9_-]{8,63}$/;

/** Problems: 'too-large', 'not-toml', 'unknown-zone', 'no-key', 'bad-key'. */
export function parseListKeys(text: string, data: DnsblData): Result<ListKeys> {
  if (text.length > maxLength) return failed('too-large', 'it is too large for a file of keys');
  const keyed = data.lists.filter(({ keyedZone }) => keyedZone !== undefined);
  const zones = keyed.map(({ zone }) => zone).join(', ');
  const hint = `Zones with keys are ${zones}`;
  const entries = readEntries(text);
  if (entries === undefined)
    return failed(
      'not-toml',
      `it cannot be read; write a line for each list: "${keyed[0]?.zone}" = "your key"`,
      { zone: keyed[0]?.zone ?? '' },
    );
  const keys: Record<string, string> = {};
  for (const [zone, value] of entries) {
    const list = data.lists.find((one) => one.zone === zone.toLowerCase());
    if (list === undefined)
      return failed('unknown-zone', `it names a list that is not known. ${hint}`, { zones });
    if (list.keyedZone === undefined)
      return failed('no-key', `${list.zone} is asked without a key. ${hint}`, { zone: list.zone, zones });
    if (typeof value !== 'string' || !keyPattern.test(value))
      return failed(
        'bad-key',
        `the key of ${list.zone} is none: keys are 8 to 63 letters, digits and hyphens`,
        { zone: list.zone },
      );
    keys[list.zone] = value;
  }
  return ok(keys);
}

/** Without quotation marks the dots of a zone make tables in tables: their names are joined again. Undefined: no TOML. */
function readEntries(text: string): readonly (readonly [string, unknown])[] | undefined {
  try {
    return joined(parse(text), '');
  } catch {
    // What the parser says quotes the line, and with it perhaps a key.
    return undefined;
  }
}

function joined(table: Readonly<Record<string, unknown>>, before: string): (readonly [string, unknown])[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const path = `${before}${name}`;
    const isTable = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isTable
      ? joined(value as Readonly<Record<string, unknown>>, `${path}.`)
      : [[path, value] as const];
  });
}
