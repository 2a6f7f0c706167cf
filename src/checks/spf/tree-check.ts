/** The shape that most checks of an SPF tree share: some codes of the linter fail, each as a finding with its term and place. */
import type { JsonObject } from '../../base/json.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { SpfTreeFacts, SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import type { Check, CheckId, Citation, FindingDraft } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { parseSpfRecord, removeTerms } from '../../wire/spf/index.ts';
import { draft, valueOn } from '../draft.ts';
import { lintSpfTree, type SpfLint } from './lint/index.ts';

/** Findings of one check about one domain: a broken record says its faults, not hundreds of them. */
const maxFindings = 20;

export interface TreeCheckSpec {
  readonly id: CheckId;
  readonly sources: readonly Citation[];
  /** Code of the linter → id of the message. */
  readonly fails: Readonly<Partial<Record<SpfLint['code'], string>>>;
  /** The domain's own record as it would be without the fault; undefined where there is no plain cure. */
  readonly cure?: (lint: SpfLint, facts: SpfTreeFacts) => string | undefined;
  /** More arguments of a failure's text. */
  readonly more?: (lint: SpfLint, root: SpfTreeNode) => JsonObject;
  /** What is said beside the failures (unknown parts), or where nothing fails. */
  readonly otherwise: (facts: SpfTreeFacts, root: SpfTreeNode, failures: number) => readonly Said[];
}

export interface Said {
  readonly outcome: 'pass' | 'unknown' | 'not-applicable' | 'fail';
  readonly message: string;
  readonly data?: JsonObject;
}

export function checkOfTree(spec: TreeCheckSpec): Check<'spfTree'> {
  return {
    id: spec.id,
    needs: ['spfTree'],
    sources: spec.sources,
    run: (evidence) => overTree(evidence, (facts, root) => runSpec(spec, evidence, facts, root)),
  };
}

/** 'no-record' where there is no tree: that is another check's failure. */
function overTree(
  evidence: Evidence,
  run: (facts: SpfTreeFacts, root: SpfTreeNode) => readonly FindingDraft[],
): readonly FindingDraft[] {
  const facts = valueOn(evidence, 'spfTree');
  if (facts?.root === undefined) return draft(evidence, 'spfTree', 'not-applicable', 'no-record');
  return run(facts, facts.root);
}

function runSpec(
  spec: TreeCheckSpec,
  evidence: Evidence,
  facts: SpfTreeFacts,
  root: SpfTreeNode,
): readonly FindingDraft[] {
  const failing = lintSpfTree(facts).filter(({ code }) => spec.fails[code] !== undefined);
  const name = { name: facts.domain };
  const failures = failing.slice(0, maxFindings).flatMap((lint) => {
    const data = { ...lintData(lint, facts), ...spec.more?.(lint, root) };
    const fixes = ownFix(facts, spec.cure?.(lint, facts));
    return draft(evidence, 'spfTree', 'fail', spec.fails[lint.code] ?? lint.code, data, { ...name, fixes });
  });
  const others = spec
    .otherwise(facts, root, failures.length)
    .flatMap(({ outcome, message, data = {} }) =>
      draft(evidence, 'spfTree', outcome, message, { domain: facts.domain, ...data }, name),
    );
  return [...failures, ...others];
}

/** `owner`, `ownTerm` and `via` are there only where the term stands in a record that the domain's own brings in. */
function lintData(lint: SpfLint, { domain }: SpfTreeFacts): JsonObject {
  const isOwn = lint.ownTerm === undefined;
  return {
    domain,
    at: lint.at,
    record: lint.record,
    term: lint.term,
    offset: lint.span.start,
    ...(isOwn ? {} : { owner: lint.at, ownTerm: lint.ownTerm, via: lint.via.join(' → ') }),
    ...lint.detail,
  };
}

/** The domain's record to be published instead; none where it would not be well-formed, or where several stand there. */
function ownFix({ domain, records }: SpfTreeFacts, value: string | undefined): readonly Fix[] {
  const [first] = records;
  if (value === undefined || first === undefined || records.length > 1 || value === first.text) return [];
  if (!parseSpfRecord(value).ok) return [];
  return [{ kind: 'dns', name: domain, type: 'TXT', value, replaces: first.text }];
}

/** The record without the term of a lint, where it is the domain's own. */
export function withoutTerm({ ownTerm, record, span }: SpfLint): string | undefined {
  return ownTerm === undefined ? removeTerms(record, [span]) : undefined;
}

/** The record with another term in place of the lint's, where it is the domain's own. */
export function withTerm({ ownTerm, record, span }: SpfLint, term: string): string | undefined {
  return ownTerm === undefined ? `${record.slice(0, span.start)}${term}${record.slice(span.end)}` : undefined;
}

/** What nothing failing says. */
export const passes =
  (message: string, data: (facts: SpfTreeFacts, root: SpfTreeNode) => JsonObject = () => ({})) =>
  (facts: SpfTreeFacts, root: SpfTreeNode, failures: number): readonly Said[] =>
    failures > 0 ? [] : [{ outcome: 'pass', message, data: data(facts, root) }];
