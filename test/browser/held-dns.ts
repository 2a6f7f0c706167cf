/** A DNS server in between that holds answers back until it is told: what a page shows meanwhile can be looked at. Test support. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import type { DnsServer } from '../../src/gather/dns/index.ts';

export interface HeldDns {
  /** 'host:port' for WAYPOST_RESOLVER. */
  readonly server: string;
  /** From now on questions whose name ends in `name` wait ('' is every question). */
  readonly hold: (name: string) => void;
  /** Answers what waits, and everything from now on. */
  readonly release: () => void;
  readonly waiting: () => number;
  readonly close: () => void;
}

const MAX_WAITING = 5000;

/** The name of the first question, in lower case (RFC 1035 §4.1.2). */
function nameOf(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; at < query.length; ) {
    const length = query[at] ?? 0;
    if (length === 0) break;
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return labels.join('.').toLowerCase();
}

export async function startHeldDns(target: DnsServer): Promise<HeldDns> {
  const front = createSocket('udp4');
  const back = createSocket('udp4');
  const askers = new Map<string, RemoteInfo>();
  let held: string | undefined;
  let waiting: (() => void)[] = [];
  /** Whom an answer belongs to: its id and its question. */
  const keyOf = (packet: Buffer): string => `${packet.readUInt16BE(0)} ${nameOf(packet)}`;
  const pass = (query: Buffer, from: RemoteInfo) => (): void => {
    askers.set(keyOf(query), from);
    back.send(query, target.port, target.host);
  };
  front.on('message', (query, from) => {
    if (query.length < 12) return;
    const send = pass(query, from);
    if (held !== undefined && nameOf(query).endsWith(held) && waiting.length < MAX_WAITING)
      waiting.push(send);
    else send();
  });
  back.on('message', (answer) => {
    const asker = answer.length < 12 ? undefined : askers.get(keyOf(answer));
    if (asker !== undefined) front.send(answer, asker.port, asker.address);
  });
  await new Promise<void>((resolve) => front.bind(0, '127.0.0.1', resolve));
  return {
    server: `127.0.0.1:${front.address().port}`,
    hold: (name) => {
      held = name;
    },
    release: () => {
      held = undefined;
      for (const send of waiting) send();
      waiting = [];
    },
    waiting: () => waiting.length,
    close: () => {
      front.close();
      back.close();
    },
  };
}
