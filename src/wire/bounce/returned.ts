/** What is known of the message that came back: its headers, wherever the report keeps them. */
import type { Writable } from '../../base/writable.ts';
import type { MimePart } from '../message/types.ts';
import { isPublicIp, parseReceived, type ReceivedHop } from '../trace/index.ts';
import { addressOf } from './addresses.ts';
import type { BounceLayout } from './layout.ts';
import { headerStart, type ReturnedHeaders } from './returned-headers.ts';
import type { ReturnedMessage } from './types.ts';

const MAX_HOPS = 50;

/**
 * Describes the returned message. `refuser` is the host that refused, where known and where it is not the reporter:
 * then no Received field can tell the address the refuser saw.
 */
export function readReturned(
  layout: BounceLayout,
  refuser: { readonly isRemote: boolean; readonly reportingHost?: string },
): ReturnedMessage | undefined {
  const headers = layout.returnedHeaders();
  const { feedback } = layout;
  if (!headers && !feedback && !layout.status?.sender) return undefined;
  const hops = new Hops(headers?.all('received') ?? []);
  const hop = handover(hops, refuser);
  const reversePath = feedback?.originalMailFrom ?? reversePathOf(headers, hops) ?? layout.status?.sender;
  const senderIp = feedback?.sourceIp ?? hop?.ip;
  const messageId = headers?.first('message-id') ?? feedback?.originalMessageId;
  const from = headers?.first('from');
  const to = headers?.first('to');
  const subject = headers?.first('subject');
  const part = layout.returnedPart;
  const range = rangeOf(layout);
  const returned: Writable<ReturnedMessage> = {
    isHeadersOnly: part ? isHeadersOnly(part) : isQuoteHeadersOnly(layout.quoted),
  };
  if (part) returned.part = part;
  if (range) returned.range = range;
  if (messageId) returned.messageId = messageId;
  if (headers?.first('list-unsubscribe') || headers?.first('list-id')) returned.isOfList = true;
  if (from) returned.from = from;
  if (to) returned.to = to;
  if (subject !== undefined) returned.subject = subject;
  if (reversePath !== undefined) returned.reversePath = reversePath;
  if (senderIp) returned.senderIp = senderIp;
  if (hop?.helo) returned.helo = hop.helo;
  return returned;
}

function isHeadersOnly(part: MimePart): boolean {
  if (part.contentType.type.includes('headers') || part.contentType.type.endsWith('-header')) return true;
  const enclosed = part.children[0];
  return enclosed !== undefined && enclosed.bodyRange.end - enclosed.bodyRange.start < 3;
}

/** True when no words follow the empty line after the quoted headers. */
function isQuoteHeadersOnly(quoted: BounceLayout['quoted']): boolean {
  const start = headerStart(quoted);
  if (start < 0) return false;
  const end = quoted.findIndex((l, index) => index > start && l.text.trim() === '');
  return end < 0 || quoted.slice(end).every((l) => l.text.trim() === '');
}

function rangeOf(layout: BounceLayout) {
  if (layout.returnedPart) return layout.returnedPart.bodyRange;
  const start = headerStart(layout.quoted);
  const first = layout.quoted[start];
  const last = layout.quoted[layout.quoted.length - 1];
  return first && last
    ? { start: first.range.start, end: Math.max(last.range.end, first.range.end) }
    : undefined;
}

/** Trace fields from the top, each read when somebody asks as far down: mostly the first few tell. */
class Hops {
  readonly #values: readonly string[];
  readonly #read: ReceivedHop[] = [];

  constructor(values: readonly string[]) {
    this.#values = values;
  }

  top(): ReceivedHop | undefined {
    return this.find(() => true);
  }

  find(isWanted: (hop: ReceivedHop) => boolean): ReceivedHop | undefined {
    for (let index = 0; index < this.#values.length && index < MAX_HOPS; index++) {
      const hop = this.#read[index] ?? parseReceived(this.#values[index] ?? '');
      this.#read[index] = hop;
      if (isWanted(hop)) return hop;
    }
    return undefined;
  }
}

function reversePathOf(headers: ReturnedHeaders | undefined, hops: Hops): string | undefined {
  const path = headers?.first('return-path');
  if (path !== undefined && path.trim() !== '') return path.trim() === '<>' ? '' : addressOf(path);
  const told = headers?.first('x-envelope-from') ?? headers?.first('x-envelope-sender');
  return (told && addressOf(told)) ?? hops.find((h) => h.reversePath !== undefined)?.reversePath;
}

function handover(
  hops: Hops,
  refuser: { readonly isRemote: boolean; readonly reportingHost?: string },
): { ip?: string; helo?: string } | undefined {
  const top = hops.top();
  if (refuser.isRemote && top?.by && isSameHost(top.by, refuser.reportingHost ?? top.by))
    return { helo: top.by };
  const hop = hops.find((h) => h.ip !== undefined && isPublicIp(h.ip));
  return hop && { ...(hop.ip && { ip: hop.ip }), ...(hop.helo && { helo: hop.helo }) };
}

function isSameHost(a: string, b: string | undefined): boolean {
  if (!b) return false;
  const other = b.toLowerCase();
  return a === other || a.endsWith(`.${other}`) || other.endsWith(`.${a}`);
}
