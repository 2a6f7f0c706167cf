/**
 * Who handed a message over to the system that received it, read from a copy in a mailbox of that system: what the
 * receiver wrote of its own check (Received-SPF, RFC 7208 §9.1; Authentication-Results, RFC 8601), else the first trace
 * field from the top that names a public address (RFC 5321 §4.4). A mail that never left (a draft, a copy in Sent) tells
 * nothing.
 */
import { header, headers, parseHeaderBlock } from '../message/index.ts';
import { isIp, isPublicIp, parseReceived } from './received.ts';

export interface SenderOfCopy {
  readonly ip?: string;
  readonly helo?: string;
  /** Reverse-path (Return-Path); '' is the null one. */
  readonly mailFrom?: string;
  /** Where the address was read: 'Received-SPF', 'Authentication-Results', 'Received'. */
  readonly from?: string;
}

const MAX_FIELD = 2000;
const MAX_HOPS = 30;
/** Names before an address in what receivers write of their check. */
const marks = ['client-ip=', 'smtp.remote-ip=', 'policy.iprev=', 'sender ip is ', 'designates '];

/** Reads the header of a copy; empty where nothing tells. */
export function senderOfCopy(message: Uint8Array): SenderOfCopy {
  const block = parseHeaderBlock(message);
  const path = header(block, 'return-path')?.value.trim();
  const mailFrom = path === undefined ? {} : { mailFrom: path.replace(/^<|>$/g, '') };
  for (const [key, name] of [
    ['received-spf', 'Received-SPF'],
    ['authentication-results', 'Authentication-Results'],
  ] as const) {
    const ip = headers(block, key)
      .map(({ value }) => addressAfterMark(value.slice(0, MAX_FIELD)))
      .find((found) => found !== undefined);
    if (ip !== undefined) return { ...mailFrom, ip, ...heloOf(block, ip), from: name };
  }
  for (const { value } of headers(block, 'received').slice(0, MAX_HOPS)) {
    const { ip, helo } = parseReceived(value);
    if (ip !== undefined && isPublicIp(ip))
      return { ...mailFrom, ip, ...(helo !== undefined && { helo }), from: 'Received' };
  }
  return mailFrom;
}

function heloOf(block: ReturnType<typeof parseHeaderBlock>, ip: string): { readonly helo?: string } {
  for (const { value } of headers(block, 'received').slice(0, MAX_HOPS)) {
    const hop = parseReceived(value);
    if (hop.ip === ip && hop.helo !== undefined) return { helo: hop.helo };
  }
  return {};
}

/** 'client-ip=192.0.2.1;', '(sender IP is 192.0.2.1)', 'designates 192.0.2.1 as permitted sender'. */
function addressAfterMark(value: string): string | undefined {
  const lower = value.toLowerCase();
  for (const mark of marks) {
    for (let at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, at + mark.length)) {
      const word = /^[0-9a-f.:]{2,45}/.exec(lower.slice(at + mark.length))?.[0] ?? '';
      if (isIp(word) && isPublicIp(word)) return word;
    }
  }
  return undefined;
}
