/**
 * Asks what the DMARC tree walk needs (RFC 9989 §4.10): at most eight questions, together, for every name is known
 * beforehand. The reading of the answers is in wire/dmarc.
 */
import { readWalk, type WalkResult, type WalkStep, walkNames } from '../../wire/dmarc/index.ts';
import type { Resolver } from '../dns/types.ts';

/** TXT records looked at of one name. */
const maxTexts = 50;

/** Walks up from a domain. Never throws. */
export async function walkTree(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<WalkResult> {
  const answers = await Promise.all(walkNames(domain).map((name) => stepAt(name, resolver, signal)));
  return readWalk(answers);
}

async function stepAt(
  domain: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<WalkStep> {
  const name = `_dmarc.${domain}`;
  // RFC 1035 §2.3.4: a name that cannot be has no record.
  if (!canBeName(name)) return { domain, texts: [] };
  const answer = await resolver.lookup(name, 'TXT', signal);
  if (answer.state === 'unknown') return { domain, texts: 'unknown' };
  const records = answer.state === 'present' ? answer.value.records : [];
  return {
    domain,
    texts: records.flatMap((record) => (record.type === 'TXT' ? record.text : [])).slice(0, maxTexts),
  };
}

function canBeName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((label) => label.length > 0 && label.length <= 63);
}

/** Does the name exist (RFC 9989 Appendix A.4: anything but NXDOMAIN)? An alias exists where its target does not (RFC 6604). */
export async function nameExists(
  name: string,
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<boolean | 'unknown'> {
  const address = await resolver.lookup(name, 'A', signal);
  if (address.state === 'unknown') return 'unknown';
  const isGone =
    address.state === 'absent' && address.from.kind === 'dns' && address.from.rcode === 'NXDOMAIN';
  if (!isGone) return true;
  const alias = await resolver.lookup(name, 'CNAME', signal);
  return alias.state === 'unknown' ? 'unknown' : alias.state === 'present';
}
