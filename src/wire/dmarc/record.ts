/**
 * DMARC policy records (RFC 9989 §4.7, §4.8). Tags of RFC 7489 that are gone (pct, rf, ri) are named, not obeyed.
 * A record is one whose text begins with 'v=DMARC1'; a fault in p, sp, np leaves it usable only where it asks for
 * reports: then it counts as p=none (§4.10.1).
 */
import type { Result } from '../../base/result.ts';
import { failed, ok } from '../../base/result.ts';
import { parseTagList, tagValue } from '../dkim/index.ts';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

export interface DmarcRecord {
  readonly policy: DmarcPolicy;
  readonly subdomainPolicy?: DmarcPolicy;
  /** np: for subdomains that do not exist. */
  readonly nonExistentPolicy?: DmarcPolicy;
  /** psd: 'y' a public suffix, 'n' an organizational domain, 'u' (default) not said. */
  readonly psd: 'y' | 'n' | 'u';
  /** t=y: the policy is one step weaker. */
  readonly isTesting: boolean;
  readonly isStrictSpf: boolean;
  readonly isStrictDkim: boolean;
  readonly reportTo: readonly string[];
  readonly failureReportTo: readonly string[];
  /** Tags of RFC 7489 that RFC 9989 removed, as found. */
  readonly removedTags: readonly string[];
  readonly unknownTags: readonly string[];
  /** What was wrong and passed over: 'p-missing', 'p-invalid', 'sp-invalid', 'np-invalid', 'syntax'. */
  readonly problems: readonly string[];
}

const known = new Set(['v', 'p', 'sp', 'np', 'adkim', 'aspf', 'fo', 'rua', 'ruf', 't', 'psd']);
const removed = new Set(['pct', 'rf', 'ri']);

/** RFC 9989 §4.7: the version comes first and its value is exact. */
export function isDmarcRecord(text: string): boolean {
  const head = text.slice(0, 200);
  const equals = head.indexOf('=');
  const semicolon = head.indexOf(';');
  if (equals < 0 || head.slice(0, equals).trim().toLowerCase() !== 'v') return false;
  return head.slice(equals + 1, semicolon < 0 ? head.length : semicolon).trim() === 'DMARC1';
}

/** Problem codes: 'not-dmarc', 'duplicate-tag', 'no-policy' (no valid p, sp, np and nowhere to report to). */
export function parseDmarcRecord(text: string): Result<DmarcRecord> {
  if (!isDmarcRecord(text)) return failed('not-dmarc', 'The record does not begin with "v=DMARC1".');
  const list = parseTagList(text);
  if (list.problems.some(({ code }) => code === 'duplicate')) {
    // RFC 9989 §4.7 takes the tag list of RFC 6376 §3.2, where a repeated tag makes the whole list invalid.
    return failed('duplicate-tag', 'A tag appears twice.');
  }
  const value = (name: string) => tagValue(list, name);
  const problems: string[] = list.problems.length > 0 ? ['syntax'] : [];
  const policies = readPolicies(value, problems);
  const reportTo = urisOf(value('rua'));
  if (policies === undefined && reportTo.length === 0) {
    return failed('no-policy', `No valid policy (${problems.join(', ')}) and no address for reports.`);
  }
  const psd = value('psd')?.toLowerCase();
  return ok({
    ...(policies ?? { policy: 'none' as const }),
    psd: psd === 'y' || psd === 'n' ? psd : 'u',
    isTesting: value('t')?.toLowerCase() === 'y',
    isStrictSpf: value('aspf')?.toLowerCase() === 's',
    isStrictDkim: value('adkim')?.toLowerCase() === 's',
    reportTo,
    failureReportTo: urisOf(value('ruf')),
    removedTags: list.tags.map((tag) => tag.name).filter((name) => removed.has(name)),
    unknownTags: list.tags
      .map((tag) => tag.name)
      .filter((name) => !removed.has(name) && !known.has(name.toLowerCase())),
    problems,
  });
}

type Policies = Pick<DmarcRecord, 'policy' | 'subdomainPolicy' | 'nonExistentPolicy'>;

function readPolicies(value: (name: string) => string | undefined, problems: string[]): Policies | undefined {
  const before = problems.length;
  const read = (name: string): DmarcPolicy | undefined => {
    const text = value(name)?.toLowerCase();
    const policy = (['none', 'quarantine', 'reject'] as const).find((known) => known === text);
    if (text !== undefined && policy === undefined) problems.push(`${name}-invalid`);
    return policy;
  };
  const policy = read('p');
  const subdomainPolicy = read('sp');
  const nonExistentPolicy = read('np');
  if (value('p') === undefined) problems.push('p-missing');
  if (problems.length > before || policy === undefined) return undefined;
  return {
    policy,
    ...(subdomainPolicy === undefined ? {} : { subdomainPolicy }),
    ...(nonExistentPolicy === undefined ? {} : { nonExistentPolicy }),
  };
}

/** At most 20 URIs with a scheme (RFC 9989 §4.8). */
function urisOf(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value
    .split(',', 20)
    .map((uri) => uri.trim())
    .filter((uri) => uri.indexOf(':') > 0);
}
