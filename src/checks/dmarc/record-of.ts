/** What the checks of a DMARC record share: the record that applies, its place, the fix that changes it. */
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import type { Fix } from '../../findings/fix.ts';

export interface AppliedRecord {
  readonly facts: DmarcTreeFacts;
  readonly record: string;
  readonly recordDomain: string;
  readonly name: string;
  readonly isInherited: boolean;
  /** What every text may use. */
  readonly data: {
    readonly domain: string;
    readonly recordDomain: string;
    readonly name: string;
    readonly record: string;
  };
}

/** Undefined where no record applies. */
export function appliedRecord(facts: DmarcTreeFacts | undefined): AppliedRecord | undefined {
  if (facts?.record === undefined || facts.recordDomain === undefined) return undefined;
  const { domain, record, recordDomain } = facts;
  const name = `_dmarc.${recordDomain}`;
  const isInherited = recordDomain !== domain;
  return { facts, record, recordDomain, name, isInherited, data: { domain, recordDomain, name, record } };
}

/** Another text at the record's name; where it is published through an alias it is not there to be changed. */
export function replaceRecord(applied: AppliedRecord, value: string | undefined): readonly Fix[] {
  const { name, record, facts, isInherited } = applied;
  if (value === undefined || value === record || (!isInherited && facts.aliases.length > 0)) return [];
  return [{ kind: 'dns', name, type: 'TXT', value, replaces: record }];
}
