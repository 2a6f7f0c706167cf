/** Do at most two look-ups find nothing? A third is a permerror; for senders over IPv6 hosts without AAAA count too. */
import type { SpfTreeFacts, SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { removeTerms } from '../../wire/spf/index.ts';
import { maxVoidLookups } from './lint/index.ts';
import { missingParts } from './missing-parts.ts';
import { checkOfTree, type Said } from './tree-check.ts';

export const spfVoidLookups = checkOfTree({
  id: 'spf/void-lookups',
  sources: [{ title: 'RFC 7208 §4.6.4' }],
  fails: {
    'too-many-void-lookups': 'too-many',
    'too-many-void-lookups-for-others': 'too-many-for-others',
    'too-many-void-lookups-ipv6': 'too-many-ipv6',
  },
  more: () => ({ limit: maxVoidLookups }),
  cure: (lint, facts) => (lint.code === 'too-many-void-lookups-ipv6' ? undefined : withoutVoidTerms(facts)),
  otherwise: (_, root, failures) => (failures > 0 ? [] : [withinLimit(root)]),
});

function withinLimit(root: SpfTreeNode): Said {
  const data = { count: root.voidCount, countIpv6: root.voidCountIpv6, limit: maxVoidLookups };
  const { unanswered } = missingParts(root);
  return unanswered.length > 0
    ? { outcome: 'unknown', message: 'incomplete', data: { ...data, missing: unanswered } }
    : { outcome: 'pass', message: 'within-limit', data };
}

/** The domain's own terms that find nothing for anybody are left out. */
function withoutVoidTerms({ root }: SpfTreeFacts): string | undefined {
  const voids = root?.terms.filter(
    ({ isVoid, name }) => isVoid?.ipv4 === true && isVoid.ipv6 && name !== 'redirect',
  );
  return root?.record === undefined || voids === undefined ? undefined : removeTerms(root.record, voids);
}
