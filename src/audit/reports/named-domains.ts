/** Which domains a report is about, as it names them. */
import type { MailReport } from '../../wire/report-container/types.ts';

const MAX_NAMES = 100_000;
/** Domains are not deeper; the names below them may be. */
const MAX_LABELS = 8;
const isName = (name: string | undefined): name is string =>
  name !== undefined && name.length <= 253 && /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(name);

/** The domains whose policy it reports on, each once. */
export function policyDomainsOf({ kind, report }: MailReport): readonly string[] {
  if (kind === 'aggregate') return [report.policy.domain ?? report.records[0]?.headerFrom].filter(isName);
  if (kind === 'failure') return [report.reportedDomain].filter(isName);
  return [...new Set(report.policies.map(({ policyDomain }) => policyDomain))].filter(isName);
}

/** Every name that reports mention, with those above it: a domain that is not among them has no report. */
export class NamedDomains {
  readonly #names = new Set<string>();
  #isFull = false;

  add(report: MailReport): void {
    for (const name of policyDomainsOf(report)) this.#addName(name);
    if (report.kind === 'aggregate')
      for (const { headerFrom } of report.report.records) if (isName(headerFrom)) this.#addName(headerFrom);
  }

  /** True as well where there were too many names to keep. */
  mayHave(domain: string): boolean {
    return this.#isFull || this.#names.has(domain);
  }

  #addName(name: string): void {
    if (this.#names.has(name)) return;
    const labels = name.split('.').slice(-MAX_LABELS);
    const above = labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
    for (const one of [name, ...above]) {
      if (this.#names.size < MAX_NAMES) this.#names.add(one);
      else this.#isFull = true;
    }
  }
}
