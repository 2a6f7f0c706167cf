/**
 * Gathers BIMI: the record of the default selector, at the domain or at the registered domain above it, and, where pages
 * may be fetched, its picture and certificate.
 */
import { gunzipSync } from 'node:zlib';
import { getDomain } from 'tldts';
import type { Evidence } from '../../findings/evidence.ts';
import type { BimiFacts, BimiFailed, BimiMissing } from '../../findings/facts/bimi.ts';
import { isBimiRecord, parseBimiRecord, svgProblems } from '../../wire/bimi/index.ts';
import type { AuditContext } from '../audit/types.ts';
import { recordingResolver } from '../mail-auth/recorder.ts';
import { absent, computedFrom, present, unknown } from '../shelf.ts';
import { readMarkCertificate } from './read-certificate.ts';

const maxLogoBytes = 262_144;
const maxCertificateBytes = 262_144;
const maxUnpackedBytes = 1_000_000;
const timeoutMs = 10_000;
const maxRecords = 8;

/** The shelf bimi. Absent: no record. */
export async function gatherBimi(domain: string, context: AuditContext): Promise<Partial<Evidence>> {
  const resolver = recordingResolver(context.resolver);
  const organization = getDomain(domain, { allowPrivateDomains: true });
  const places = [...new Set([domain, organization ?? domain])].map((place) => `default._bimi.${place}`);
  for (const name of places) {
    const answer = await resolver.lookup(name, 'TXT', context.signal);
    const from = computedFrom('BIMI record', resolver);
    if (answer.state === 'unknown') return { bimi: unknown(answer.why, context.clock, from) };
    const texts = answer.state === 'present' ? answer.value.records : [];
    const records = texts
      .flatMap((record) => (record.type === 'TXT' ? record.text : []))
      .filter(isBimiRecord);
    if (records.length === 0) continue;
    const facts = await factsOf(domain, name, records.slice(0, maxRecords), context);
    return { bimi: present(facts, context.clock, from) };
  }
  return { bimi: absent(context.clock, computedFrom('BIMI record', resolver)) };
}

async function factsOf(
  domain: string,
  name: string,
  records: readonly string[],
  context: AuditContext,
): Promise<BimiFacts> {
  const { logoUrl, certificateUrl, isDeclined, problems, unknownTags } = parseBimiRecord(records[0] ?? '');
  const canFetch = (url: string | undefined): url is string => url?.startsWith('https://') === true;
  const [logo, certificate] = await Promise.all([
    canFetch(logoUrl) ? fetchLogo(logoUrl, context) : undefined,
    canFetch(certificateUrl) ? fetchCertificate(certificateUrl, domain, name, context) : undefined,
  ]);
  return {
    domain,
    name,
    records,
    ...(logoUrl !== undefined && { logoUrl }),
    ...(certificateUrl !== undefined && { certificateUrl }),
    isDeclined,
    recordProblems: problems,
    unknownTags,
    ...(logo !== undefined && { logo }),
    ...(certificate !== undefined && { certificate }),
  };
}

async function fetchLogo(url: string, context: AuditContext): Promise<BimiFacts['logo']> {
  const body = await fetchBody(url, maxLogoBytes, context);
  if (!(body instanceof Uint8Array)) return body;
  return { state: 'fetched', octets: body.length, problems: svgProblems(unpacked(body)) };
}

/** A picture may be packed (.svgz); what is no gzip, or unpacks to too much, stays as it is and is found to be no SVG. */
function unpacked(body: Uint8Array): Uint8Array {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body, { maxOutputLength: maxUnpackedBytes });
  } catch {
    return body;
  }
}

async function fetchCertificate(
  url: string,
  domain: string,
  name: string,
  context: AuditContext,
): Promise<BimiFacts['certificate']> {
  const body = await fetchBody(url, maxCertificateBytes, context);
  return body instanceof Uint8Array ? readMarkCertificate(body, domain, name) : body;
}

/** Undefined where nothing may be fetched. */
async function fetchBody(
  url: string,
  maxBytes: number,
  { fetch, signal }: AuditContext,
): Promise<Uint8Array | BimiMissing | BimiFailed | undefined> {
  if (fetch === undefined) return undefined;
  const answer = await fetch(url, { maxBytes, timeoutMs, ...(signal !== undefined && { signal }) });
  if (answer.state === 'failed') return { state: 'failed', code: answer.code, why: answer.why };
  if (answer.status === 200) return answer.body;
  return { state: 'missing', code: String(answer.status) };
}
