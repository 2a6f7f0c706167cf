/**
 * The one SPF record that a domain should publish: several are merged, slips mended, dead includes and repetitions left
 * out, sending addresses added. Everything that passed before still passes; that is what the proof is about.
 */
import type { SpfTreeFacts, SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import {
  addMechanism,
  flattenSpf,
  mechanismOf,
  mergeSpfRecords,
  parseSpfRecord,
  removeTerms,
  repairRecord,
  withoutRepeats,
} from '../../wire/spf/index.ts';
import { failuresOf, mendsOf, shelfOf, txtProposal } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

/** Failures that one record of the domain's own can mend. */
const own = 'spf/';

/** Candidates from the gentlest change to the largest. */
export function proposeSpf(input: PlanInput): readonly Proposal[] {
  const tree = shelfOf(input, 'spfTree');
  if (tree === undefined) return [];
  const failures = failuresOf(input, own);
  if (failures.length === 0) return [];
  const before = tree === 'absent' ? [] : tree.records.map(({ text }) => text);
  const meant = tree === 'absent' ? [] : tree.nearMisses.map(({ text }) => text);
  const bases = tree === 'absent' ? [] : basesOf(tree);
  const starts = bases.length > 0 ? bases : [`v=spf1 mx ~all`];
  const records = starts.flatMap((base) => withSenders(base, input)).filter((text) => !before.includes(text));
  const flat = input.flattensSpf && tree !== 'absent' && tree.root !== undefined ? flattened(tree.root) : [];
  // What one record mends depends on the candidate; the proof finds out, beginning with all.
  const all = mendsOf(failures);
  return [...flat, ...new Set(records)].flatMap((record) =>
    [all, all.filter(isHeavy)].map((mends) =>
      txtProposal(
        flat.includes(record) ? 'spf/flattened' : 'spf/record',
        { name: input.domain, removes: [...before, ...meant], adds: [record] },
        mends,
        { record },
      ),
    ),
  );
}

/** What a proposal must mend at least. */
const heavy = ['spf/single-record', 'spf/syntax', 'spf/authorises-ip', 'spf/record-valid', 'spf/wrong-name'];
const isHeavy = (mend: string): boolean => heavy.some((check) => mend.startsWith(`${check} `));

/** Starting points: the record as it is with its slips mended and dead weight left out, most thorough first. */
function basesOf({ records, nearMisses, misplaced, root }: SpfTreeFacts): readonly string[] {
  const texts = records.map(({ text }) => repairRecord(text) ?? text);
  if (texts.length > 1) return [mergeSpfRecords(texts)].filter((text) => text !== undefined).map(tidy);
  const [text] = texts;
  if (text === undefined) {
    const meant = nearMisses.flatMap(({ meant: whole }) => (whole === undefined ? [] : [whole]));
    return [...meant, ...misplaced.map(({ record }) => record)].filter((one) => parseSpfRecord(one).ok);
  }
  const alive = root?.record === text ? withoutDead(root) : text;
  return [...new Set([withEnd(tidy(alive)), tidy(alive), text])];
}

const tidy = (text: string): string => {
  const parsed = parseSpfRecord(text);
  return parsed.ok ? withoutRepeats(parsed.value) : text;
};

/** Includes whose target is not there make the whole record a permerror (RFC 7208 §5.2). */
function withoutDead(root: SpfTreeNode): string {
  const dead = root.terms.filter(
    ({ name, target, isUnreached }) =>
      isUnreached || (name === 'include' && (target?.problem === 'none' || target?.problem === 'no-domain')),
  );
  return dead.length === 0 ? (root.record ?? '') : removeTerms(root.record ?? '', dead);
}

/** RFC 7208 §4.7: without an end the result is neutral; '~all' refuses nothing by itself. */
function withEnd(text: string): string {
  const parsed = parseSpfRecord(text);
  if (!parsed.ok) return text;
  const end = parsed.value.terms.find(
    (term) => term.name === 'all' || (term.kind === 'modifier' && term.name === 'redirect'),
  );
  if (end === undefined) return `${text.trimEnd()} ~all`;
  const isOpen = end.kind === 'mechanism' && (end.qualifier === '+' || end.qualifier === '?');
  return isOpen ? `${text.slice(0, end.span.start)}~all${text.slice(end.span.end)}` : text;
}

/** Adds the sending addresses that do not pass; with none to add, the base itself. */
function withSenders(base: string, input: PlanInput): readonly string[] {
  const failing = failuresOf(input, 'spf/authorises-ip')
    .map(({ subject, data }) => String(data.ip ?? subject.name))
    .filter((ip) => input.sendingIps.includes(ip));
  let text = base;
  for (const ip of failing) {
    const parsed = parseSpfRecord(text);
    if (parsed.ok) text = addMechanism(parsed.value, mechanismOf(ip));
  }
  return text === base ? [base] : [text, base];
}

function flattened(root: SpfTreeNode): readonly string[] {
  const { record, doubts } = flattenSpf(root);
  return doubts.length === 0 ? [record] : [];
}
