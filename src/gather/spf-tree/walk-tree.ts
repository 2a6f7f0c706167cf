/**
 * Walks an SPF record and everything below it (RFC 7208 §4.6, §5): level by level, so that questions of one level are
 * asked together and the same tree is always walked the same way. Nothing is asked for a term that evaluation never
 * comes to. Limits: 60 records, 10 levels, 80 terms whose addresses are looked up.
 */
import type { SpfTargetProblem, SpfTreeNode, SpfTreeTerm } from '../../findings/facts/spf-tree.ts';
import { expandKnownMacros, isSpfRecord, readSpfRecord } from '../../wire/spf/index.ts';
import type { SpfTerm } from '../../wire/spf/types.ts';
import { isNxDomain } from '../answers.ts';
import type { Resolver } from '../dns/types.ts';
import { type AddressFacts, canBeAsked, literalNetwork, lookupTermAddresses } from './term-addresses.ts';

const maxRecords = 60;
const maxDepth = 10;
const maxAddressTerms = 80;

export interface WalkedTree {
  readonly root: SpfTreeNode;
  /** False: a limit cut the walk, or a question was not answered. */
  readonly isWhole: boolean;
}

interface Walk {
  readonly resolver: Resolver;
  readonly signal: AbortSignal | undefined;
  readonly senderDomain: string;
  records: number;
  addressTerms: number;
  readonly pending: Promise<void>[];
}

/** A record being walked; `above`: the domains on the way to it. */
interface DraftNode {
  readonly domain: string;
  readonly above: readonly string[];
  record?: string;
  strings?: readonly string[];
  problem?: SpfTargetProblem;
  /** The TXT question found no record at all. */
  isVoid: boolean;
  terms: DraftTerm[];
}

interface DraftTerm {
  readonly term: SpfTerm;
  readonly isUnreached: boolean;
  target?: DraftNode;
  addresses?: AddressFacts;
  problem?: SpfTreeTerm['problem'];
}

/** `record` is the domain's own, already read. Never throws for what DNS does. */
export async function walkSpfTree(
  domain: string,
  published: { readonly text: string; readonly strings: readonly string[] },
  resolver: Resolver,
  signal: AbortSignal | undefined,
): Promise<WalkedTree> {
  const walk: Walk = { resolver, signal, senderDomain: domain, records: 1, addressTerms: 0, pending: [] };
  const root = draftNode(domain, []);
  setRecord(root, published);
  for (let level = [root]; level.length > 0; ) {
    for (const node of level) askAddresses(node, walk);
    const next = level.flatMap((node) => targetsOf(node, walk));
    await Promise.all(next.map((node) => readTarget(node, walk)));
    level = next.filter(({ record }) => record !== undefined);
  }
  await Promise.all(walk.pending);
  return { root: finished(root), isWhole: isWhole(root) };
}

const draftNode = (domain: string, above: readonly string[]): DraftNode => ({
  domain,
  above,
  isVoid: false,
  terms: [],
});

function setRecord(
  node: DraftNode,
  { text, strings }: { readonly text: string; readonly strings: readonly string[] },
): void {
  node.record = text;
  if (strings.length > 1) node.strings = strings;
  const { terms } = readSpfRecord(text).record;
  const all = terms.findIndex((term) => term.kind === 'mechanism' && term.name === 'all');
  node.terms = terms.map((term, place) => ({
    term,
    // RFC 7208 §5.1: what stands behind all is ignored; §6.1: so is redirect, wherever it stands.
    isUnreached: all >= 0 && (term.kind === 'mechanism' ? place > all : term.name === 'redirect'),
  }));
}

/** What a term is about, without macros; undefined where a message must tell. */
function nameOf(spec: string | undefined, node: DraftNode, walk: Walk): string | undefined {
  if (spec === undefined) return node.domain;
  const names = { domain: node.domain, senderDomain: walk.senderDomain };
  return expandKnownMacros(spec, names)?.toLowerCase();
}

function askAddresses(node: DraftNode, walk: Walk): void {
  for (const draft of node.terms) {
    const { term } = draft;
    if (term.kind !== 'mechanism' || draft.isUnreached) continue;
    if (term.name !== 'a' && term.name !== 'mx' && term.name !== 'exists') continue;
    const name = nameOf(term.domainSpec, node, walk);
    if (name === undefined) draft.problem = 'macro';
    else if (!canBeAsked(name)) draft.problem = 'bad-name';
    else if (walk.addressTerms >= maxAddressTerms) draft.problem = 'not-asked';
    else {
      walk.addressTerms += 1;
      walk.pending.push(
        lookupTermAddresses(term, name, walk.resolver, walk.signal).then((addresses) => {
          draft.addresses = addresses;
          if (addresses.isUnknown) draft.problem = 'unknown';
        }),
      );
    }
  }
}

/** The targets of includes and redirects that are to be asked for. */
function targetsOf(node: DraftNode, walk: Walk): readonly DraftNode[] {
  return node.terms.flatMap((draft) => {
    const spec = targetSpec(draft.term);
    if (spec === undefined || draft.isUnreached) return [];
    const above = [...node.above, node.domain];
    const name = nameOf(spec, node, walk);
    const target = draftNode(name ?? spec, above);
    draft.target = target;
    if (name === undefined) target.problem = 'macro';
    else if (!canBeAsked(name)) target.problem = 'bad-name';
    else if (above.includes(name)) target.problem = 'loop';
    else if (above.length > maxDepth) target.problem = 'too-deep';
    else if (walk.records >= maxRecords) target.problem = 'not-asked';
    if (target.problem !== undefined) return [];
    walk.records += 1;
    return [target];
  });
}

function targetSpec(term: SpfTerm): string | undefined {
  if (term.kind === 'modifier') return term.name === 'redirect' ? term.value : undefined;
  return term.name === 'include' ? term.domainSpec : undefined;
}

async function readTarget(node: DraftNode, walk: Walk): Promise<void> {
  const answer = await walk.resolver.lookup(node.domain, 'TXT', walk.signal);
  if (answer.state === 'unknown') {
    node.problem = 'unknown';
    return;
  }
  if (answer.state === 'absent') {
    node.isVoid = true;
    node.problem = isNxDomain(answer) ? 'no-domain' : 'none';
    return;
  }
  const records = answer.value.records.flatMap((record) =>
    record.type === 'TXT' && isSpfRecord(record.text) ? record : [],
  );
  const [first] = records;
  if (first === undefined) node.problem = 'none';
  else if (records.length > 1) node.problem = 'several';
  else setRecord(node, first);
}

const incomplete: ReadonlySet<string> = new Set(['too-deep', 'not-asked', 'unknown']);

function isWhole(node: DraftNode): boolean {
  if (node.problem !== undefined && incomplete.has(node.problem)) return false;
  return node.terms.every(
    ({ problem, target }) =>
      (problem === undefined || !incomplete.has(problem)) && (target === undefined || isWhole(target)),
  );
}

function finished(node: DraftNode): SpfTreeNode {
  const terms = node.terms.map(finishedTerm);
  const reached = terms.filter(({ isUnreached }) => !isUnreached);
  const sum = (count: (term: SpfTreeTerm) => number): number =>
    reached.reduce((total, term) => total + count(term), 0);
  return {
    domain: node.domain,
    ...(node.record === undefined ? {} : { record: node.record }),
    ...(node.strings === undefined ? {} : { strings: node.strings }),
    ...(node.problem === undefined ? {} : { problem: node.problem }),
    terms,
    lookupCount: sum((term) => (isLookup(term.name) ? 1 : 0) + (term.target?.lookupCount ?? 0)),
    voidCount: sum((term) => (term.isVoid?.ipv4 === true ? 1 : 0) + (term.target?.voidCount ?? 0)),
    voidCountIpv6: sum((term) => (term.isVoid?.ipv6 === true ? 1 : 0) + (term.target?.voidCountIpv6 ?? 0)),
  };
}

/** RFC 7208 §4.6.4: exp is not counted. */
const isLookup = (name: string): boolean =>
  ['include', 'a', 'mx', 'ptr', 'exists', 'redirect'].includes(name);

function finishedTerm({ term, isUnreached, target, addresses, problem }: DraftTerm): SpfTreeTerm {
  const isTargetVoid = target?.isVoid === true ? { ipv4: true, ipv6: true } : undefined;
  const isVoid = addresses?.isVoid ?? isTargetVoid;
  return {
    text: term.text,
    start: term.span.start,
    end: term.span.end,
    name: term.name,
    ...(term.kind === 'mechanism' ? { qualifier: term.qualifier } : {}),
    isUnreached,
    networks: addresses?.networks ?? (term.kind === 'mechanism' ? literalNetwork(term) : []),
    ...(addresses?.mxCount === undefined ? {} : { mxCount: addresses.mxCount }),
    ...(isVoid === undefined || !(isVoid.ipv4 || isVoid.ipv6) ? {} : { isVoid }),
    ...(target === undefined ? {} : { target: finished(target) }),
    ...(problem === undefined ? {} : { problem }),
  };
}
