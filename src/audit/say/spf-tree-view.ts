/**
 * The SPF tree of a domain for a person: every term in its order, those never reached included, with its offset in the
 * record, what its branch costs of the limits (RFC 7208 §4.6.4), and the networks that it matches today.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { SpfTreeFacts, SpfTreeNode, SpfTreeTerm } from '../../findings/facts/spf-tree.ts';
import { readSpfRecord } from '../../wire/spf/index.ts';
import type { Audit } from '../audit-case.ts';

export interface SpfTreeLine {
  /** 0 for terms of the domain's own record. */
  readonly depth: number;
  readonly term: string;
  readonly note: string;
}

export interface SpfTreeView {
  readonly title: string;
  readonly lines: readonly SpfTreeLine[];
}

/** A person reads no more; the JSON's evidence holds all. */
const MAX_LINES = 200;
const MAX_NETWORKS = 4;

/** Undefined where the domain has no record to walk. */
export function viewSpfTree({ cases, subject }: Audit, texts: Catalogue): SpfTreeView | undefined {
  const shelf = cases.find(({ about }) => about.name === subject.name)?.evidence.spfTree;
  const facts: SpfTreeFacts | undefined = shelf?.state === 'present' ? shelf.value : undefined;
  const root = facts?.root;
  if (root === undefined || root.terms.length === 0) return undefined;
  const { domain, lookupCount, voidCount } = root;
  const lines = [...firstOf(linesOf(root, 0, texts), texts)];
  return { title: texts.ui('spfTree.title', { domain, lookups: lookupCount, voids: voidCount }), lines };
}

/** Lines are made only as far as they are shown; that there are more is told. */
function* firstOf(lines: Iterable<SpfTreeLine>, texts: Catalogue): Generator<SpfTreeLine> {
  let count = 0;
  for (const line of lines) {
    if (count === MAX_LINES) {
      yield { depth: 0, term: '…', note: texts.ui('spfTree.rest') };
      return;
    }
    count += 1;
    yield line;
  }
}

function* linesOf(node: SpfTreeNode, depth: number, texts: Catalogue): Generator<SpfTreeLine> {
  const broken = node.record === undefined ? [] : readSpfRecord(node.record).problems;
  const terms: readonly Placed[] = [
    ...node.terms,
    ...broken.map(({ term, span }) => ({ text: term, start: span.start, isBroken: true as const })),
  ];
  for (const term of terms.toSorted((a, b) => a.start - b.start)) {
    if ('isBroken' in term) {
      const note = [texts.ui('spfTree.offset', { offset: term.start }), texts.ui('spfTree.broken')].join(
        ', ',
      );
      yield { depth, term: term.text, note };
      continue;
    }
    yield { depth, term: term.text, note: noteOf(term, texts) };
    if (term.target !== undefined) yield* linesOf(term.target, depth + 1, texts);
  }
}

/** A term that can be read, or the place of one that cannot. */
type Placed = SpfTreeTerm | { readonly text: string; readonly start: number; readonly isBroken: true };

function noteOf(term: SpfTreeTerm, texts: Catalogue): string {
  const say = (key: string, data: JsonObject = {}): string => texts.ui(`spfTree.${key}`, data);
  const { start, isUnreached, target, networks, isVoid } = term;
  const at = say('offset', { offset: start });
  if (isUnreached) return [at, say('unreached')].join(', ');
  const problem = term.problem ?? target?.problem;
  const costs = ownLookups(term) + (target?.lookupCount ?? 0);
  const voids = target?.voidCount ?? 0;
  const facts = [
    at,
    costs > 0 ? say('lookups', { count: costs }) : '',
    voids > 0 ? say('voids', { count: voids }) : '',
    isVoid?.ipv4 === true && isVoid.ipv6 ? say('finds-nothing') : '',
    problem === undefined ? '' : say(`problem.${problem}`),
  ].filter((fact) => fact !== '');
  return `${facts.join(', ')}${networks.length === 0 ? '' : `: ${networksIn(networks, say)}`}`;
}

/** RFC 7208 §4.6.4: the terms that ask DNS. */
const asking: ReadonlySet<string> = new Set(['include', 'a', 'mx', 'ptr', 'exists', 'redirect']);
const ownLookups = ({ name }: SpfTreeTerm): number => (asking.has(name) ? 1 : 0);

function networksIn(networks: readonly string[], say: (key: string, data: JsonObject) => string): string {
  const different = [...new Set(networks)];
  const names = different.slice(0, MAX_NETWORKS).join(', ');
  const rest = different.length - MAX_NETWORKS;
  return rest > 0 ? say('andMore', { names, count: rest }) : names;
}
