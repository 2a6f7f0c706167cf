/**
 * How much a finding weighs: a table in `data/profiles/`, not code. One table a check, one entry a message; a message
 * that is no failure needs none.
 */
import type { Finding } from './finding.ts';

/** Worst first. 'critical': mail is refused or lost now; 'error': receivers refuse or ignore part of it; 'warning': a
 * risk or a wasted protection; 'notice': advice. */
export const severities = ['critical', 'error', 'warning', 'notice'] as const;
export type Severity = (typeof severities)[number];

export interface Profile {
  /** Undefined for what is no failure. */
  readonly severityOf: (finding: Pick<Finding, 'check' | 'message' | 'outcome'>) => Severity | undefined;
}

type Table = Readonly<Record<string, unknown>>;

const isSeverity = (value: unknown): value is Severity => (severities as readonly unknown[]).includes(value);

/** Opens a profile from its parsed files. A failing message that no file names weighs as a warning. */
export function createProfile(files: readonly Table[]): Profile {
  const weights = new Map<string, Severity>();
  for (const [check, messages] of files.flatMap((file) => Object.entries(file))) {
    for (const [message, severity] of Object.entries(Object(messages)))
      if (isSeverity(severity)) weights.set(`${check} ${message}`, severity);
  }
  return {
    severityOf: ({ check, message, outcome }) =>
      outcome === 'fail' ? (weights.get(`${check} ${message}`) ?? 'warning') : undefined,
  };
}

/** Orders by weight, worst first; undefined weighs least. */
export function compareSeverity(a: Severity | undefined, b: Severity | undefined): number {
  const rank = (one: Severity | undefined) =>
    one === undefined ? severities.length : severities.indexOf(one);
  return rank(a) - rank(b);
}
