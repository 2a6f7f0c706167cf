/** The processing limits of RFC 7208 §4.6.4, for the sender that no term matches: ten look-up terms, two void look-ups, ten MX names. */
import type { SpfTreeNode } from '../../../findings/facts/spf-tree.ts';
import type { SpfLint } from './types.ts';
import { lintAt, type TermVisit, visitTerms } from './visit.ts';

export const maxLookups = 10;
export const maxVoidLookups = 2;
export const maxMxNames = 10;

const lookupNames: ReadonlySet<string> = new Set(['include', 'a', 'mx', 'ptr', 'exists', 'redirect']);

/**
 * Each limit once, at the term that breaks it. It is an error where a sender that the record means to let through gets
 * permerror; where every such sender is matched before, strangers alone get it in place of the record's verdict.
 */
export function limitLints(root: SpfTreeNode): readonly SpfLint[] {
  const visits = [...visitTerms(root)];
  const found: SpfLint[] = [];
  const count = { lookups: 0, ipv4: 0, ipv6: 0 };
  for (const [place, visit] of visits.entries()) {
    const { term } = visit;
    const add = (code: 'too-many-lookups' | 'too-many-void-lookups', total: number): void => {
      const isError = losesSenders(visits, place);
      found.push(lintAt(visit, term, isError ? code : `${code}-for-others`, isError, { count: total }));
    };
    if (lookupNames.has(term.name) && ++count.lookups === maxLookups + 1)
      add('too-many-lookups', root.lookupCount);
    if (isVoidFor(term, 'ipv4') && ++count.ipv4 === maxVoidLookups + 1)
      add('too-many-void-lookups', root.voidCount);
    if (isVoidFor(term, 'ipv6') && ++count.ipv6 === maxVoidLookups + 1)
      found.push(lintAt(visit, term, 'too-many-void-lookups-ipv6', false, { count: root.voidCountIpv6 }));
    if ((term.mxCount ?? 0) > maxMxNames)
      found.push(lintAt(visit, term, 'too-many-mx-names', true, { count: term.mxCount }));
  }
  // Too many for everybody is not told again for IPv6.
  return count.ipv4 > maxVoidLookups
    ? found.filter(({ code }) => code !== 'too-many-void-lookups-ipv6')
    : found;
}

/** Someone is to pass at the term or behind it, or nobody passes before it. */
function losesSenders(visits: readonly TermVisit[], place: number): boolean {
  return visits.slice(place).some(letsPass) || !visits.slice(0, place).some(letsPass);
}

function letsPass({ isPassing, term }: TermVisit): boolean {
  if (!isPassing || term.qualifier !== '+' || term.name === 'include') return isUnknownTarget(term);
  return term.networks.length > 0 || term.problem !== undefined || term.name === 'all' || term.name === 'ptr';
}

/** A target that was not seen may let somebody pass; one that has no record lets nobody. */
function isUnknownTarget({ target }: TermVisit['term']): boolean {
  return ['macro', 'unknown', 'too-deep', 'not-asked'].includes(target?.problem ?? '');
}

function isVoidFor(term: SpfTreeNode['terms'][number], family: 'ipv4' | 'ipv6'): boolean {
  return term.isVoid?.[family] === true;
}
