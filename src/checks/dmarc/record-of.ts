/** What the checks of a DMARC record share: the record that applies, its place, the fix that changes it. */

import type { Evidence } from '../../findings/evidence.ts';
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import { canReceive } from '../../findings/facts/routing.ts';
import type { Fix } from '../../findings/fix.ts';
import { valueOn } from '../draft.ts';

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

/**
 * The record whose form is looked at: the one that applies, but the domain's own first where that is void, for a tag
 * stands twice in it and receivers pass over it (RFC 9989 §4.7, RFC 6376 §3.2).
 */
export function writtenRecord(facts: DmarcTreeFacts | undefined): AppliedRecord | undefined {
  const ownVoid = facts === undefined ? undefined : voidRecord(facts);
  if (facts === undefined || ownVoid === undefined) return appliedRecord(facts);
  return appliedRecord({ ...facts, record: ownVoid, recordDomain: facts.domain });
}

/** The domain's own record, where it is one and does not count. */
export function voidRecord({ domain, walk, recordDomain }: DmarcTreeFacts): string | undefined {
  const own = walk.find(({ name }) => name === `_dmarc.${domain}`)?.records;
  return Array.isArray(own) && own.length === 1 && recordDomain !== domain ? own[0] : undefined;
}

/** The mailbox that every domain with mail has (RFC 5321 §4.5.1); undefined where the domain is known to take none. */
export function ownReportAddress(domain: string, evidence: Evidence): string | undefined {
  const routing = valueOn(evidence, 'routing');
  const isMute = evidence.routing?.state === 'absent' || (routing !== undefined && !canReceive(routing));
  return isMute && (routing === undefined || routing.domain === domain)
    ? undefined
    : `mailto:postmaster@${domain}`;
}

/** Another text at the record's name; where it is published through an alias it is not there to be changed. */
export function replaceRecord(applied: AppliedRecord, value: string | undefined): readonly Fix[] {
  const { name, record, facts, isInherited } = applied;
  if (value === undefined || value === record || (!isInherited && facts.aliases.length > 0)) return [];
  return [{ kind: 'dns', name, type: 'TXT', value, replaces: record }];
}
