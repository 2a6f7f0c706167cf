/** Ways through an SPF tree: record by record, and term by term in the order of evaluation (RFC 7208 §4.6). */
import type { JsonObject } from '../../../base/json.ts';
import type { SpfTreeNode, SpfTreeTerm } from '../../../findings/facts/spf-tree.ts';
import type { SpfLint } from './types.ts';

/** A record and how evaluation came to it. */
export interface Visit {
  readonly node: SpfTreeNode;
  readonly via: readonly string[];
  readonly ownTerm?: SpfTreeTerm;
  /** Every include on the way passes: what matches here passes for the domain. */
  readonly isPassing: boolean;
  /** Its end is the end of the whole: the domain's own record, or what its redirect leads to. */
  readonly isEnd: boolean;
}

export interface TermVisit extends Visit {
  readonly term: SpfTreeTerm;
}

/** Every record, those above before those below; only what evaluation can come to. */
export function* visitRecords(root: SpfTreeNode): Generator<Visit> {
  yield* recordsFrom({ node: root, via: [root.domain], isPassing: true, isEnd: true });
}

function* recordsFrom(visit: Visit): Generator<Visit> {
  yield visit;
  for (const term of visit.node.terms) {
    const below = visitBelow(visit, term);
    if (below !== undefined) yield* recordsFrom(below);
  }
}

function visitBelow(visit: Visit, term: SpfTreeTerm): Visit | undefined {
  const { target } = term;
  if (target === undefined) return undefined;
  const isInclude = term.name === 'include';
  return {
    node: target,
    via: [...visit.via, target.domain],
    ownTerm: visit.ownTerm ?? term,
    isPassing: visit.isPassing && (!isInclude || term.qualifier === '+'),
    isEnd: visit.isEnd && !isInclude,
  };
}

/** Every term that a sender meets whom nothing matches: mechanisms in order, redirect last (RFC 7208 §6.1). */
export function* visitTerms(root: SpfTreeNode): Generator<TermVisit> {
  yield* termsFrom({ node: root, via: [root.domain], isPassing: true, isEnd: true });
}

function* termsFrom(visit: Visit): Generator<TermVisit> {
  const reached = visit.node.terms.filter(({ isUnreached }) => !isUnreached);
  const last = reached.filter(({ name }) => name === 'redirect');
  for (const term of [...reached.filter(({ name }) => name !== 'redirect'), ...last]) {
    yield { ...visit, term };
    const below = visitBelow(visit, term);
    if (below !== undefined) yield* termsFrom(below);
  }
}

/** A lint at a term of a visited record. */
export function lintAt(
  visit: Visit,
  place: { readonly text: string; readonly start: number; readonly end: number },
  code: SpfLint['code'],
  isError: boolean,
  detail: JsonObject = {},
): SpfLint {
  return {
    code,
    isError,
    at: visit.node.domain,
    record: visit.node.record ?? '',
    term: place.text,
    span: { start: place.start, end: place.end },
    via: visit.via,
    ...(visit.ownTerm === undefined ? {} : { ownTerm: visit.ownTerm.text }),
    detail,
  };
}

/** Each record once, however many ways lead to it; by a way that passes where there is one. */
export function onceEach(visits: Iterable<Visit>): readonly Visit[] {
  const kept = new Map<string, Visit>();
  for (const visit of visits) {
    if (visit.node.record === undefined) continue;
    const before = kept.get(visit.node.domain);
    if (before === undefined || (visit.isPassing && !before.isPassing)) kept.set(visit.node.domain, visit);
  }
  return [...kept.values()];
}
