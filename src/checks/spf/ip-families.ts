/**
 * From which versions of IP may the domain send? IPv4 alone reaches nearly everybody; IPv6 alone reaches only the mail hosts that
 * have it. Said so that nobody is surprised when a server begins to use the other one.
 */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import { checkOfTree, type Said } from './tree-check.ts';

export const spfIpFamilies = checkOfTree({
  id: 'spf/ip-families',
  sources: [{ title: 'RFC 7208 §5.6' }, { title: 'RFC 3974 §3' }],
  fails: {},
  otherwise: ({ isWhole }, root) => [saidOf(familiesOf(root), isWhole)],
});

interface Families {
  ipv4: boolean;
  ipv6: boolean;
  /** Terms that answer for each sender anew, or that pass everybody. */
  open: boolean;
}

function familiesOf(root: SpfTreeNode): Families {
  const found: Families = { ipv4: false, ipv6: false, open: false };
  const walk = ({ terms }: SpfTreeNode): void => {
    for (const { name, qualifier = '+', isUnreached, networks, target, problem } of terms) {
      if (isUnreached || qualifier !== '+') continue;
      if (problem === 'macro' || ['ptr', 'exists', 'all'].includes(name)) found.open = true;
      for (const network of networks) found[network.includes(':') ? 'ipv6' : 'ipv4'] = true;
      if (target !== undefined) walk(target);
    }
  };
  walk(root);
  return found;
}

function saidOf({ ipv4, ipv6, open }: Families, isWhole: boolean): Said {
  if (ipv4 && ipv6) return { outcome: 'pass', message: 'both' };
  if (open || !isWhole) return { outcome: 'not-applicable', message: 'not-told' };
  if (ipv4) return { outcome: 'pass', message: 'ipv4-only' };
  return ipv6 ? { outcome: 'fail', message: 'ipv6-only' } : { outcome: 'not-applicable', message: 'nobody' };
}
