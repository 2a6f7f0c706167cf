/** One subject of an audit with all that was gathered about it; the unit that is saved and judged again. */
import type { Evidence } from '../findings/evidence.ts';
import type { Citation, Finding, Subject } from '../findings/finding.ts';
import type { Severity } from '../findings/profile.ts';
import type { PlanStep } from './plan/types.ts';

export interface AuditCase {
  readonly about: Subject;
  readonly evidence: Evidence;
}

/** A finding with its weight; `case` is the place of its evidence in the audit's cases. */
export interface WeighedFinding extends Finding {
  readonly case: number;
  /** Only of failures. */
  readonly severity?: Severity;
  /** What it rests on: RFC sections, dated pages of providers. Only of failures. */
  readonly sources?: readonly Citation[];
}

/** What was not looked at, and what would have to be given or allowed. */
export interface NotChecked {
  /** Stable: 'sending-ip', 'selector', 'connect', 'lists', … */
  readonly what: string;
  readonly subject: Subject;
  /** The option that helps, where one does. */
  readonly option?: string;
  /** Arguments of the catalogue's text 'notChecked.<what>'. */
  readonly data: Readonly<Record<string, string>>;
}

export interface Audit {
  readonly subject: Subject;
  readonly cases: readonly AuditCase[];
  /** Worst first. */
  readonly findings: readonly WeighedFinding[];
  readonly notChecked: readonly NotChecked[];
  /** Not there where no plan was asked for. */
  readonly plan?: readonly PlanStep[];
}
