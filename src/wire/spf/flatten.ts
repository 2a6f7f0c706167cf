/**
 * An SPF tree as one list of networks: what its includes, a and mx stand for today. A flattened record needs no look-ups
 * and goes stale the day a provider changes its addresses, so it is made only where it is asked for.
 */
import { aggregateNetworks, holdsNetwork } from './networks.ts';

/** What flattening reads of a walked record. */
export interface FlatSource {
  readonly record?: string;
  readonly problem?: string;
  readonly terms: readonly FlatTerm[];
}

export interface FlatTerm {
  readonly text: string;
  readonly name: string;
  readonly qualifier?: '+' | '-' | '~' | '?';
  readonly isUnreached: boolean;
  readonly networks: readonly string[];
  readonly problem?: string;
  readonly target?: FlatSource;
}

export interface Flattened {
  readonly record: string;
  /** The fewest networks that pass today. */
  readonly networks: readonly string[];
  /** Terms that no list can stand for (ptr, exists, macros): they are kept in the record, each with its look-up. */
  readonly kept: readonly string[];
  /**
   * Where the list may differ from the tree: 'unknown' a part could not be asked, 'broken' a target has no record,
   * 'qualifier' a term that refuses stands before one that passes, 'relative' a kept term means the domain it stood in.
   */
  readonly doubts: readonly ('unknown' | 'broken' | 'qualifier' | 'relative')[];
}

interface Gathering {
  readonly networks: string[];
  readonly refused: string[];
  readonly kept: string[];
  readonly doubts: Set<Flattened['doubts'][number]>;
  end: string;
}

/** Flattens the tree of a domain's record. The end (`all`) is the record's own, or that of its redirect; else '~all'. */
export function flattenSpf(root: FlatSource): Flattened {
  const into: Gathering = { networks: [], refused: [], kept: [], doubts: new Set(), end: '~all' };
  collect(root, into, true);
  const networks = aggregateNetworks(into.networks);
  const kept = [...new Set(into.kept)];
  const mechanisms = networks.map(
    (cidr) => `${cidr.includes(':') ? 'ip6' : 'ip4'}:${withoutFullLength(cidr)}`,
  );
  return {
    record: ['v=spf1', ...mechanisms, ...kept, into.end].join(' '),
    networks,
    kept,
    doubts: [...into.doubts],
  };
}

const withoutFullLength = (cidr: string): string => cidr.replace(cidr.includes(':') ? /\/128$/ : /\/32$/, '');

/** `isOwn`: the end of this record is the end of the whole (the domain's own record and its redirects). */
function collect(source: FlatSource, into: Gathering, isOwn: boolean): void {
  if (source.record === undefined) {
    into.doubts.add(source.problem === 'unknown' || source.problem === 'not-asked' ? 'unknown' : 'broken');
    return;
  }
  for (const term of source.terms) if (!term.isUnreached) collectTerm(term, into, isOwn);
}

function collectTerm(term: FlatTerm, into: Gathering, isOwn: boolean): void {
  const { name, qualifier, target } = term;
  if (name === 'all') {
    if (isOwn) into.end = qualifier === '+' ? '~all' : term.text;
    return;
  }
  if (name === 'redirect') {
    if (target !== undefined) collect(target, into, isOwn);
    return;
  }
  if (qualifier === undefined) return;
  if (qualifier !== '+') {
    into.refused.push(...networksBelow(term));
    if (into.refused.length === 0) into.doubts.add('qualifier');
    return;
  }
  if (name === 'include' && target !== undefined && target.problem !== 'macro') {
    collect(target, into, false);
    return;
  }
  if (name === 'ptr' || name === 'exists' || term.problem === 'macro' || target?.problem === 'macro') {
    into.kept.push(term.text);
    if (!isOwn && (!term.text.includes(':') || term.text.includes('%{'))) into.doubts.add('relative');
    return;
  }
  if (term.problem !== undefined) into.doubts.add('unknown');
  for (const network of term.networks) {
    const isRefused = into.refused.some((no) => holdsNetwork(no, network) || holdsNetwork(network, no));
    if (isRefused) into.doubts.add('qualifier');
    into.networks.push(network);
  }
}

function networksBelow(term: FlatTerm): readonly string[] {
  return [...term.networks, ...(term.target?.terms.flatMap(networksBelow) ?? [])];
}
