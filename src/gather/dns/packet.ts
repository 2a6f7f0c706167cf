/**
 * DNS messages on the wire (RFC 1035 §4, EDNS RFC 6891, extended errors RFC 8914): one question out, one answer in.
 *
 * dns-packet does the octets; here they become our types, and whatever cannot be read becomes a problem, never an
 * exception. Limits: 512 records a section, 8 extended errors of 200 characters.
 */
// @ts-expect-error dns-packet ships no types; `Codec` says what is used of it.

import * as untypedCodec from 'dns-packet';
import { latin1 } from '../../base/bytes.ts';
import { withoutMarks } from '../../base/marks.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { extendedErrorName } from './extended-errors.ts';
import type { DnsRecord, DnsType } from './types.ts';

interface RawRecord {
  readonly name: string;
  readonly type: string;
  readonly class?: string;
  readonly ttl?: number;
  readonly data?: unknown;
  readonly extendedRcode?: number;
  readonly options?: readonly { readonly code: number; readonly data?: Uint8Array }[];
}

interface RawMessage {
  readonly id: number;
  readonly type: string;
  readonly flags: number;
  readonly questions: readonly { readonly name: string; readonly type: string; readonly class?: string }[];
  readonly answers: readonly RawRecord[];
  readonly authorities: readonly RawRecord[];
  readonly additionals: readonly RawRecord[];
}

interface Codec {
  readonly decode: (bytes: Buffer) => RawMessage;
  readonly record: (type: string) => { readonly encode: (data: unknown) => Uint8Array };
}

const codec: Codec = untypedCodec;

/** What is read of an answer. Names are without the final dot; the root is '.'. */
export interface DnsMessage {
  readonly id: number;
  readonly isResponse: boolean;
  readonly isTruncated: boolean;
  readonly isAuthoritative: boolean;
  readonly isRecursionAvailable: boolean;
  /** AD: the resolver validated the answer (RFC 4035 §3.2.3). */
  readonly isAuthenticated: boolean;
  readonly rcode: string;
  readonly questions: readonly { readonly name: string; readonly type: string }[];
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** Each 'code name: text'. */
  readonly extendedErrors: readonly string[];
}

export interface DnsQuestion {
  readonly id: number;
  /** As `wireName` gives it. */
  readonly name: string;
  readonly type: DnsType;
}

/** The largest answer we take by UDP: the size that is not fragmented anywhere (DNS flag day 2020). */
const udpPayloadSize = 1232;

const maxRecords = 512;
const maxExtendedErrors = 8;
const RD = 0x0100;
const AD = 0x0020;
const CD = 0x0010;
const DO = 0x8000;
const IN = 1;
const OPT = 41;
const dot = 0x2e;
/** IANA "Resource Record (RR) TYPEs". */
const typeNumbers: Readonly<Record<DnsType, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  DS: 43,
  DNSKEY: 48,
  TLSA: 52,
  SPF: 99,
  CAA: 257,
};

export interface QueryOptions {
  readonly hasEdns: boolean;
  /** False asks the server for what it knows itself (RD clear). */
  readonly isRecursive?: boolean;
  /** CD: the answer is wanted though the resolver finds it bogus (RFC 4035 §3.2.2). */
  readonly isUnchecked?: boolean;
}

/** Encodes a query. AD and DO ask for the validation's outcome (RFC 6840 §5.7, RFC 3225). */
export function encodeQuery(question: DnsQuestion, options: QueryOptions): Uint8Array {
  const { hasEdns, isRecursive = true, isUnchecked = false } = options;
  const name = question.name === '.' ? '' : `${question.name}.`;
  const bytes = new Uint8Array(12 + name.length + 1 + 4 + (hasEdns ? 11 : 0));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, question.id);
  view.setUint16(2, (isRecursive ? RD : 0) | AD | (isUnchecked ? CD : 0));
  view.setUint16(4, 1);
  view.setUint16(10, hasEdns ? 1 : 0);
  // RFC 1035 §3.1: each label has its length before it, where the text has a dot behind it.
  let lengthAt = 12;
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (code !== dot) bytes[13 + index] = code;
    else {
      bytes[lengthAt] = 12 + index - lengthAt;
      lengthAt = 13 + index;
    }
  }
  const end = 13 + name.length;
  view.setUint16(end, typeNumbers[question.type]);
  view.setUint16(end + 2, IN);
  if (hasEdns) {
    view.setUint16(end + 5, OPT);
    view.setUint16(end + 7, udpPayloadSize);
    view.setUint16(end + 11, DO);
  }
  return bytes;
}

/** Decodes a message; problem 'bad-answer' for octets that are none. */
export function decodeMessage(bytes: Uint8Array): Result<DnsMessage> {
  try {
    const raw = codec.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const opt = raw.additionals.find((record) => record.type === 'OPT');
    return ok({
      id: raw.id,
      isResponse: raw.type === 'response',
      isTruncated: (raw.flags & 0x0200) !== 0,
      isAuthoritative: (raw.flags & 0x0400) !== 0,
      isRecursionAvailable: (raw.flags & 0x0080) !== 0,
      isAuthenticated: (raw.flags & AD) !== 0,
      // RFC 6891 §6.1.3: OPT holds the upper eight bits.
      rcode: rcodeName(((opt?.extendedRcode ?? 0) << 4) | (raw.flags & 0x0f)),
      questions: raw.questions.map(({ name, type }) => ({ name, type })),
      answers: recordsOf(raw.answers),
      authorities: recordsOf(raw.authorities),
      extendedErrors: extendedErrorsOf(opt?.options ?? []),
    });
  } catch (cause) {
    // dns-packet throws on octets that are no DNS message: that is the mail world's doing, so a value.
    const detail = cause instanceof Error ? cause.message : String(cause);
    return failed('bad-answer', `The answer is no DNS message that can be read: ${detail}.`);
  }
}

const rcodes = [
  ...['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'],
  ...['YXDOMAIN', 'YXRRSET', 'NXRRSET', 'NOTAUTH', 'NOTZONE'],
];

function rcodeName(code: number): string {
  return rcodes[code] ?? (code === 16 ? 'BADVERS' : `RCODE${code}`);
}

function recordsOf(raw: readonly RawRecord[]): readonly DnsRecord[] {
  return raw
    .filter((record) => record.type !== 'OPT' && record.class === 'IN')
    .slice(0, maxRecords)
    .map(recordOf);
}

type Fields = Readonly<Record<string, unknown>>;

function recordOf(raw: RawRecord): DnsRecord {
  const { name, type, data } = raw;
  // RFC 2181 §8: a TTL with its high bit set counts as zero.
  const ttl = (raw.ttl ?? 0) > 0x7fffffff ? 0 : (raw.ttl ?? 0);
  const fields = Object(data) as Fields;
  switch (type) {
    case 'A':
    case 'AAAA':
      return { type, name, ttl, address: String(data) };
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return { type, name, ttl, target: String(data) };
    case 'MX':
      return { type, name, ttl, preference: Number(fields.preference), exchange: String(fields.exchange) };
    case 'TXT': {
      const strings = (data as readonly Uint8Array[]).map((bytes) => latin1(bytes));
      return { type, name, ttl, strings, text: strings.join('') };
    }
    case 'SOA': {
      const names = { mname: String(fields.mname), rname: String(fields.rname) };
      const times = { refresh: Number(fields.refresh), retry: Number(fields.retry) };
      const limits = { expire: Number(fields.expire), minimum: Number(fields.minimum) };
      return { type, name, ttl, ...names, serial: Number(fields.serial), ...times, ...limits };
    }
    default:
      return securityRecord(type, name, ttl, fields) ?? otherRecord(type, name, ttl, data);
  }
}

function otherRecord(rrtype: string, name: string, ttl: number, data: unknown): DnsRecord {
  return { type: 'OTHER', name, ttl, rrtype, data: rdataOf(rrtype, data) };
}

/** Services, certificates and DNSSEC. */
function securityRecord(type: string, name: string, ttl: number, fields: Fields): DnsRecord | undefined {
  const number = (key: string): number => Number(fields[key]);
  const octets = (key: string, encoding: 'hex' | 'base64'): string => {
    const value = fields[key];
    return value instanceof Uint8Array ? Buffer.from(value).toString(encoding) : '';
  };
  switch (type) {
    case 'TLSA': {
      const kind = { usage: number('usage'), selector: number('selector') };
      const data = octets('certificate', 'hex');
      return { type, name, ttl, ...kind, matchingType: number('matchingType'), data };
    }
    case 'SRV': {
      const order = { priority: number('priority'), weight: number('weight') };
      return { type, name, ttl, ...order, port: number('port'), target: String(fields.target) };
    }
    case 'CAA': {
      const tag = String(fields.tag).toLowerCase();
      return { type, name, ttl, flags: number('flags'), tag, value: String(fields.value) };
    }
    case 'DS': {
      const key = { keyTag: number('keyTag'), algorithm: number('algorithm') };
      return { type, name, ttl, ...key, digestType: number('digestType'), digest: octets('digest', 'hex') };
    }
    case 'DNSKEY': {
      // RFC 4034 §2.1.2: always 3; dns-packet refuses anything else.
      const kind = { flags: number('flags'), protocol: 3, algorithm: number('algorithm') };
      return { type, name, ttl, ...kind, key: octets('key', 'base64') };
    }
    case 'RRSIG': {
      const times = { inception: number('inception'), expiration: number('expiration') };
      const key = { keyTag: number('keyTag'), signer: String(fields.signersName) };
      const what = { typeCovered: String(fields.typeCovered), algorithm: number('algorithm') };
      return { type, name, ttl, ...what, ...times, ...key };
    }
    default:
      return undefined;
  }
}

/** The RDATA as octets, for types that have no shape of their own here. */
function rdataOf(type: string, data: unknown): Uint8Array {
  const octets = data instanceof Uint8Array ? data : codec.record(type).encode(data).subarray(2);
  return Uint8Array.from(octets);
}

/** RFC 8914 §2: option 15, a 16-bit code and a UTF-8 text that is for people only. */
function extendedErrorsOf(options: NonNullable<RawRecord['options']>): readonly string[] {
  return options
    .filter((option) => option.code === 15 && (option.data?.length ?? 0) >= 2)
    .slice(0, maxExtendedErrors)
    .map(({ data = new Uint8Array(2) }) => {
      const code = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
      const text = printable(withoutMarks(new TextDecoder().decode(data.subarray(2))));
      return `${code} ${extendedErrorName(code)}${text === '' ? '' : `: ${text}`}`;
    });
}

/** Text of strangers without control characters, capped. */
function printable(text: string): string {
  let plain = '';
  for (const char of text.slice(0, 200)) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x20 && (code < 0x7f || code > 0x9f)) plain += char;
  }
  return plain.trim();
}
