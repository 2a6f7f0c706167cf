/** Which domains reports are about, as they name them, and in which files. */
import type { MailReport } from '../../wire/report-container/types.ts';

const MAX_NAMES = 100_000;
/** Names and files that belong together. */
const MAX_PAIRS = 1_000_000;
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

/** Every name that reports mention, and those above it, with the files: only these say anything about a domain. */
export class NamedDomains {
  readonly #paths: string[] = [];
  /** Name → places in #paths, ascending. */
  readonly #byName = new Map<string, number[]>();
  #pairs = 0;
  #isFull = false;

  /** Reports are given file by file. */
  add(report: MailReport, path: string): void {
    if (this.#paths.at(-1) !== path) this.#paths.push(path);
    for (const name of policyDomainsOf(report)) this.#addName(name);
    if (report.kind === 'aggregate')
      for (const { headerFrom } of report.report.records) if (isName(headerFrom)) this.#addName(headerFrom);
  }

  /** In the order they were read; undefined where there was too much to keep, and every file may be one. */
  filesOf(domain: string): readonly string[] | undefined {
    if (this.#isFull) return undefined;
    return (this.#byName.get(domain) ?? []).flatMap((place) => this.#paths[place] ?? []);
  }

  #addName(name: string): void {
    const place = this.#paths.length - 1;
    if (this.#isFull || this.#byName.get(name)?.at(-1) === place) return;
    const labels = name.split('.').slice(-MAX_LABELS);
    const above = labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
    for (const one of [name, ...above]) {
      const places = this.#byName.get(one) ?? [];
      if (places.at(-1) === place) continue;
      places.push(place);
      this.#byName.set(one, places);
      this.#pairs++;
    }
    if (this.#byName.size <= MAX_NAMES && this.#pairs <= MAX_PAIRS) return;
    this.#isFull = true;
    this.#byName.clear();
  }
}
