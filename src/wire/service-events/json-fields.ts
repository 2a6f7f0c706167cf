/** Fields of a JSON object by their plain names, and what their values tell: addresses, codes, hosts. Never throws. */
import { domainOf, findAddresses } from '../address/index.ts';
import { isHostName } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { isIp } from '../trace/index.ts';
import { nameOf } from './fields.ts';

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object by their plain names; of two with one name the first. */
export class Named {
  readonly #values = new Map<string, Json>();

  constructor(object: JsonObject) {
    for (const [key, value] of Object.entries(object)) {
      const name = nameOf(key.slice(0, 60));
      if (!this.#values.has(name)) this.#values.set(name, value);
    }
  }

  get(name: string): Json | undefined {
    return this.#values.get(name);
  }

  entries(): Iterable<readonly [name: string, value: Json]> {
    return this.#values.entries();
  }

  /** Has it a value of its own: not null, not empty? */
  has(name: string): boolean {
    const value = this.#values.get(name);
    return value !== undefined && value !== null && value !== '';
  }

  /** What the first of the fields tells that tells anything. */
  first<T>(names: readonly string[], tell: (value: Json, name: string) => T | undefined): T | undefined {
    for (const name of names) {
      const value = this.#values.get(name);
      const told = value === undefined ? undefined : tell(value, name);
      if (told !== undefined) return told;
    }
    return undefined;
  }
}

/** An object within, by its name. */
export function within(named: Named, name: string): Named | undefined {
  const value = named.get(name);
  return isObject(value) ? new Named(value) : undefined;
}

const MAX_ADDRESSES = 20;

/** All addresses of a string ('a@example.org, b@example.org'), a list of such, or of `{ email }`; undefined where there is none. */
export function addressesIn(value: Json): readonly string[] | undefined {
  const found: string[] = [];
  for (const one of Array.isArray(value) ? value.slice(0, MAX_ADDRESSES) : [value]) {
    const text = isObject(one) ? (one['email'] ?? one['address']) : (one as Json);
    if (typeof text !== 'string') continue;
    for (const { address } of findAddresses(text.slice(0, 1_000), MAX_ADDRESSES))
      if (domainOf(address) !== undefined && found.length < MAX_ADDRESSES) found.push(address);
  }
  return found.length > 0 ? found : undefined;
}

/** 550, '550'; '550 5.1.1 …' is an answer. */
export function codeIn(value: Json): number | undefined {
  const code = typeof value === 'string' && /^[2-5]\d\d$/.test(value) ? Number(value) : value;
  return typeof code === 'number' && Number.isInteger(code) && code >= 200 && code < 600 ? code : undefined;
}

/** '5.1.1', '5.1.1 (bad destination mailbox address)', { class: 5, subject: 1, detail: 1 }. */
export function statusIn(value: Json): string | undefined {
  if (typeof value === 'string') return /^[245]\.\d{1,3}\.\d{1,3}(?!\S)/.exec(value)?.[0];
  if (!isObject(value)) return undefined;
  const { class: kind, subject, detail } = value;
  const status = `${kind}.${subject}.${detail}`;
  return /^[245]\.\d{1,3}\.\d{1,3}$/.test(status) ? status : undefined;
}

export function hostIn(value: Json): string | undefined {
  if (typeof value !== 'string') return undefined;
  const host = value
    .replace(/^dns;\s{0,4}/i, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return host.includes('.') && !isIp(host) && isHostName(host) ? host : undefined;
}

export const ipIn = (value: Json): string | undefined =>
  typeof value === 'string' && isIp(value) ? value : undefined;

const COMMANDS: readonly (readonly [command: RegExp, phase: SmtpPhase])[] = [
  [/^(?:EHLO|HELO|LHLO)\b/i, 'ehlo'],
  [/^STARTTLS\b/i, 'starttls'],
  [/^AUTH\b/i, 'auth'],
  [/^MAIL\b/i, 'mail'],
  [/^RCPT\b/i, 'rcpt'],
  [/^(?:DATA|BDAT|\.)/i, 'end-of-data'],
];

export const phaseIn = (value: Json): SmtpPhase | undefined =>
  typeof value === 'string' ? COMMANDS.find(([command]) => command.test(value))?.[1] : undefined;
