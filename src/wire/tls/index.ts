/** The beginning of a handshake of TLS up to 1.2, in the clear: a hello made, the answer read; and what a ticket of TLS 1.3 allows. */
export { farewell, formatClientHello } from './client-hello.ts';
export {
  compressionName,
  everySignature,
  everySuite,
  isWeakSignature,
  signatureName,
  signedSuites,
  versionName,
  weakSignatures,
} from './numbers.ts';
export { earlyDataOf } from './openssl-session.ts';
export { createFlightReader } from './server-flight.ts';
export type { FlightReading } from './types.ts';
