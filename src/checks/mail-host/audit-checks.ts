/** Checks of a mail host: what it says on its ports. */
import type { Check } from '../../findings/finding.ts';
import { authMechanismsOffered } from './auth-mechanisms.ts';
import { authNeedsTls } from './auth-needs-tls.ts';
import { authNotOn25 } from './auth-not-on-25.ts';
import { certificateExpiry } from './certificate-expiry.ts';
import { certificateKey } from './certificate-key.ts';
import { certificateName } from './certificate-name.ts';
import { certificateSignature } from './certificate-signature.ts';
import { certificateTrusted } from './certificate-trusted.ts';
import { ehlo } from './ehlo.ts';
import { extensions } from './extensions.ts';
import { greeting } from './greeting.ts';
import { implicitTls } from './implicit-tls.ts';
import { ipv6Agrees } from './ipv6-agrees.ts';
import { nullSender } from './null-sender.ts';
import { openRelay } from './open-relay.ts';
import { postmaster } from './postmaster.ts';
import { reachable } from './reachable.ts';
import { size } from './size.ts';
import { smuggling } from './smuggling.ts';
import { starttlsIntact } from './starttls-intact.ts';
import { starttlsOffered } from './starttls-offered.ts';
import { submissionAuth } from './submission-auth.ts';
import { submissionOffered } from './submission-offered.ts';
import { tlsCiphers } from './tls-ciphers.ts';
import { tlsClientRenegotiation } from './tls-client-renegotiation.ts';
import { tlsCompression } from './tls-compression.ts';
import { tlsEarlyData } from './tls-early-data.ts';
import { tlsExtendedMasterSecret } from './tls-extended-master-secret.ts';
import { tlsKeyExchangeHash } from './tls-key-exchange-hash.ts';
import { tlsSecureRenegotiation } from './tls-secure-renegotiation.ts';
import { tlsVersions } from './tls-versions.ts';
import { tlsWorks } from './tls-works.ts';
import { vrfy } from './vrfy.ts';

export const mailHostChecks: readonly Check[] = [
  reachable,
  openRelay,
  smuggling,
  greeting,
  ehlo,
  extensions,
  size,
  nullSender,
  postmaster,
  vrfy,
  starttlsOffered,
  starttlsIntact,
  tlsWorks,
  implicitTls,
  tlsVersions,
  tlsCiphers,
  tlsKeyExchangeHash,
  tlsExtendedMasterSecret,
  tlsSecureRenegotiation,
  tlsClientRenegotiation,
  tlsEarlyData,
  tlsCompression,
  certificateTrusted,
  certificateName,
  certificateExpiry,
  certificateKey,
  certificateSignature,
  authNeedsTls,
  authNotOn25,
  authMechanismsOffered,
  submissionOffered,
  submissionAuth,
  ipv6Agrees,
];
