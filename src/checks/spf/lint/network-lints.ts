/**
 * Networks that are wider than anybody sends from, and networks that nobody can send from. Gmail refuses with 5.7.24 for
 * "suspicious entries" in SPF without saying which; here they are ranges nobody holds whole (open: IPv4 wider than /8,
 * IPv6 wider than /16) and ranges far larger than one sender's (wide: in the domain's own record IPv4 wider than /16 and
 * IPv6 wider than /32; in what others publish, where /14 is in use, IPv4 wider than /12 and IPv6 wider than /24).
 */
import type { SpfTreeNode } from '../../../findings/facts/spf-tree.ts';
import { countIpv4, shapeOf, uselessNetwork } from '../../../wire/spf/index.ts';
import type { SpfLint } from './types.ts';
import { lintAt, onceEach, type Visit, visitRecords } from './visit.ts';

const openBits = { 4: 8, 6: 16 } as const;
const wideBits = { own: { 4: 16, 6: 32 }, others: { 4: 12, 6: 24 } } as const;
const codes = { private: 'private-network', reserved: 'reserved-network', mapped: 'mapped-network' } as const;

export function networkLints(root: SpfTreeNode): readonly SpfLint[] {
  return onceEach(visitRecords(root)).flatMap((visit) =>
    visit.node.terms.flatMap((term) => {
      if (term.isUnreached || term.name === 'exists') return [];
      const useless = term.name.startsWith('ip') ? uselessNetwork(term.networks[0] ?? '') : undefined;
      if (useless !== undefined)
        return lintAt(visit, term, codes[useless], false, { network: term.networks[0] });
      if (!visit.isPassing || term.qualifier !== '+') return [];
      return rangeLint(visit, term, root.domain);
    }),
  );
}

function rangeLint(visit: Visit, term: SpfTreeNode['terms'][number], domain: string): readonly SpfLint[] {
  const limits = isWithin(visit.node.domain, domain) ? wideBits.own : wideBits.others;
  let wide: SpfLint | undefined;
  for (const network of term.networks) {
    const shape = shapeOf(network);
    if (shape === undefined) continue;
    const { family, bits } = shape;
    const addresses = family === 4 ? { addresses: 2 ** (32 - bits) } : {};
    const detail = { network, bits, limit: limits[family], ...addresses };
    if (bits < openBits[family])
      return [lintAt(visit, term, 'open-range', false, { ...detail, limit: openBits[family] })];
    if (bits < limits[family]) wide ??= lintAt(visit, term, 'wide-range', false, detail);
  }
  return wide === undefined ? [] : [wide];
}

/** The domain itself or a name below it. */
const isWithin = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** How many IPv4 addresses pass, each counted once. */
export function passingIpv4(root: SpfTreeNode): number {
  return countIpv4(passingNetworks(root));
}

function passingNetworks(root: SpfTreeNode): readonly string[] {
  return onceEach(visitRecords(root))
    .filter(({ isPassing }) => isPassing)
    .flatMap(({ node }) => node.terms)
    .filter(({ isUnreached, qualifier }) => !isUnreached && qualifier === '+')
    .flatMap(({ networks }) => networks);
}
