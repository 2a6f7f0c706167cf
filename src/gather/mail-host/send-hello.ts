/**
 * Sends a ClientHello of our own where a handshake begins and leaves once the answer is in. It shows what our TLS library does not
 * tell: whether the host takes up compression, extended_master_secret and renegotiation_info, and how it signs its key exchange.
 */
import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { latin1 } from '../../base/bytes.ts';
import type { HelloAnswer } from '../../findings/facts/mail-host.ts';
import {
  compressionName,
  createFlightReader,
  everySignature,
  everySuite,
  type FlightReading,
  farewell,
  formatClientHello,
  isWeakSignature,
  signatureName,
  signedSuites,
  versionName,
  weakSignatures,
} from '../../wire/tls/index.ts';
import type { HostSettings, HostTarget } from './host-target.ts';
import { openForTls } from './open-line.ts';

const none = 0;
const deflate = 1;

/** 'weak': only suites whose key exchange is signed, and only SHA-1 and MD5 to sign with. */
export type HelloKind = 'every' | 'weak';

const offers = {
  every: { suites: everySuite, signatures: everySignature, compressions: [deflate, none] },
  weak: { suites: signedSuites, signatures: weakSignatures, compressions: [none] },
} as const;

/** One connection. Never throws for what the network does. */
export async function sendHello(
  target: HostTarget,
  settings: HostSettings,
  isImplicitTls: boolean,
  kind: HelloKind,
): Promise<HelloAnswer> {
  const opened = await openForTls(target, settings, isImplicitTls);
  if (!opened.ok) return { state: 'not-tried', detail: opened.problem.detail };
  const session = opened.value;
  try {
    const hello = formatClientHello({
      ...offers[kind],
      random: randomBytes(32),
      ...(isIP(target.host) === 0 && { serverName: target.host }),
    });
    const answer = await session.exchange(hello, createFlightReader().take);
    if (answer.ok) {
      session.send(latin1(farewell));
      return answerOf(answer.value);
    }
    const { outcome, detail } = answer.problem;
    // Who hangs up at a hello refuses it.
    return { state: outcome === 'reset' ? 'refused' : 'not-tried', detail };
  } finally {
    session.close();
  }
}

function answerOf(reading: FlightReading): HelloAnswer {
  if (reading.state === 'refused') return { state: 'refused', detail: reading.alert };
  if (reading.state === 'bad') return { state: 'not-tried', detail: reading.detail };
  const { version, compression, signature, hasExtendedMasterSecret, hasSecureRenegotiation } = reading.flight;
  return {
    state: 'answered',
    version: versionName(version),
    compression: compressionName(compression),
    hasExtendedMasterSecret,
    hasSecureRenegotiation,
    ...(signature !== undefined && { signature: signatureName(signature) }),
    isWeaklySigned: signature !== undefined && isWeakSignature(signature),
  };
}
