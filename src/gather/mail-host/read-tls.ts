/** What a TLS connection shows: version, cipher, key exchange, the chain of certificates and what it is worth. */
import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { CertificateFacts, TlsFacts } from '../../findings/facts/mail-host.ts';

const maxChain = 8;
const maxNames = 100;

/** Reads a connection whose handshake is done. */
export function readTls(socket: TLSSocket, host: string): Omit<TlsFacts, 'versions'> {
  const peer = socket.getPeerCertificate(true);
  const problem: unknown = socket.authorizationError;
  const key = ephemeralKeyOf(socket);
  return {
    version: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().standardName,
    ...(key !== undefined && { ephemeralKey: key }),
    chain: chainOf(peer),
    isTrusted: socket.authorized,
    ...(!socket.authorized && { trustProblem: problemCode(problem) }),
    isNameMatching: peer.raw !== undefined && checkServerIdentity(host, peer) === undefined,
  };
}

/** Node gives the code itself, or an error that has one. */
function problemCode(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  const code: unknown = Object(problem).code ?? Object(problem).message;
  return typeof code === 'string' ? code : 'unknown';
}

/** 'X25519', 'prime256v1', 'DH 2048 bits'; undefined without forward secrecy. */
export function ephemeralKeyOf(socket: TLSSocket): string | undefined {
  const info: object = socket.getEphemeralKeyInfo() ?? {};
  const { type, name, size } = info as { type?: unknown; name?: unknown; size?: unknown };
  if (type === 'DH') return `DH ${Number(size)} bits`;
  if (typeof name === 'string' && name !== '') return name;
  // RFC 8446 §1.2: every key exchange with a certificate is ephemeral.
  return socket.getProtocol() === 'TLSv1.3' ? 'ephemeral' : undefined;
}

function chainOf(peer: DetailedPeerCertificate): readonly CertificateFacts[] {
  const chain: CertificateFacts[] = [];
  let next: DetailedPeerCertificate | undefined = peer;
  let last: string | undefined;
  while (next?.raw !== undefined && next.fingerprint256 !== last && chain.length < maxChain) {
    const facts = readCertificate(next.raw);
    if (facts === undefined) break;
    chain.push(facts);
    last = next.fingerprint256;
    next = next.issuerCertificate;
  }
  return chain;
}

const digest = (algorithm: 'sha256' | 'sha512', bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex');

/** Undefined where the bytes are no certificate that our library reads. */
export function readCertificate(der: Uint8Array): CertificateFacts | undefined {
  try {
    const certificate = new X509Certificate(der);
    const key = certificate.publicKey;
    const spki = key.export({ type: 'spki', format: 'der' });
    const { signatureAlgorithm } = certificate;
    return {
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      names: namesOf(certificate.subjectAltName ?? ''),
      notBefore: new Date(certificate.validFrom).toISOString(),
      notAfter: new Date(certificate.validTo).toISOString(),
      keyType: key.asymmetricKeyType ?? 'unknown',
      keyBits: bitsOf(key),
      ...(signatureAlgorithm !== undefined && { signatureAlgorithm }),
      isSelfIssued: certificate.subject === certificate.issuer,
      sha256: digest('sha256', certificate.raw),
      spkiSha256: digest('sha256', spki),
      sha512: digest('sha512', certificate.raw),
      spkiSha512: digest('sha512', spki),
    };
  } catch {
    // A certificate of a kind that OpenSSL does not know: nothing is said about it.
    return undefined;
  }
}

const oneLine = (name: string | undefined): string => (name ?? '').replaceAll('\n', ', ').slice(0, 300);

/** 'DNS:a.example, IP Address:192.0.2.1' (X509Certificate.subjectAltName); names with a comma are quoted and left out. */
function namesOf(subjectAltName: string): readonly string[] {
  return subjectAltName
    .slice(0, 50_000)
    .split(', ')
    .flatMap((entry) => {
      const at = entry.indexOf(':');
      const kind = entry.slice(0, at);
      return kind === 'DNS' || kind === 'IP Address' ? [entry.slice(at + 1).slice(0, 255)] : [];
    })
    .slice(0, maxNames);
}

const curveBits: Readonly<Record<string, number>> = { prime256v1: 256, secp384r1: 384, secp521r1: 521 };

/** RSA and DSA: of the modulus; EC: of the curve (RFC 8422); Edwards curves as RFC 8032 names them. */
function bitsOf(key: KeyObject): number {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return modulusLength;
  if (namedCurve !== undefined) return curveBits[namedCurve] ?? Number(/\d{3}/.exec(namedCurve)?.[0] ?? 0);
  return key.asymmetricKeyType === 'ed25519' ? 256 : key.asymmetricKeyType === 'ed448' ? 456 : 0;
}
