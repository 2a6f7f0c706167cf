/** Do all terms together stay within ten look-ups, whoever sends? The whole tree is counted, branch by branch. */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { parseSpfRecord, withoutRepeats } from '../../wire/spf/index.ts';
import { maxLookups } from './lint/index.ts';
import { missingParts } from './missing-parts.ts';
import { checkOfTree, type Said } from './tree-check.ts';

export const spfLookupCount = checkOfTree({
  id: 'spf/lookup-count',
  sources: [{ title: 'RFC 7208 §4.6.4' }],
  fails: { 'too-many-lookups': 'too-many', 'too-many-lookups-for-others': 'too-many-for-others' },
  more: (_, root) => ({ limit: maxLookups, branches: branchesOf(root) }),
  cure: (_, { records }) => {
    const parsed = parseSpfRecord(records[0]?.text ?? '');
    return parsed.ok ? withoutRepeats(parsed.value) : undefined;
  },
  otherwise: (_, root, failures) => (failures > 0 ? [] : [withinLimit(root)]),
});

function withinLimit(root: SpfTreeNode): Said {
  const { lookupCount: count } = root;
  const data = { count, limit: maxLookups, branches: branchesOf(root) };
  const missing = missingParts(root);
  if (missing.unanswered.length > 0)
    return { outcome: 'unknown', message: 'incomplete', data: { ...data, missing: missing.unanswered } };
  if (missing.bySender.length > 0)
    return { outcome: 'pass', message: 'at-least', data: { ...data, missing: missing.bySender } };
  return count === maxLookups
    ? { outcome: 'fail', message: 'no-room', data }
    : { outcome: 'pass', message: 'within-limit', data };
}

/** 'include:example.net 4': the record's own terms with what each costs, dearest first. */
function branchesOf(root: SpfTreeNode): readonly string[] {
  return root.terms
    .filter(({ isUnreached, name }) => !isUnreached && !name.startsWith('ip') && name !== 'all')
    .map(({ text, target, name }) => ({ text, cost: (isFree(name) ? 0 : 1) + (target?.lookupCount ?? 0) }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost)
    .slice(0, maxLookups + 5)
    .map(({ text, cost }) => `${text} ${cost}`);
}

/** exp and modifiers that nobody knows are not counted. */
const isFree = (name: string): boolean => !['include', 'a', 'mx', 'ptr', 'exists', 'redirect'].includes(name);
