/**
 * What makes a finding the same one in the next audit: check, message, whom it is about, the sending address of its case, and those
 * arguments that name one thing among several (a list, a selector, a term). Arguments that measure (counts, days, answers, the text of
 * a record) are left out: they change while the fault stays.
 */
import type { JsonObject } from '../base/json.ts';

/** Arguments that name a thing. A server that answered, a date and a count are none. */
const NAMING = [
  'zone',
  'selector',
  'name',
  'host',
  'port',
  'service',
  'provider',
  'rule',
  'operator',
  'tag',
  'term',
  'at',
  'target',
  'uri',
  'url',
  'address',
  'issuer',
  'source',
  'family',
  'type',
  'identity',
  'reportType',
  'code',
] as const;

/** What a provider asks of senders follows from other findings, which stand for it where findings are compared or kept over time. */
export const isDerived = (check: string): boolean => check === 'provider/requirement';

/** A key is stored and compared, not read: what is longer is cut. */
const MAX_PART = 200;

/** Name → value of the naming arguments that are there. */
function namesIn(data: JsonObject): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const name of NAMING) {
    const value = data[name];
    if (typeof value === 'string' || typeof value === 'number')
      names.set(name, String(value).slice(0, MAX_PART));
  }
  return names;
}

export interface Keyed {
  readonly check: string;
  readonly message: string;
  readonly about: string;
  readonly ip?: string | undefined;
  readonly data: JsonObject;
}

/** 'spf/authorises-ip|not-authorised|example.org|192.0.2.1|identity=mail-from'. */
export function keyOf({ check, message, about, ip, data }: Keyed): string {
  const names = [...namesIn(data)].map(([name, value]) => `${name}=${value}`);
  return [check, message, about, ip === about ? '' : (ip ?? ''), ...names].join('|');
}

/** True where two findings may speak of the same thing: whatever both name is the same. */
export function isCompatible(a: JsonObject, b: JsonObject): boolean {
  const other = namesIn(b);
  for (const [name, value] of namesIn(a)) {
    const its = other.get(name);
    if (its !== undefined && its !== value) return false;
  }
  return true;
}
