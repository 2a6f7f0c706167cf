/** Records from the values that a zone file writes (RFC 1035 §5.1): for proposals laid over a zone, and for tests. */
import { txtStrings } from '../../base/zone-text.ts';
import type { DnsRecord, DnsType } from './types.ts';

/** MX '10 mx.example.org', SOA 'mname rname serial minimum' or all its seven values, SRV '0 1 465 mail.example.org'; a TXT value is its text, cut into strings of 255 octets, or its strings. */
export function recordOf(
  name: string,
  type: DnsType,
  value: string | readonly string[],
  ttl: number,
): DnsRecord {
  const strings = typeof value === 'string' ? [value] : value;
  const text = strings.join('');
  const [first = '', second = '', third = '0', fourth = '0'] = text.split(' ');
  switch (type) {
    case 'A':
    case 'AAAA':
      return { type, name, ttl, address: text };
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return { type, name, ttl, target: withoutDot(text) };
    case 'TXT': {
      const published = typeof value === 'string' ? txtStrings(value) : value;
      return { type, name, ttl, strings: published, text: published.join('') };
    }
    case 'MX':
      return { type, name, ttl, preference: Number(first), exchange: withoutDot(second) };
    case 'SOA':
      return { type, name, ttl, mname: withoutDot(first), rname: withoutDot(second), ...soaNumbers(text) };
    case 'TLSA': {
      const kind = { usage: Number(first), selector: Number(second), matchingType: Number(third) };
      return { type, name, ttl, ...kind, data: fourth };
    }
    case 'SRV': {
      const order = { priority: Number(first), weight: Number(second), port: Number(third) };
      return { type, name, ttl, ...order, target: withoutDot(fourth) };
    }
    case 'CAA': {
      const value = text.split(' ').slice(2).join(' ');
      return { type, name, ttl, flags: Number(first), tag: second.toLowerCase(), value };
    }
    case 'DS': {
      const key = { keyTag: Number(first), algorithm: Number(second), digestType: Number(third) };
      return { type, name, ttl, ...key, digest: fourth };
    }
    case 'DNSKEY': {
      const kind = { flags: Number(first), protocol: Number(second), algorithm: Number(third) };
      return { type, name, ttl, ...kind, key: fourth };
    }
    case 'SPF':
      return { type: 'OTHER', name, ttl, rrtype: type, data: stringOctets(strings) };
  }
}

/** 'serial refresh retry expire minimum'; with 'serial minimum' alone the others are common ones. */
function soaNumbers(text: string) {
  const numbers = text.split(' ').slice(2).map(Number);
  const [serial = 0, refresh = 0, retry = 3600, expire = 1_209_600, minimum = refresh] = numbers;
  if (numbers.length <= 2) return { serial, refresh: 14_400, retry, expire, minimum };
  return { serial, refresh, retry, expire, minimum };
}

/** Character-strings as RDATA holds them: each with its length before it (RFC 1035 §3.3.14). */
function stringOctets(strings: readonly string[]): Uint8Array {
  return Buffer.concat(
    strings.flatMap((string) => [Buffer.from([string.length]), Buffer.from(string, 'latin1')]),
  );
}

const withoutDot = (name: string): string =>
  name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name;

/** The value as a zone file writes it, a TXT record as its joined text; undefined for types that are not proposed. */
export function recordValue(record: DnsRecord): string | undefined {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address;
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return record.target;
    case 'TXT':
      return record.text;
    case 'MX':
      return `${record.preference} ${record.exchange}`;
    case 'SRV':
      return `${record.priority} ${record.weight} ${record.port} ${record.target}`;
    case 'TLSA':
      return `${record.usage} ${record.selector} ${record.matchingType} ${record.data}`;
    case 'CAA':
      return `${record.flags} ${record.tag} ${record.value}`;
    default:
      return undefined;
  }
}
