/** Names that are aliases: beside a CNAME no other record may stand (RFC 1034 §3.6.2), and servers drop it. */
import type { Prover } from './prove.ts';
import type { PlanStep, Proposal } from './types.ts';

export interface Alias {
  readonly name: string;
  readonly target: string;
}

/** Where the name leads, if it is an alias; undefined where it is none, is not known to be one, or is to become one. */
export async function aliasOf(name: string, type: string, { lookup }: Prover): Promise<Alias | undefined> {
  if (type === 'CNAME') return undefined;
  const answer = await lookup(name, 'CNAME');
  const record = answer.state === 'present' ? answer.value.records[0] : undefined;
  return record?.type === 'CNAME' ? { name, target: record.target } : undefined;
}

/** The first alias among the names that would get a record. */
export async function aliasIn({ changes }: Proposal, prover: Prover): Promise<Alias | undefined> {
  for (const { name, type, adds } of changes) {
    const alias = adds.length === 0 ? undefined : await aliasOf(name, type, prover);
    if (alias !== undefined) return alias;
  }
  return undefined;
}

/** The step that takes the place of a record at an alias. */
export function aliasStep({ name, target }: Alias): PlanStep {
  return {
    id: 'alias/record',
    data: { name, target },
    changes: [],
    files: [],
    others: [],
    mends: [],
    waitsFor: 'alias',
    proof: { state: 'not-provable', why: 'alias' },
  };
}
