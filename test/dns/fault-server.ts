/**
 * A DNS server on loopback, UDP and TCP on one port, that answers from a zone literal and does to chosen names what
 * broken servers do. Test support.
 */
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type Server } from 'node:net';
// @ts-expect-error dns-packet ships no types.
import * as codec from 'dns-packet';
import { answerFromZone, type Zone, zoneTtl } from '../../src/gather/dns/testing.ts';
import type { DnsRecord, DnsType } from '../../src/gather/dns/types.ts';

export type DnsFault =
  | 'silence'
  | 'servfail'
  | 'refused'
  | 'notimp'
  /** UDP says TC and nothing else; TCP has the answer. */
  | 'truncated'
  /** As `truncated`, and TCP closes before the answer. */
  | 'truncated-tcp-closes'
  | 'wrong-id'
  | 'wrong-question'
  /** First an answer with a wrong id, then the right one. */
  | 'forged-first'
  | 'garbage'
  /** Points to other servers instead of resolving. */
  | 'lame'
  /** Answers after 80 ms. */
  | 'slow'
  /** SERVFAIL with extended error 6 (RFC 8914). */
  | 'bogus'
  /** Sets AD. */
  | 'authenticated'
  /** From before EDNS: FORMERR to a query with OPT. */
  | 'no-edns'
  /** The alias, without what it points to. */
  | 'alias-only'
  /** Says nothing in the authority section, where the SOA belongs. */
  | 'no-soa'
  /** Denies that the name exists, whatever the zone says. */
  | 'denies'
  /** Sends every name that does not exist to a page of advertisements, as some resolvers do. */
  | 'parked';

export interface FaultServer {
  readonly host: string;
  readonly port: number;
  /** 'udp name TYPE' in the order of arrival. */
  readonly asked: readonly string[];
  /** The most questions that were unanswered at the same time. */
  readonly mostInFlight: () => number;
  readonly close: () => Promise<void>;
}

interface Query {
  readonly id: number;
  readonly questions: readonly { readonly name: string; readonly type: DnsType }[];
  readonly additionals: readonly { readonly type: string }[];
}

type Reply = Uint8Array;
const encode = (message: unknown): Reply => codec.encode(message);
const flag = { QR_RA: 0x0180, AA: 0x0400, TC: 0x0200, AD: 0x0020 } as const;
const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;

/** Starts on a free port of `host`. The fault of the name '*' is that of all names without one of their own. */
export async function startFaultServer(
  zone: Zone,
  faults: Readonly<Record<string, DnsFault>> = {},
  host = '127.0.0.1',
): Promise<FaultServer> {
  const asked: string[] = [];
  let inFlight = 0;
  let most = 0;

  const onQuery = (
    bytes: Buffer,
    transport: 'udp' | 'tcp',
    send: (reply: Reply) => void,
    hangUp: () => void,
  ) => {
    const query: Query = codec.decode(bytes);
    const [question] = query.questions;
    if (question === undefined) return;
    const name = question.name.toLowerCase();
    asked.push(`${transport} ${name} ${question.type}`);
    const fault = faults[name] ?? faults['*'];
    if (fault === 'truncated-tcp-closes' && transport === 'tcp') return hangUp();
    most = Math.max(most, ++inFlight);
    const replies = repliesTo(query, question, zone, fault, transport);
    const reply = () => {
      inFlight -= 1;
      for (const bytesOut of replies) send(bytesOut);
    };
    if (fault === 'slow') setTimeout(reply, 80);
    else setImmediate(reply);
  };

  const { udp, tcp, port } = await bindBoth(host);
  udp.on('message', (bytes, peer) => {
    onQuery(
      bytes,
      'udp',
      (reply) => udp.send(reply, peer.port, peer.address),
      () => undefined,
    );
  });
  tcp.on('connection', (socket) => {
    // The client under test hangs up as it likes.
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      const send = (reply: Reply): void => {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(reply.length);
        // In two pieces, as the network may cut it.
        socket.write(Buffer.concat([length, reply.subarray(0, 5)]), () => socket.end(reply.subarray(5)));
      };
      onQuery(bytes.subarray(2), 'tcp', send, () => socket.destroy());
    });
  });
  const close = async (): Promise<void> => {
    await new Promise<void>((resolve) => udp.close(() => resolve()));
    await new Promise<void>((resolve) => tcp.close(() => resolve()));
  };
  return { host, port, asked, mostInFlight: () => most, close };
}

async function bindBoth(host: string): Promise<{ udp: UdpSocket; tcp: Server; port: number }> {
  for (;;) {
    const tcp = createServer();
    await new Promise<void>((resolve) => tcp.listen(0, host, resolve));
    const address = tcp.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const isBound = await new Promise<boolean>((resolve) => {
      udp.once('error', () => resolve(false));
      udp.bind(port, host, () => resolve(true));
    });
    if (isBound) return { udp, tcp, port };
    // Another program has the UDP port of that number.
    tcp.close();
  }
}

function repliesTo(
  query: Query,
  question: Query['questions'][number],
  zone: Zone,
  fault: DnsFault | undefined,
  transport: 'udp' | 'tcp',
): readonly Reply[] {
  const full = (more: object = {}, flags = 0, rcode = 0): Reply =>
    encode({
      type: 'response',
      id: query.id,
      flags: flag.QR_RA | flags | rcode,
      questions: [question],
      ...more,
    });
  const correct = (): readonly Reply[] => answered(zone, question, fault, full);
  const hasEdns = query.additionals.some(({ type }) => type === 'OPT');
  switch (fault) {
    case 'silence':
      return [];
    case 'servfail':
      return [full({}, 0, rcodes.SERVFAIL)];
    case 'refused':
      return [full({}, 0, rcodes.REFUSED)];
    case 'notimp':
      return [full({}, 0, rcodes.NOTIMP)];
    case 'garbage':
      return [Buffer.from([query.id >> 8, query.id & 255, 0x81, 0x80, 0, 1, 0, 9, 0xc0, 0xff, 0xc0])];
    case 'truncated':
    case 'truncated-tcp-closes':
      return transport === 'udp' ? [full({}, flag.TC)] : correct();
    case 'wrong-id':
      return [full({ id: query.id ^ 1 })];
    case 'wrong-question':
      return [full({ questions: [{ name: 'other.example', type: question.type }] })];
    case 'forged-first':
      return [full({ id: query.id ^ 1 }), ...correct()];
    case 'no-edns':
      return hasEdns ? [encode({ type: 'response', id: query.id, flags: rcodes.FORMERR })] : correct();
    case 'bogus':
      return [full({ additionals: [extendedError(6, 'signature of test data')] }, 0, rcodes.SERVFAIL)];
    case 'lame':
      return [lame(query, question)];
    case 'denies':
      return answered({}, question, fault, full);
    case 'parked':
      return parked(zone, question, full) ?? correct();
    default:
      return correct();
  }
}

function parked(
  zone: Zone,
  { name, type }: Query['questions'][number],
  full: (more?: object) => Reply,
): readonly Reply[] | undefined {
  const answer = answerFromZone(zone, name, type);
  if (type !== 'A' || typeof answer === 'string' || answer.rcode !== 'NXDOMAIN') return undefined;
  return [full({ answers: [{ type: 'A', name, ttl: zoneTtl, data: '192.0.2.99' }] })];
}

function lame(query: Query, question: Query['questions'][number]): Reply {
  const ns = { type: 'NS', name: 'example', ttl: zoneTtl, data: 'ns.elsewhere.example' };
  return encode({ type: 'response', id: query.id, flags: 0, questions: [question], authorities: [ns] });
}

function extendedError(code: number, text: string): object {
  const data = Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(text)]);
  return { type: 'OPT', name: '.', udpPayloadSize: 1232, flags: 0, options: [{ code: 15, data }] };
}

function answered(
  zone: Zone,
  question: Query['questions'][number],
  fault: DnsFault | undefined,
  full: (more?: object, flags?: number, rcode?: number) => Reply,
): readonly Reply[] {
  const answer = answerFromZone(zone, question.name, question.type);
  if (answer === 'TIMEOUT') return [];
  if (typeof answer === 'string') return [full({}, 0, rcodes[answer])];
  const soa = { type: 'SOA', name: 'example', ttl: 300, data: soaData };
  const records = fault === 'alias-only' ? [] : answer.records;
  const isEmpty = records.length === 0 && fault !== 'no-soa' && fault !== 'alias-only';
  const flags = fault === 'authenticated' ? flag.AD : 0;
  const answers = [...answer.chain, ...records].map(packetRecord);
  const rcode = fault === 'alias-only' ? rcodes.NOERROR : rcodes[answer.rcode];
  return [full({ answers, authorities: isEmpty ? [soa] : [] }, flags, rcode)];
}

const soaData = { mname: 'ns.example', rname: 'hostmaster.example', serial: 1, minimum: 45 };

function packetRecord(record: DnsRecord): object {
  const { name, ttl, type } = record;
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return { name, ttl, type, data: record.address };
    case 'MX':
      return { name, ttl, type, data: { preference: record.preference, exchange: record.exchange } };
    case 'TXT':
      return { name, ttl, type, data: record.strings.map((string) => Buffer.from(string, 'latin1')) };
    case 'PTR':
    case 'CNAME':
    case 'NS':
      return { name, ttl, type, data: record.target };
    case 'SOA':
      return { name, ttl, type, data: { ...record } };
    case 'TLSA':
      return { name, ttl, type, data: { ...record, certificate: Buffer.from(record.data, 'hex') } };
    case 'SRV':
    case 'CAA':
      return { name, ttl, type, data: { ...record } };
    case 'DS':
      return { name, ttl, type, data: { ...record, digest: Buffer.from(record.digest, 'hex') } };
    case 'DNSKEY':
      return { name, ttl, type, data: { ...record, key: Buffer.from(record.key, 'base64') } };
    case 'RRSIG':
      throw new Error('no zone literal holds signatures');
    case 'OTHER':
      return {
        name,
        ttl,
        type: record.rrtype,
        data: codec.record(record.rrtype).decode(withLength(record.data)),
      };
  }
}

function withLength(data: Uint8Array): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length);
  return Buffer.concat([length, data]);
}
