/**
 * TLSA records for mail hosts (RFC 7672 §3.1: usage 3, selector 1, SHA-256 of the key), where zone and addresses are signed
 * and the host was connected to. A record that does not fit means no delivery, so only what was seen is proposed.
 */
import type { CertificateFacts } from '../../findings/facts/mail-host.ts';
import { formatTlsa, tlsaForKey } from '../../wire/tlsa/index.ts';
import type { AuditCase } from '../audit-case.ts';
import { failuresOf, mendsOf, PLAN_TTL } from './facts.ts';
import type { PlanInput, Proposal, RecordChange } from './types.ts';

export function proposeDane(input: PlanInput): readonly Proposal[] {
  const { domain, audit } = input;
  const hosts = audit.cases.filter(({ about }) => about.kind === 'host');
  const changes = hosts.flatMap((one) => changeOf(one, domain));
  if (changes.length === 0) return [];
  const mends = mendsOf(failuresOf(input, 'transport/dane').filter(({ message }) => message !== 'insecure'));
  const common = {
    id: 'dane/publish',
    data: { hosts: changes.map(({ name }) => name.replace('_25._tcp.', '')).join(', ') },
    changes,
    files: [],
    others: [],
    hosts,
  };
  return [
    { ...common, mends },
    { ...common, mends: [] },
  ];
}

/** Only for names in the domain's own zone, for nobody else can be told what to publish here. */
function changeOf({ about, evidence }: AuditCase, domain: string): readonly RecordChange[] {
  const { dane, mailHost } = evidence;
  if (about.name !== domain && !about.name.endsWith(`.${domain}`)) return [];
  if (mailHost?.state !== 'present' || !isSigned(evidence)) return [];
  const leaves = mailHost.value.endpoints.flatMap(({ port, tls }) =>
    port === 25 && tls?.chain[0] !== undefined ? [tls.chain[0]] : [],
  );
  const keys = [...new Set(leaves.map(({ spkiSha256 }: CertificateFacts) => spkiSha256))];
  if (keys.length === 0) return [];
  const before = dane?.state === 'present' ? dane.value.records.map((record) => formatTlsa(record)) : [];
  const adds = keys.map((key) => formatTlsa(tlsaForKey(key))).filter((text) => !before.includes(text));
  if (adds.length === 0) return [];
  const name = `_25._tcp.${about.name}`;
  return [{ name, type: 'TLSA', ttlSeconds: PLAN_TTL, removes: [], adds }];
}

/** Without DNSSEC a TLSA record protects nothing. */
function isSigned({ dane }: AuditCase['evidence']): boolean {
  if (dane?.state === 'present') return dane.value.isSecure && dane.value.isAddressSecure === true;
  return dane?.state === 'absent' && isAuthenticated(dane.from);
}

function isAuthenticated(from: { readonly kind: string; readonly lookups?: readonly unknown[] }): boolean {
  const lookups = from.kind === 'dns' ? [from] : (from.lookups ?? []);
  return lookups.length > 0 && lookups.every((lookup) => Object(lookup).isAuthenticated === true);
}
