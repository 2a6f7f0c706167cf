/**
 * Reads what a server answers to a ClientHello of TLS 1.2 as far as it is in the clear: ServerHello and ServerKeyExchange, or an
 * alert (RFC 5246 §6.2.1, §7.2, §7.4). Bytes may come in any pieces. At most 64 kB and 64 records; time linear in the bytes.
 */
import { alertName, extensionTypes, handshakeTypes, keyExchangeOf, recordTypes } from './numbers.ts';
import type { FlightReading, ServerFlight } from './types.ts';

const maxBytes = 65_536;
const maxRecords = 64;
const headerSize = 5;
/** RFC 5246 §6.2.1: 2^14, nothing is encrypted yet. */
const maxRecordBytes = 16_384;

export interface FlightReader {
  /** More bytes; the reading, once there is one. Later bytes change nothing. */
  readonly take: (bytes: Uint8Array) => FlightReading | undefined;
}

const bad = (detail: string): FlightReading => ({ state: 'bad', detail });

/** For one connection. Never throws. */
export function createFlightReader(): FlightReader {
  const received = new Uint8Array(maxBytes);
  /** Handshake messages without the records around them. */
  const messages = new Uint8Array(maxBytes);
  let size = 0;
  let read = 0;
  let records = 0;
  let messageBytes = 0;
  let messageStart = 0;
  let hello: ServerFlight | undefined;
  let reading: FlightReading | undefined;

  const takeMessages = (): FlightReading | undefined => {
    for (;;) {
      const start = messageStart + 4;
      if (start > messageBytes) return undefined;
      const type = messages[messageStart] ?? 0;
      const end = start + uint(messages, messageStart + 1, 3);
      if (end > maxBytes) return bad('a message that is too long');
      if (end > messageBytes) return undefined;
      messageStart = end;
      const body = messages.subarray(start, end);
      if (type === handshakeTypes.serverHello) {
        hello = readServerHello(body);
        if (hello === undefined) return bad('a ServerHello that cannot be read');
      } else if (hello === undefined) {
        if (type !== 0) return bad('no ServerHello');
      } else if (type === handshakeTypes.serverKeyExchange) {
        return { state: 'answered', flight: withKeyExchange(hello, body) };
      } else if (type === handshakeTypes.serverHelloDone) {
        return { state: 'answered', flight: hello };
      }
    }
  };
  const takeRecord = (type: number, start: number, end: number): FlightReading | undefined => {
    if (type === recordTypes.alert) {
      if (end - start !== 2) return bad('an alert that cannot be read');
      const [level, alert = 0] = received.subarray(start, end);
      // A warning before the ServerHello, such as unrecognized_name, stops nothing; close_notify does (RFC 5246 §7.2.1).
      return level === 1 && alert !== 0 ? undefined : { state: 'refused', alert: alertName(alert) };
    }
    if (type !== recordTypes.handshake) return bad(`an unexpected record (${type})`);
    messages.set(received.subarray(start, end), messageBytes);
    messageBytes += end - start;
    return takeMessages();
  };
  const advance = (): FlightReading | undefined => {
    while (size - read >= headerSize) {
      const type = received[read] ?? 0;
      if (type < 20 || type > 24 || received[read + 1] !== 3) return bad('no TLS');
      const length = uint(received, read + 3, 2);
      if (length > maxRecordBytes) return bad('a record that is too long');
      const start = read + headerSize;
      if (start + length > size) return size === maxBytes ? bad(`more than ${maxBytes} bytes`) : undefined;
      records += 1;
      if (records > maxRecords) return bad(`more than ${maxRecords} records`);
      read = start + length;
      const found = takeRecord(type, start, read);
      if (found !== undefined) return found;
    }
    return size === maxBytes ? bad(`more than ${maxBytes} bytes`) : undefined;
  };
  return {
    take: (bytes) => {
      if (reading !== undefined) return reading;
      const fitting = bytes.subarray(0, maxBytes - size);
      received.set(fitting, size);
      size += fitting.length;
      reading = advance();
      return reading;
    },
  };
}

const uint = (bytes: Uint8Array, at: number, width: number): number => {
  let value = 0;
  for (let place = at; place < at + width; place++) value = value * 256 + (bytes[place] ?? 0);
  return value;
};

/** RFC 5246 §7.4.1.3. */
function readServerHello(body: Uint8Array): ServerFlight | undefined {
  const suiteAt = 35 + (body[34] ?? 0);
  if (body.length < suiteAt + 3 || (body[34] ?? 0) > 32) return undefined;
  const types = new Set<number>();
  let at = suiteAt + 5;
  const end = at + uint(body, suiteAt + 3, 2);
  if (body.length > suiteAt + 3 && (body.length < suiteAt + 5 || end > body.length)) return undefined;
  while (at + 4 <= end) {
    types.add(uint(body, at, 2));
    at += 4 + uint(body, at + 2, 2);
  }
  return {
    version: uint(body, 0, 2),
    suite: uint(body, suiteAt, 2),
    compression: body[suiteAt + 2] ?? 0,
    hasExtendedMasterSecret: types.has(extensionTypes.extendedMasterSecret),
    hasSecureRenegotiation: types.has(extensionTypes.renegotiation),
    hasKeyExchange: false,
  };
}

/** The algorithm stands behind the parameters: a named curve and a point, or three numbers (RFC 8422 §5.4, RFC 5246 §7.4.3). */
function withKeyExchange(hello: ServerFlight, body: Uint8Array): ServerFlight {
  const flight = { ...hello, hasKeyExchange: true };
  const kind = keyExchangeOf(hello.suite);
  if (hello.version !== 0x0303 || kind === undefined) return flight;
  // Curves that are written out, not named, are no longer allowed (RFC 8422 §5.4).
  if (kind === 'ecdhe' && body[0] !== 3) return flight;
  let at = 0;
  if (kind === 'ecdhe') at = 4 + (body[3] ?? 0);
  else for (let number = 0; number < 3; number++) at += 2 + uint(body, at, 2);
  return at + 2 <= body.length ? { ...flight, signature: uint(body, at, 2) } : flight;
}
