/**
 * The one SPF record that a domain should publish. Everything that passed before still passes, no permerror is left, and
 * what is left is told; that is what the proof is about. Where no record proves itself, a step says what stands in the way.
 */
import type { SpfTreeFacts, SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { addMechanism, flattenSpf, holdsNetwork, mechanismOf, parseSpfRecord } from '../../wire/spf/index.ts';
import { aliasOf, aliasStep } from './alias.ts';
import { failuresOf, mendsOf, shelfOf, txtProposal } from './facts.ts';
import type { Prover } from './prove.ts';
import { type SpfBase, spfBases, spfStarts } from './spf-bases.ts';
import { passingNetworks } from './spf-networks.ts';
import { spfObstacle } from './spf-obstacle.ts';
import { firstSpf } from './spf-senders.ts';
import type { PlanInput, PlanStep, Proposal } from './types.ts';

/** What a proposal must mend at least. */
const heavy = [
  'single-record',
  'syntax',
  'targets',
  'lookup-count',
  'void-lookups',
  'all',
  'authorises-ip',
  'strings',
  'unreached',
];

/** Records tried. */
const MAX_TRIES = 24;

/** The step with the record, or the step that says why there is none; undefined where SPF needs nothing. */
export async function mendSpf(input: PlanInput, prover: Prover): Promise<PlanStep | undefined> {
  const failures = failuresOf(input, 'spf/').filter(({ subject }) => subject.name === input.domain);
  const shelf = shelfOf(input, 'spfTree');
  if (shelf === undefined || failures.length === 0) return undefined;
  const tree = shelf === 'absent' ? undefined : shelf;
  const alias = await aliasOf(input.domain, 'TXT', prover);
  if (alias !== undefined) return aliasStep(alias);
  const proposals = (await candidates(input, tree, prover)).slice(0, MAX_TRIES);
  const all = mendsOf(failures);
  const wishes = [all, all.filter((mend) => heavy.some((name) => mend.startsWith(`spf/${name} `))), []];
  const proofs = new Map<Proposal, Awaited<ReturnType<Prover['prove']>>>();
  for (const mends of wishes) {
    for (const proposal of proposals) {
      const known = proofs.get(proposal);
      const proof = known ?? (await prover.prove(proposal));
      proofs.set(proposal, proof);
      if (proof.state === 'not-provable') return { ...proposal, proof };
      if (proof.state !== 'proven') continue;
      const isDone = mends.every((mend) => !proof.left.some((key) => key.startsWith(`${mend} `)));
      if (isDone) return { ...proposal, mends, proof };
    }
  }
  return spfObstacle(input, tree);
}

async function candidates(
  input: PlanInput,
  tree: SpfTreeFacts | undefined,
  prover: Prover,
): Promise<readonly Proposal[]> {
  const before = tree?.records.map(({ text }) => text) ?? [];
  // What was meant as SPF goes, too; records that are something else stay.
  const meant = tree?.nearMisses.filter(({ kind }) => kind !== 'sender-id').map(({ text }) => text) ?? [];
  const removes = [...before, ...meant];
  const proposalOf = (id: string, record: string, data: Proposal['data'] = {}): Proposal => ({
    ...txtProposal(id, { name: input.domain, removes, adds: [record] }, [], { record, ...data }),
    family: ['spf/'],
    mustBeSound: true,
  });
  const starts = tree === undefined ? [] : spfStarts(tree);
  if (starts.length === 0 && before.length > 0) return [];
  // Who passes only because everybody does is known to nobody: as if there were no record.
  const isNameless = tree?.root !== undefined && before.length === 1 && isOpenToAll(tree.root);
  const first = starts.length > 0 && !isNameless ? undefined : firstSpf(input);
  if (first?.state === 'none') return [proposalOf('spf/silent', first.record)];
  if (first?.state === 'choice') return [{ ...proposalOf('spf/silent', first.record), waitsFor: 'silence' }];
  if (first?.state === 'unknown') {
    const ips = isNameless ? input.sendingIps.map(mechanismOf) : [];
    return ips.length === 0 ? [] : [proposalOf('spf/record', ['v=spf1', ...ips, '~all'].join(' '))];
  }
  const proposals: Proposal[] = [];
  for (const start of first === undefined ? starts : [first.record]) {
    const change = { name: input.domain, type: 'TXT', ttlSeconds: 0, removes, adds: [start] } as const;
    const root =
      before.length === 1 && start === before[0] ? tree?.root : await walked(input, change, prover);
    if (root === undefined) continue;
    const flat = input.flattensSpf ? flattened(root) : [];
    for (const [id, bases] of [
      ['spf/flattened', flat],
      ['spf/record', spfBases(root)],
    ] as const)
      for (const { text, saved } of bases) {
        for (const record of withSenders(text, root, input)) {
          const data = saved.length === 0 ? {} : { saved: saved.join(', ') };
          if (!before.includes(record) || before.length > 1) proposals.push(proposalOf(id, record, data));
        }
      }
  }
  const records = proposals.map(({ data }) => data.record);
  return proposals.filter(({ data }, place) => records.indexOf(data.record) === place);
}

/** Everybody passes, and nobody besides by a term of his own. */
function isOpenToAll(root: SpfTreeNode): boolean {
  const isOpen = root.terms.some(({ name, qualifier, isUnreached }) => {
    return name === 'all' && qualifier === '+' && !isUnreached;
  });
  const others = root.terms.filter(({ name, qualifier = '+' }) => name !== 'all' && qualifier === '+');
  const isUnseen = ({ name, problem, target }: SpfTreeNode['terms'][number]): boolean =>
    name === 'exists' || name === 'ptr' || problem !== undefined || target?.problem !== undefined;
  return isOpen && passingNetworks({ ...root, terms: others }).length === 0 && !others.some(isUnseen);
}

/** The tree of the record as it would be. */
async function walked(
  { domain }: PlanInput,
  change: Proposal['changes'][number],
  prover: Prover,
): Promise<SpfTreeNode | undefined> {
  const { audit } = await prover.after([change]);
  const tree = shelfOf({ audit, domain }, 'spfTree');
  return tree === undefined || tree === 'absent' ? undefined : tree.root;
}

/** The base with the given addresses that no term of it lets pass, and the base itself. */
function withSenders(base: string, root: SpfTreeNode, { sendingIps }: PlanInput): readonly string[] {
  const passing = passingNetworks(root);
  const missing = sendingIps.filter((ip) => !passing.some((network) => holdsNetwork(network, ip)));
  let text = base;
  for (const ip of missing) {
    const parsed = parseSpfRecord(text);
    if (parsed.ok) text = addMechanism(parsed.value, mechanismOf(ip));
  }
  // A redirect or a term that refuses stands in the way of what is added behind it.
  const parsed = parseSpfRecord(base);
  const atStart = missing.reduceRight(
    (record, ip) => {
      const read = parseSpfRecord(record);
      return read.ok ? addMechanism(read.value, mechanismOf(ip), 'start') : record;
    },
    parsed.ok ? base : text,
  );
  return [...new Set([text, atStart, base])];
}

function flattened(root: SpfTreeNode): readonly SpfBase[] {
  const { record, doubts } = flattenSpf(root);
  return doubts.length === 0 ? [{ text: record, saved: [] }] : [];
}
