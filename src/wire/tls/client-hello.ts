/**
 * A ClientHello of TLS 1.2 in its record (RFC 5246 §7.4.1.2, §6.2.1), with the extensions whose answers tell something:
 * renegotiation_info (RFC 5746 §3.4) and extended_master_secret (RFC 7627 §5.1). No supported_versions: so TLS 1.3 is not spoken.
 */
import { extensionTypes, offeredGroups, recordTypes } from './numbers.ts';
import type { ClientHello } from './types.ts';

type Bytes = readonly number[];

/** The whole record; some 200 to 520 bytes. */
export function formatClientHello(hello: ClientHello): Uint8Array {
  const body = [
    ...[3, 3],
    ...hello.random,
    0,
    ...sized(2, hello.suites.flatMap(uint16)),
    ...sized(1, hello.compressions),
  ];
  const extensions = padded(body.length, extensionsOf(hello));
  const message = [1, ...sized(3, [...body, ...sized(2, extensions)])];
  // RFC 5246 Appendix E.1: the version of the first record is one that old servers take.
  return Uint8Array.from([recordTypes.handshake, 3, 1, ...sized(2, message)]);
}

/** Says that we leave, so that nobody waits for the rest of the handshake (RFC 5246 §7.2.2): user_canceled, close_notify. */
export const farewell: Uint8Array = Uint8Array.from(
  [90, 0].flatMap((alert) => [recordTypes.alert, 3, 3, 0, 2, 1, alert]),
);

const uint16 = (value: number): Bytes => [(value >> 8) & 0xff, value & 0xff];

function sized(width: 1 | 2 | 3, content: Bytes): Bytes {
  const size = content.length;
  return [...[size >> 16, size >> 8, size].map((byte) => byte & 0xff).slice(3 - width), ...content];
}

const extension = (type: number, content: Bytes): Bytes => [...uint16(type), ...sized(2, content)];

function extensionsOf({ serverName, signatures }: ClientHello): Bytes {
  const name = serverName === undefined ? [] : [...Buffer.from(serverName, 'latin1')];
  return [
    ...extension(extensionTypes.renegotiation, [0]),
    ...(name.length === 0 ? [] : extension(extensionTypes.serverName, sized(2, [0, ...sized(2, name)]))),
    ...extension(extensionTypes.extendedMasterSecret, []),
    ...extension(extensionTypes.supportedGroups, sized(2, offeredGroups.flatMap(uint16))),
    ...extension(extensionTypes.pointFormats, sized(1, [0])),
    ...extension(extensionTypes.signatures, sized(2, signatures.flatMap(uint16))),
  ];
}

/** RFC 7685 §4: some servers hang when a hello has between 256 and 511 bytes. */
function padded(bodySize: number, extensions: Bytes): Bytes {
  const size = 4 + bodySize + 2 + extensions.length;
  if (size < 256 || size > 511) return extensions;
  const zeros = Math.max(512 - size - 4, 1);
  return [...extensions, ...extension(extensionTypes.padding, new Array<number>(zeros).fill(0))];
}
