/** What the proposers read of an audit. */
import type { Evidence, EvidenceKey, EvidenceMap } from '../../findings/evidence.ts';
import { canReceive } from '../../findings/facts/routing.ts';
import type { WeighedFinding } from '../audit-case.ts';
import type { PlanInput, Proposal } from './types.ts';

/** Seconds that a changed record may be remembered: short, so that a slip is soon mended. */
export const PLAN_TTL = 3600;

/** A shelf of the domain's own case: its value, 'absent', or undefined where it is not known. */
export function shelfOf<K extends EvidenceKey>(
  { audit, domain }: Pick<PlanInput, 'audit' | 'domain'>,
  key: K,
): EvidenceMap[K] | 'absent' | undefined {
  const evidence: Evidence | undefined = audit.cases.find(
    ({ about }) => about.kind === 'domain' && about.name === domain,
  )?.evidence;
  const shelf = evidence?.[key];
  if (shelf?.state === 'present') return shelf.value as EvidenceMap[K];
  return shelf?.state === 'absent' ? 'absent' : undefined;
}

/** Somebody takes the domain's mail (RFC 5321 §5.1, RFC 7505), as far as that is known. */
export function receivesMail(input: Pick<PlanInput, 'audit' | 'domain'>): boolean {
  const routing = shelfOf(input, 'routing');
  return routing !== undefined && routing !== 'absent' && canReceive(routing);
}

/** Failures of the checks whose ids begin so, about the domain or anything of it. */
export function failuresOf({ audit }: PlanInput, prefix: string): readonly WeighedFinding[] {
  return audit.findings.filter(({ check, outcome }) => outcome === 'fail' && check.startsWith(prefix));
}

/** 'check message' of the failures, each once: what a proposal is to mend. */
export const mendsOf = (failures: readonly WeighedFinding[]): readonly string[] => [
  ...new Set(failures.map(({ check, message }) => `${check} ${message}`)),
];

/** A proposal that changes TXT records of one name. */
export function txtProposal(
  id: string,
  change: { readonly name: string; readonly removes: readonly string[]; readonly adds: readonly string[] },
  mends: readonly string[],
  data: Proposal['data'] = {},
): Proposal {
  return {
    id,
    data,
    changes: [{ type: 'TXT', ttlSeconds: PLAN_TTL, ...change }],
    files: [],
    others: [],
    mends,
  };
}

/** The mailbox that records ask reports for, for the text of their step; empty where they ask for none. */
export function mailboxIn(records: readonly string[]): { readonly rua?: string } {
  const uri = records
    .map((text) => /rua=mailto:([^;,! ]+)/.exec(text)?.[1])
    .find((found) => found !== undefined);
  return uri === undefined ? {} : { rua: uri };
}
