/** TLS failures of a domain, by what went wrong and at which host. */

import type { ReportPeriod } from '../../findings/facts/reports.ts';
import type { TlsFailure, TlsReport } from '../../wire/tls-report/types.ts';
import type { OwnDomain } from './own-domain.ts';
import { Period } from './period.ts';
import type { TlsFailureGroup, TlsSummary } from './types.ts';

const MAX_GROUPS = 5_000;
const MAX_TOLD = 100;
const MAX_REPORTERS = 200;

interface Group {
  readonly failure: TlsFailure;
  readonly policyType: string;
  sessions: number;
  readonly reporters: Set<string>;
}

export class TlsTally {
  readonly #groups = new Map<string, Group>();
  readonly #period = new Period();
  #successes = 0;
  #failures = 0;

  /** True when the report says something about the domain. */
  add(report: TlsReport, own: OwnDomain): boolean {
    const policies = report.policies.filter(({ policyDomain }) => own.covers(policyDomain));
    for (const { policyType, successes, failures, details } of policies) {
      this.#successes += successes;
      this.#failures += failures;
      for (const detail of details)
        this.#addDetail(detail, policyType, report.organisation ?? report.contact ?? '');
    }
    if (policies.length > 0) this.#period.add(report.begin, report.end);
    return policies.length > 0;
  }

  get period(): ReportPeriod | undefined {
    return this.#period.summary();
  }

  summary(): TlsSummary {
    const details = [...this.#groups.values()]
      .sort((one, other) => other.sessions - one.sessions)
      .slice(0, MAX_TOLD)
      .map(toldOf);
    return { successes: this.#successes, failures: this.#failures, details };
  }

  #addDetail(failure: TlsFailure, policyType: string, reporter: string): void {
    const key = `${failure.resultType} ${failure.receivingMx ?? ''} ${policyType}`;
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= MAX_GROUPS) return;
      group = { failure, policyType, sessions: 0, reporters: new Set() };
      this.#groups.set(key, group);
    }
    group.sessions += failure.sessions;
    if (group.reporters.size < MAX_REPORTERS) group.reporters.add(reporter);
  }
}

function toldOf({ failure, policyType, sessions, reporters }: Group): TlsFailureGroup {
  return {
    resultType: failure.resultType,
    ...(failure.receivingMx !== undefined && { receivingMx: failure.receivingMx }),
    policyType,
    sessions,
    reporters: reporters.size,
    ...(failure.reason !== undefined && { reason: failure.reason }),
  };
}
