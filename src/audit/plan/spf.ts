/**
 * The one SPF record that a domain should publish. Everything that passed before still passes; that is what the proof is
 * about.
 */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { addMechanism, flattenSpf, mechanismOf, parseSpfRecord } from '../../wire/spf/index.ts';
import { failuresOf, mendsOf, shelfOf, txtProposal } from './facts.ts';
import { spfBases } from './spf-bases.ts';
import type { PlanInput, Proposal } from './types.ts';

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
];

/** Candidates, best first: all failures mended, then the heavy ones, then any. */
export function proposeSpf(input: PlanInput): readonly Proposal[] {
  const tree = shelfOf(input, 'spfTree');
  const failures = failuresOf(input, 'spf/');
  if (tree === undefined || failures.length === 0) return [];
  const before = tree === 'absent' ? [] : tree.records.map(({ text }) => text);
  const meant = tree === 'absent' ? [] : tree.nearMisses.map(({ text }) => text);
  const bases = tree === 'absent' ? [] : spfBases(tree);
  const starts = bases.length > 0 ? bases : firstRecord(input);
  const records = [...new Set(starts.flatMap((base) => withSenders(base, input)))];
  const flat = input.flattensSpf && tree !== 'absent' && tree.root !== undefined ? flattened(tree.root) : [];
  const all = mendsOf(failures);
  const wishes = [all, all.filter((mend) => heavy.some((name) => mend.startsWith(`spf/${name} `))), []];
  return wishes.flatMap((mends) =>
    [...flat, ...records.filter((text) => !before.includes(text))].map((record) =>
      txtProposal(
        flat.includes(record) ? 'spf/flattened' : 'spf/record',
        { name: input.domain, removes: [...before, ...meant], adds: [record] },
        mends,
        { record },
      ),
    ),
  );
}

/** With no record at all: the mail hosts and the addresses that were given; a domain without mail says so. */
function firstRecord(input: PlanInput): readonly string[] {
  const routing = shelfOf(input, 'routing');
  if (routing === undefined) return [];
  const mx = routing === 'absent' ? [] : routing.mx.filter(({ host }) => host !== '.');
  if (mx.length > 0) return ['v=spf1 mx ~all'];
  return input.sendingIps.length > 0 ? ['v=spf1 ~all'] : ['v=spf1 -all'];
}

/** The base itself, and with the sending addresses that do not pass. */
function withSenders(base: string, input: PlanInput): readonly string[] {
  const failing = failuresOf(input, 'spf/authorises-ip')
    .map(({ subject, data }) => String(data.ip ?? subject.name))
    .filter((ip) => input.sendingIps.includes(ip));
  let text = base;
  for (const ip of failing) {
    const parsed = parseSpfRecord(text);
    if (parsed.ok) text = addMechanism(parsed.value, mechanismOf(ip));
  }
  return [base, text];
}

function flattened(root: SpfTreeNode): readonly string[] {
  const { record, doubts } = flattenSpf(root);
  return doubts.length === 0 ? [record] : [];
}
