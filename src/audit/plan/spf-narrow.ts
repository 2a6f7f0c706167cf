/** Ranges far wider than one sender's: only the owner knows who sends from them, so their removal is asked, never done. */
import { parseSpfRecord, removeTerms } from '../../wire/spf/index.ts';
import { failuresOf, shelfOf, txtProposal } from './facts.ts';
import { passingNetworks } from './spf-networks.ts';
import type { PlanInput, Proposal } from './types.ts';

export function proposeNarrowSpf(input: PlanInput): readonly Proposal[] {
  const { domain } = input;
  const tree = shelfOf(input, 'spfTree');
  const own = failuresOf(input, 'spf/wide-ranges').filter(
    ({ data, subject }) => data.ownTerm === undefined && subject.name === domain,
  );
  if (tree === undefined || tree === 'absent' || tree.root === undefined || own.length === 0) return [];
  const { root } = tree;
  const starts = new Set(own.map(({ data }) => data.offset));
  const wide = root.terms.filter(({ start, name }) => starts.has(start) && name !== 'all');
  const { record = '' } = root;
  const rest = removeTerms(record, wide);
  if (wide.length === 0 || tree.records.length !== 1 || !parseSpfRecord(rest).ok) return [];
  // A record that lets nobody pass is no answer to the question.
  const passes = passingNetworks({ ...root, terms: root.terms.filter((term) => !wide.includes(term)) });
  const terms = wide.map(({ text }) => text).join(', ');
  const proposal = txtProposal('spf/narrow', { name: domain, removes: [record], adds: [rest] }, [], {
    terms,
  });
  return [{ ...proposal, ...(passes.length === 0 && { changes: [] }), waitsFor: 'choice' }];
}
