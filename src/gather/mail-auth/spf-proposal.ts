/**
 * A record that lets one more address pass, and the proof: the record is laid over the zone as it was seen and
 * evaluated again (RFC 7208). It must pass for the address, stay within the look-up limits for every sender (§4.6.4) and
 * within 450 octets (§3.4), and name every mechanism it named before.
 */
import type { SpfProposal } from '../../findings/evidence.ts';
import {
  addMechanism,
  lostTerms,
  mechanismOf,
  mergeSpfRecords,
  parseSpfRecord,
} from '../../wire/spf/index.ts';
import { overlayResolver } from '../dns/index.ts';
import type { Resolver } from '../dns/types.ts';
import type { SpfQuestion } from './spf.ts';
import { evaluateSpf, publishedSpf } from './spf.ts';

/** RFC 7208 §3.4: an answer should fit 512 octets; this leaves room for the name and for other TXT records. */
const maxRecordLength = 450;

/** Records to try for the address, best first; none where what is published does not parse. `published`: SPF texts. */
export function proposeSpf(published: readonly string[], ip: string): readonly string[] {
  const mechanism = mechanismOf(ip);
  if (published.length === 0) return [`v=spf1 mx ${mechanism} ~all`];
  const base = published.length === 1 ? published[0] : mergeSpfRecords(published);
  const parsed = base === undefined ? undefined : parseSpfRecord(base);
  if (parsed?.ok !== true) return [];
  const candidates = [addMechanism(parsed.value, mechanism), addMechanism(parsed.value, mechanism, 'start')];
  return [...new Set(published.length > 1 ? [parsed.value.text, ...candidates] : candidates)];
}

/** Evaluates a proposed record over the observed zone; `before` is the record it takes the place of, if there is one. */
export async function verifySpfProposal(
  proposed: string,
  before: string | undefined,
  domain: string,
  question: SpfQuestion,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<SpfProposal> {
  const problems: string[] = [];
  const after = parseSpfRecord(proposed);
  const earlier = before === undefined ? undefined : parseSpfRecord(before);
  if (after.ok && earlier?.ok === true && lostTerms(earlier.value, after.value).length > 0)
    problems.push('lost-terms');
  if (proposed.length > maxRecordLength) problems.push('too-long');
  const published = await publishedSpf(domain, resolver, signal);
  const zone = overlayResolver(resolver, [
    { name: domain, type: 'TXT', removes: published ?? [], adds: [proposed] },
  ]);
  const { result } = await evaluateSpf(question, zone, signal);
  // A sender that matches nothing walks the whole record: the limit must hold for all, not for this address alone.
  const nobody = question.ip.includes(':') ? '::' : '255.255.255.255';
  const worst = await evaluateSpf({ ...question, ip: nobody }, zone, signal);
  const { lookupCount } = worst;
  if (worst.result === 'permerror') problems.push('too-many-lookups');
  if (result === 'temperror' || worst.result === 'temperror') problems.push('unknown');
  else if (result !== 'pass') problems.push('not-pass');
  return {
    record: proposed,
    isVerified: problems.length === 0,
    ...(lookupCount === undefined ? {} : { lookupCount }),
    problems,
  };
}

/** The first proposal that proves itself, else the first one with what is wrong with it; undefined where there is none. */
export async function findSpfProposal(
  domain: string,
  question: SpfQuestion,
  resolver: Resolver,
  signal?: AbortSignal,
): Promise<SpfProposal | undefined> {
  const published = await publishedSpf(domain, resolver, signal);
  if (published === undefined) return undefined;
  const before = published.length === 1 ? published[0] : mergeSpfRecords(published);
  let first: SpfProposal | undefined;
  for (const candidate of proposeSpf(published, question.ip)) {
    const proposal = await verifySpfProposal(candidate, before, domain, question, resolver, signal);
    if (proposal.isVerified) return proposal;
    first ??= proposal;
  }
  return first;
}
