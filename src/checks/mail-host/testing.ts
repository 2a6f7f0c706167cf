/** Test support: a mail host as it should be, to be spoilt in one point. */
import type {
  CertificateFacts,
  HandshakeFacts,
  HelloAnswer,
  HostEndpoint,
  HostReplies,
  MailHostFacts,
  TlsFacts,
} from '../../findings/facts/mail-host.ts';
import type { Check, Finding } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf } from '../testing.ts';

/** Valid all over the year in which evidence of tests is seen. */
export const certificate: CertificateFacts = {
  subject: 'CN=mx.example.org',
  issuer: 'O=Sample CA, CN=Sample CA 1',
  names: ['mx.example.org'],
  notBefore: '2025-12-01T00:00:00.000Z',
  notAfter: '2026-03-01T00:00:00.000Z',
  keyType: 'rsa',
  keyBits: 2048,
  signatureAlgorithm: 'sha256WithRSAEncryption',
  isSelfIssued: false,
  sha256: 'aa',
  spkiSha256: 'bb',
  sha512: 'cc',
  spkiSha512: 'dd',
};

export const hello = {
  state: 'answered',
  version: 'TLSv1.2',
  compression: 'none',
  hasExtendedMasterSecret: true,
  hasSecureRenegotiation: true,
  signature: 'rsa_pss_rsae_sha256',
  isWeaklySigned: false,
} as const satisfies HelloAnswer;

export const handshake: HandshakeFacts = {
  hello,
  weakHello: { state: 'refused', detail: 'handshake_failure' },
  renegotiation: { state: 'refused', detail: 'ERR_SSL_NO_RENEGOTIATION' },
};

export const tls: TlsFacts = {
  version: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  ephemeralKey: 'X25519',
  versions: [
    { version: 'TLSv1.3', state: 'accepted', cipher: 'TLS_AES_256_GCM_SHA384', ephemeralKey: 'X25519' },
    {
      version: 'TLSv1.2',
      state: 'accepted',
      cipher: 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384',
      ephemeralKey: 'prime256v1',
    },
    { version: 'TLSv1.1', state: 'refused', detail: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
    { version: 'TLSv1', state: 'refused', detail: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
  ],
  chain: [certificate],
  isTrusted: true,
  isNameMatching: true,
  earlyData: { tickets: 2, maxBytes: 0 },
  handshake,
};

const no = '554 5.7.1 <relay-test@example.com>: Relay access denied';

const replies: HostReplies = {
  'mail-null': '250 2.1.0 Ok',
  'rcpt-postmaster': '250 2.1.5 Ok',
  'rcpt-postmaster-domain': '250 2.1.5 Ok',
  relay: no,
  'relay-own-sender': no,
  'vrfy-postmaster': '252 2.0.0 postmaster',
  'vrfy-unknown': '252 2.0.0 waypost-test-nobody',
  expn: '502 5.5.2 Error: command not recognized',
};

/** Port 25 of 192.0.2.1 (mx.example.org). */
export const mx: HostEndpoint = {
  ip: '192.0.2.1',
  port: 25,
  outcome: 'open',
  isImplicitTls: false,
  banner: 'mx.example.org ESMTP Postfix',
  plainKeywords: ['SIZE 52428800', 'STARTTLS', '8BITMIME'],
  tlsKeywords: ['SIZE 52428800', '8BITMIME', 'PIPELINING'],
  startTls: 'works',
  tls,
  replies,
  postmaster: 'postmaster@example.org',
  isOwnNetwork: false,
  elapsedMs: 40,
};

const login = ['SIZE 52428800', '8BITMIME', 'AUTH PLAIN LOGIN'];
const wantsLogin = '530 5.7.0 Authentication required';

export const submissions: HostEndpoint = {
  ...mx,
  port: 465,
  isImplicitTls: true,
  tlsKeywords: login,
  replies: { 'rcpt-postmaster-domain': wantsLogin },
};

export const submission: HostEndpoint = {
  ...mx,
  port: 587,
  tlsKeywords: login,
  replies: submissions.replies,
};

export function withTls(endpoint: HostEndpoint, spoilt: Partial<TlsFacts>): HostEndpoint {
  return { ...endpoint, tls: { ...tls, ...spoilt } };
}

export function withCertificate(endpoint: HostEndpoint, spoilt: Partial<CertificateFacts>): HostEndpoint {
  return withTls(endpoint, { chain: [{ ...certificate, ...spoilt }] });
}

export const closed = (
  endpoint: HostEndpoint,
  outcome: HostEndpoint['outcome'] = 'refused',
): HostEndpoint => ({
  ip: endpoint.ip,
  port: endpoint.port,
  outcome,
  isImplicitTls: endpoint.isImplicitTls,
  replies: {},
  elapsedMs: 1,
});

function factsOf(endpoints: readonly HostEndpoint[], more: Partial<MailHostFacts> = {}): MailHostFacts {
  const addresses = [...new Set(endpoints.map(({ ip }) => ip))];
  return { host: 'mx.example.org', addresses, domains: ['example.org'], endpoints, ...more };
}

/** Everything that a check finds about these ports. */
export function findingsOf(
  check: Check,
  endpoints: readonly HostEndpoint[],
  more: Partial<MailHostFacts> = {},
): readonly Finding[] {
  return runChecks([check], evidenceOf({ mailHost: factsOf(endpoints, more) }));
}

/** 'outcome message' of each finding. */
export function said(
  check: Check,
  endpoints: readonly HostEndpoint[],
  more: Partial<MailHostFacts> = {},
): readonly string[] {
  return findingsOf(check, endpoints, more).map(({ outcome, message }) => `${outcome} ${message}`);
}
