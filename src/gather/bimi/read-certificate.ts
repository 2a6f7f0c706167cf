/**
 * A mark certificate (VMC or CMC) as its PEM file holds it: the certificate itself first, then those that lead to its
 * issuer. Whether the root is trusted is not judged: mailbox providers keep lists of their own. Limits: ten certificates.
 */
import { X509Certificate } from 'node:crypto';
import type { BimiCertificate } from '../../findings/facts/bimi.ts';

const maxCertificates = 10;
/** id-kp-BrandIndicatorforMessageIdentification (draft-fetch-validation-vmc-wchuang §4.3). */
const markPurpose = '1.3.6.1.5.5.7.3.31';
const block = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]*-----END CERTIFICATE-----/g;

/** `domain` and `name` ('default._bimi.example.org') are what the certificate may be for. */
export function readMarkCertificate(bytes: Uint8Array, domain: string, name: string): BimiCertificate {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const certificates = [...text.matchAll(block)].slice(0, maxCertificates).map(([pem]) => readOne(pem));
  const whole = certificates.filter((one) => one !== undefined);
  const [leaf, ...chain] = whole;
  if (leaf === undefined || whole.length < certificates.length)
    return { state: 'fetched', problems: ['not-pem'], names: [], chainLength: 0 };
  const names = namesOf(leaf);
  const problems: string[] = [];
  if (!(leaf.keyUsage ?? []).includes(markPurpose)) problems.push('no-purpose');
  if (!names.some((own) => own === name || isOver(own, domain))) problems.push('other-name');
  if (chain.length === 0) problems.push('no-chain');
  else if (!isChain(whole)) problems.push('broken-chain');
  return {
    state: 'fetched',
    problems,
    notBefore: isoOf(leaf.validFrom),
    notAfter: isoOf(leaf.validTo),
    names,
    issuer:
      leaf.issuer.split('\n').find((line) => line.startsWith('O=')) ?? leaf.issuer.replaceAll('\n', ', '),
    chainLength: whole.length,
  };
}

function readOne(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    // A block that holds no certificate: the file is told to be broken.
    return undefined;
  }
}

function namesOf(certificate: X509Certificate): readonly string[] {
  return (certificate.subjectAltName ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry.startsWith('DNS:'))
    .map((entry) => entry.slice(4).toLowerCase())
    .slice(0, 50);
}

/** The domain itself or one above it. */
const isOver = (own: string, domain: string): boolean => own === domain || domain.endsWith(`.${own}`);

function isChain(certificates: readonly X509Certificate[]): boolean {
  return certificates.every((one, index) => {
    const issuer = certificates[index + 1];
    return issuer === undefined || (one.checkIssued(issuer) && one.verify(issuer.publicKey));
  });
}

const isoOf = (text: string): string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
};
