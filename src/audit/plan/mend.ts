/**
 * Mends what findings say how to mend: the record that the worst failure of a family proposes is laid over the zone, the
 * zone is audited again, then the next one's, until nothing is left that a record could mend. A change that brings a
 * failure of the same weight, or loses a sender, is left out.
 */
import type { Fix } from '../../findings/fix.ts';
import type { DnsType } from '../../gather/dns/types.ts';
import type { WeighedFinding } from '../audit-case.ts';
import { aliasOf, aliasStep } from './alias.ts';
import { mailboxIn, PLAN_TTL } from './facts.ts';
import type { Measured, Prover } from './prove.ts';
import type { PlanStep, RecordChange } from './types.ts';

type DnsFix = Extract<Fix, { readonly kind: 'dns' }>;

/** Records whose failures are mended together, with the id of the step. */
export interface Family {
  readonly id: string;
  /** Beginning of the checks' ids. */
  readonly checks: readonly string[];
  /** Checks whose failures are a choice that evidence must speak for first. */
  readonly except?: readonly string[];
  /** Receivers read the record as a whole: one that is still in error is not shown, whatever was mended in it. */
  readonly mustBeSound?: true;
}

/** Changes tried for one family. */
const MAX_TRIES = 12;

/** The step that mends the family, and a step for each name that takes no record; empty where no record mends anything. */
export async function mendFamily(
  family: Family,
  domain: string,
  prover: Prover,
): Promise<readonly PlanStep[]> {
  const wanted = { mends: [], family: family.checks, choices: family.except ?? [] };
  const before = await prover.before();
  let changes: readonly RecordChange[] = [];
  let now = before;
  const tried = new Set<string>();
  const aliases = new Map<string, PlanStep>();
  for (let count = 0; count < MAX_TRIES; count++) {
    const fix = nextFix(now, family, domain, tried);
    if (fix === undefined) break;
    tried.add(keyOf(fix));
    const alias = await aliasOf(fix.name, fix.type, prover);
    if (alias !== undefined) {
      aliases.set(fix.name, aliasStep(alias));
      continue;
    }
    const trial = withFix(changes, fix);
    const after = await prover.measure(trial);
    if (prover.isWorse(now, after, wanted)) continue;
    changes = trial;
    now = after;
  }
  const unsound =
    family.mustBeSound === true ? changes.filter((change) => isUnsound(change, now, family)) : [];
  if (unsound.length > 0) {
    changes = changes.filter((change) => !unsound.includes(change));
    now = await prover.measure(changes);
  }
  const proof = prover.compare(before, now, wanted);
  if (changes.length === 0 || proof.state !== 'proven' || proof.mended.length === 0)
    return [...aliases.values()];
  const mends = [...new Set(proof.mended.map((key) => key.split(' ').slice(0, 2).join(' ')))];
  const data = { domain, ...mailboxIn(changes.flatMap(({ adds }) => adds)) };
  const common = { id: family.id, data, files: [], others: [], family: family.checks };
  const step = { ...common, changes, mends, proof };
  return [step, ...aliases.values()];
}

const keyOf = ({ name, type, value, replaces = '' }: DnsFix): string =>
  `${name} ${type} ${value} ${replaces}`;

/** A failure of the record at this name weighs critical or error. */
function isUnsound({ name }: RecordChange, { failures }: Measured, family: Family): boolean {
  return [...failures.values()].some(
    ({ check, severity, subject }) =>
      isOfFamily(family, check) &&
      (severity === 'critical' || severity === 'error') &&
      (subject.name === name || `_dmarc.${subject.name}` === name),
  );
}

/** Checks that a family mends. */
const isOfFamily = ({ checks, except = [] }: Family, check: string): boolean =>
  checks.some((prefix) => check.startsWith(prefix)) && !except.includes(check);

/** Of the worst failure that proposes a record in the domain's own zone that was not tried yet. */
function nextFix(
  { failures }: Measured,
  family: Family,
  domain: string,
  tried: ReadonlySet<string>,
): DnsFix | undefined {
  const own = ({ check }: WeighedFinding): boolean => isOfFamily(family, check);
  return [...failures.values()]
    .filter(own)
    .flatMap(({ fixes }) => fixes)
    .find(
      (fix): fix is DnsFix =>
        fix.kind === 'dns' &&
        (fix.name === domain || fix.name.endsWith(`.${domain}`)) &&
        !tried.has(keyOf(fix)),
    );
}

/** What a fix replaces may itself be a record that the plan adds. */
function withFix(changes: readonly RecordChange[], fix: DnsFix): readonly RecordChange[] {
  const type = fix.type as DnsType;
  const isSame = (change: RecordChange): boolean => change.name === fix.name && change.type === type;
  const at = changes.find(isSame);
  const removes = at?.removes ?? [];
  const adds = at?.adds ?? [];
  const isOurs = fix.replaces !== undefined && adds.includes(fix.replaces);
  const change: RecordChange = {
    name: fix.name,
    type,
    ttlSeconds: PLAN_TTL,
    removes: fix.replaces === undefined || isOurs ? removes : [...removes, fix.replaces],
    adds: [...adds.filter((value) => value !== fix.replaces), fix.value],
  };
  return [...changes.filter((other) => !isSame(other)), change];
}
