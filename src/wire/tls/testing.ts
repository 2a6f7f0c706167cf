/** Test support: the other side of a handshake, as a server writes it and as it hears a client. */
import { extensionTypes, keyExchangeOf, recordTypes } from './numbers.ts';
import type { ServerFlight } from './types.ts';

type Bytes = readonly number[];

const uint16 = (value: number): Bytes => [value >> 8, value & 0xff];

function sized(width: number, content: Bytes): Bytes {
  const size = content.length;
  return [...[size >> 16, size >> 8, size].map((byte) => byte & 0xff).slice(3 - width), ...content];
}

const message = (type: number, body: Bytes): Bytes => [type, ...sized(3, body)];

const records = (content: Bytes, pieceSize: number): Bytes =>
  Array.from({ length: Math.ceil(content.length / pieceSize) }, (_, index) =>
    content.slice(index * pieceSize, (index + 1) * pieceSize),
  ).flatMap((piece) => [recordTypes.handshake, 3, 3, ...sized(2, piece)]);

/** ServerHello, a certificate that is none, ServerKeyExchange where there is one, ServerHelloDone; `pieceSize` bytes a record. */
export function formatServerFlight(flight: ServerFlight, pieceSize = 16_384): Uint8Array {
  const extensions = [
    ...(flight.hasExtendedMasterSecret ? [...uint16(extensionTypes.extendedMasterSecret), 0, 0] : []),
    ...(flight.hasSecureRenegotiation ? [...uint16(extensionTypes.renegotiation), 0, 1, 0] : []),
  ];
  const hello = [
    ...uint16(flight.version),
    ...new Array<number>(32).fill(7),
    0,
    ...uint16(flight.suite),
    flight.compression,
    ...(extensions.length === 0 ? [] : sized(2, extensions)),
  ];
  const point = new Array<number>(32).fill(9);
  const parameters =
    keyExchangeOf(flight.suite) === 'dhe'
      ? [...sized(2, point), ...sized(2, [2]), ...sized(2, point)]
      : [3, 0, 29, ...sized(1, point)];
  const signature = flight.signature === undefined ? [] : uint16(flight.signature);
  const content = [
    ...message(2, hello),
    ...message(11, sized(3, [])),
    ...(flight.hasKeyExchange ? message(12, [...parameters, ...signature, ...sized(2, point)]) : []),
    ...message(14, []),
  ];
  return Uint8Array.from(records(content, pieceSize));
}

/** A fatal alert of a server. */
export const formatAlert = (alert: number, level = 2): Uint8Array =>
  Uint8Array.from([recordTypes.alert, 3, 3, 0, 2, level, alert]);

/** What one of our own hellos offers. */
export function readClientHello(record: Uint8Array): {
  readonly suites: readonly number[];
  readonly compressions: readonly number[];
  readonly extensions: ReadonlyMap<number, Uint8Array>;
} {
  const view = Buffer.from(record);
  const suitesAt = 5 + 4 + 2 + 32 + 1 + (view[5 + 4 + 2 + 32] ?? 0);
  const suitesEnd = suitesAt + 2 + view.readUInt16BE(suitesAt);
  const extensionsAt = suitesEnd + 1 + (view[suitesEnd] ?? 0);
  const extensions = new Map<number, Uint8Array>();
  for (let at = extensionsAt + 2; at < view.length; at += 4 + view.readUInt16BE(at + 2)) {
    extensions.set(view.readUInt16BE(at), view.subarray(at + 4, at + 4 + view.readUInt16BE(at + 2)));
  }
  return {
    suites: numbersIn(view.subarray(suitesAt + 2, suitesEnd)),
    compressions: [...view.subarray(suitesEnd + 1, extensionsAt)],
    extensions,
  };
}

/** A list of numbers of two bytes each. */
export const numbersIn = (bytes: Uint8Array): readonly number[] =>
  Array.from({ length: bytes.length >> 1 }, (_, index) => Buffer.from(bytes).readUInt16BE(index * 2));
