/**
 * The DNS tree walk (RFC 9989 §4.10) without the DNS: which names are asked, and what their records make of the domain.
 * Pure, so that the audit, the evidence about a refusal and the tests share one reading of it.
 */
import { type DmarcPolicy, type DmarcRecord, isDmarcRecord, parseDmarcRecord } from './record.ts';

/** RFC 9989 §4.10: a domain of more labels goes on with its last seven. */
const maxParentLabels = 7;

/** The domains whose '_dmarc' is asked, in order; never more than eight. */
export function walkNames(domain: string): readonly string[] {
  const labels = domain.split('.');
  const parents = labels.slice(1).slice(-maxParentLabels);
  return [domain, ...parents.map((_, index) => parents.slice(index).join('.'))];
}

/** What is at one name: its TXT records, or why nothing is known of them. */
export interface WalkStep {
  readonly domain: string;
  readonly texts: readonly string[] | 'unknown';
}

/** One DMARC record that counts, and where it is. */
export interface FoundRecord {
  readonly domain: string;
  readonly text: string;
  readonly psd: DmarcRecord['psd'];
}

export interface WalkResult {
  /** Names that had to be looked at, in order: the walk ends at a record that says psd. */
  readonly steps: readonly WalkStep[];
  /** Every record that counts, the domain's own first. Several at one name count as none (§4.10 steps 2 and 6). */
  readonly found: readonly FoundRecord[];
  /** A step without an answer: what lies above it is not known. */
  readonly isBroken: boolean;
}

/** Reads the answers of `walkNames` in their order. */
export function readWalk(answers: readonly WalkStep[]): WalkResult {
  const steps: WalkStep[] = [];
  const found: FoundRecord[] = [];
  for (const step of answers) {
    steps.push(step);
    if (step.texts === 'unknown') return { steps, found, isBroken: true };
    const records = step.texts.filter(isDmarcRecord);
    const [text] = records;
    const psd = text === undefined || records.length > 1 ? undefined : psdOf(text);
    if (text === undefined || psd === undefined) continue;
    found.push({ domain: step.domain, text, psd });
    if (psd !== 'u') break;
  }
  return { steps, found, isBroken: false };
}

/** Undefined: no valid tag list, so no record. A record without a policy still ends or begins an organization. */
function psdOf(text: string): DmarcRecord['psd'] | undefined {
  const parsed = parseDmarcRecord(text);
  if (parsed.ok) return parsed.value.psd;
  if (parsed.problem.code !== 'no-policy') return undefined;
  const withReports = parseDmarcRecord(`${text};rua=mailto:any@invalid`);
  return withReports.ok ? withReports.value.psd : 'u';
}

/** RFC 9989 §4.10.2; the domain itself where no record is. */
export function organizationalDomain(domain: string, found: readonly FoundRecord[]): string {
  for (const { domain: place, psd } of found) {
    if (psd === 'n') return place;
    // One label below the public suffix.
    if (psd === 'y' && place !== domain)
      return domain
        .split('.')
        .slice(-(place.split('.').length + 1))
        .join('.');
  }
  return found.at(-1)?.domain ?? domain;
}

/** The record whose policy applies (RFC 9989 §4.10.1): the domain's own, its organization's, its public suffix's. */
export function applicableRecord(domain: string, found: readonly FoundRecord[]): FoundRecord | undefined {
  const own = found.find((one) => one.domain === domain);
  if (own !== undefined) return own;
  const organization = organizationalDomain(domain, found);
  const last = found.at(-1);
  return found.find((one) => one.domain === organization) ?? (last?.psd === 'y' ? last : undefined);
}

const oneStepWeaker: Readonly<Record<DmarcPolicy, DmarcPolicy>> = {
  reject: 'quarantine',
  quarantine: 'none',
  none: 'none',
};

/** Which tag speaks for a domain, and what it asks for after t (RFC 9989 §4.7). */
export function effectivePolicy(
  record: DmarcRecord,
  isInherited: boolean,
  exists: boolean,
): { readonly tag: 'p' | 'sp' | 'np'; readonly policy: DmarcPolicy } {
  const { policy: p, subdomainPolicy: sp, nonExistentPolicy: np } = record;
  const [tag, policy] = !isInherited
    ? (['p', p] as const)
    : !exists && np !== undefined
      ? (['np', np] as const)
      : sp === undefined
        ? (['p', p] as const)
        : (['sp', sp] as const);
  return { tag, policy: record.isTesting ? oneStepWeaker[policy] : policy };
}
