/** Is any DKIM key of the domain known? Selectors cannot be guessed: says which were tried and where they came from. */
import type { DkimSelectorFacts } from '../../findings/facts/dkim-key.ts';
import type { Check, FindingDraft } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';

export const dkimSelectorsKnown: Check<'dkimSelectors'> = {
  id: 'dkim/selectors-known',
  needs: ['dkimSelectors'],
  sources: [{ title: 'RFC 6376 §3.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dkimSelectors');
    if (facts === undefined) return [];
    const { domain, tried, withoutSelectors } = facts;
    const found = tried.filter(({ isFound }) => isFound === true);
    const data = {
      domain,
      tried: tried.map(({ selector, origin, provider }) => `${selector} (${provider ?? origin})`).join(', '),
      found: found.map(({ selector }) => selector).join(', '),
      withoutSelectors: withoutSelectors.join(', '),
    };
    return [
      ...draft(evidence, 'dkimSelectors', ...judge(facts, found.length), data),
      // A key that is found elsewhere signs: the documented selector is then not the one in use.
      ...(found.length > 0 ? [] : providersWithoutKey(evidence, facts)),
    ];
  },
};

function judge(
  { tried }: DkimSelectorFacts,
  foundCount: number,
): readonly ['pass' | 'fail' | 'unknown', string] {
  if (foundCount > 0) return ['pass', 'known'];
  if (tried.some(({ isFound }) => isFound === 'unknown')) return ['unknown', 'could-not-check'];
  return tried.some(({ origin }) => origin !== 'provider')
    ? ['fail', 'none-found']
    : ['unknown', 'none-known'];
}

/** A provider that the domain's MX or SPF names, and none of its documented selectors has a key. */
function providersWithoutKey(
  evidence: Parameters<typeof dkimSelectorsKnown.run>[0],
  { domain, tried }: DkimSelectorFacts,
): readonly FindingDraft[] {
  const providers = [...new Set(tried.flatMap(({ provider }) => provider ?? []))];
  return providers.flatMap((provider) => {
    const own = tried.filter((one) => one.provider === provider);
    if (own.some(({ isFound }) => isFound !== false)) return [];
    const selectors = own.map(({ selector }) => selector).join(', ');
    return draft(evidence, 'dkimSelectors', 'fail', 'provider-without-key', { domain, provider, selectors });
  });
}
