/** Which networks pass SPF through a walked tree, and which of them a change would lose. */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { aggregateNetworks, holdsNetwork } from '../../wire/spf/index.ts';

/** Networks that pass: of terms that evaluation comes to and that let pass, through includes and redirects. */
export function passingNetworks(node: SpfTreeNode | undefined): readonly string[] {
  return (node?.terms ?? []).flatMap((term) => {
    if (term.isUnreached) return [];
    if (term.name === 'redirect') return passingNetworks(term.target);
    if (term.qualifier !== '+') return [];
    return term.name === 'include' ? passingNetworks(term.target) : term.networks;
  });
}

/** Networks of `before` that no network of `after` holds. */
export function lostNetworks(before: readonly string[], after: readonly string[]): readonly string[] {
  const whole = aggregateNetworks(after);
  return [...new Set(before)].filter((network) => !whole.some((other) => holdsNetwork(other, network)));
}
