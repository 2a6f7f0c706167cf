/** An audit: gathers what can be known about a subject and judges it. */
import type { Evidence } from '../findings/evidence.ts';
import type { Check, Subject } from '../findings/finding.ts';
import type { Profile } from '../findings/profile.ts';
import type { AuditContext } from '../gather/audit/index.ts';
import type { Audit } from './audit-case.ts';
import { type Gathered, type GivenSender, gatherCases } from './gather-cases.ts';
import { judgeCases, weigh, worstFirst } from './judge.ts';
import { citeRule, judgeProviderRules, type ProviderRules } from './provider-rules.ts';
import { isReportsOnly } from './reports-only.ts';
import type { AuditSubject } from './subject.ts';

export interface AuditServices {
  readonly checks: readonly Check[];
  readonly profile: Profile;
  readonly providerRules: ProviderRules;
  /** Messages a day to one provider; undefined: not known. */
  readonly messagesPerDay?: number;
}

/** Never throws for what the network does. */
export async function auditSubject(
  subject: AuditSubject,
  given: GivenSender,
  context: AuditContext,
  services: AuditServices,
): Promise<Audit> {
  return judgeGathered(await gatherCases(subject, given, context), services);
}

/** The findings of a part of what is being gathered: of the checks that need these shelves and no others. */
export function judgePart(about: Subject, evidence: Evidence, { checks, profile }: AuditServices): Audit {
  const ready = checks.filter(({ needs }) => needs.every((need) => evidence[need] !== undefined));
  const cases = [{ about, evidence }];
  return { subject: about, cases, notChecked: [], findings: worstFirst(judgeCases(cases, ready, profile)) };
}

/** Judges what was gathered, now or another day. */
export function judgeGathered(gathered: Gathered, services: AuditServices): Audit {
  const { checks, profile, providerRules, messagesPerDay } = services;
  const findings = judgeCases(gathered.cases, checks, profile);
  const required = isReportsOnly(gathered.cases)
    ? []
    : judgeProviderRules(providerRules, findings, gathered.subject, messagesPerDay);
  return { ...gathered, findings: worstFirst([...findings, ...weigh(required, 0, profile, citeRule)]) };
}
