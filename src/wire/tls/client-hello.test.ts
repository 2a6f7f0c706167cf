import fc from 'fast-check';
import { expect, test } from 'vitest';
import { farewell, formatClientHello } from './client-hello.ts';
import { everySignature, everySuite, extensionTypes, signedSuites, weakSignatures } from './numbers.ts';
import { createFlightReader } from './server-flight.ts';
import { numbersIn, readClientHello } from './testing.ts';

const hello = {
  random: new Uint8Array(32),
  serverName: 'mx.example.org',
  suites: everySuite,
  signatures: everySignature,
  compressions: [1, 0],
};

test('says what it is given, and asks for what is looked at', () => {
  const { suites, compressions, extensions } = readClientHello(formatClientHello(hello));
  expect(suites).toEqual(everySuite);
  expect(compressions).toEqual([1, 0]);
  expect(extensions.get(extensionTypes.renegotiation)).toEqual(Buffer.from([0]));
  expect(extensions.has(extensionTypes.extendedMasterSecret)).toBe(true);
  expect(numbersIn(extensions.get(extensionTypes.signatures)?.subarray(2) ?? new Uint8Array())).toEqual(
    everySignature,
  );
  expect(extensions.get(extensionTypes.serverName)?.subarray(5)).toEqual(Buffer.from('mx.example.org'));
  // Without supported_versions no server answers with TLS 1.3 (RFC 8446 §4.2.1).
  expect(extensions.has(43)).toBe(false);
});

test('SHA-1 and MD5 alone, and only suites where the server signs', () => {
  expect(weakSignatures.every((signature) => [1, 2].includes(signature >> 8))).toBe(true);
  expect(signedSuites.some((suite) => suite < 0x0033 || suite === 0x0035)).toBe(false);
});

test('its lengths are those of the record, and never between 256 and 511 bytes (RFC 7685)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), (size) => {
      const { serverName: _, ...nameless } = hello;
      const name = 'a'.repeat(size);
      const bytes = formatClientHello(size === 0 ? nameless : { ...hello, serverName: name });
      const length = bytes.length - 5;
      expect(Buffer.from(bytes).readUInt16BE(3)).toBe(length);
      expect(Buffer.from(bytes).readUIntBE(6, 3)).toBe(length - 4);
      expect(length < 256 || length > 511).toBe(true);
      expect(readClientHello(bytes).extensions.get(extensionTypes.serverName)?.length ?? 0).toBe(
        size === 0 ? 0 : size + 5,
      );
    }),
  );
});

test('the farewell is two alerts: user_canceled, close_notify', () => {
  const reader = createFlightReader();
  expect(reader.take(farewell.subarray(0, 7))).toBeUndefined();
  expect(reader.take(farewell.subarray(7))).toEqual({ state: 'refused', alert: 'close_notify' });
});
