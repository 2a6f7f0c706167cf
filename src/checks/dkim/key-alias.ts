/** Where the key is published through an alias (CNAME): does it lead to a key? Providers keep and renew keys so. */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';
import { keyName } from './key-of.ts';

export const dkimKeyAlias: Check<'dkimKey'> = {
  id: 'dkim/key-alias',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.2' }, { title: 'RFC 1034 §3.6.2' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'dkimKey');
    if (facts === undefined) return [];
    const { domain, selector, aliases, isDangling, provider } = facts;
    const name = keyName(facts);
    const target = aliases.at(-1);
    const data = { domain, selector, name, ...(provider !== undefined && { provider }) };
    if (target === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-alias', data);
    const chain = { ...data, target, chain: aliases.join(' → ') };
    if (!isDangling) return draft(evidence, 'dkimKey', 'pass', 'leads-to-key', chain);
    const fixes: readonly Fix[] = [
      {
        kind: 'contact',
        who: provider ?? target,
        text: `The DKIM key behind ${name} is gone: its CNAME points to ${target}, where there is no TXT record. Please publish the key there again, or tell us the target that is valid now.`,
      },
      { kind: 'command', line: `dig TXT ${name}` },
    ];
    return draft(evidence, 'dkimKey', 'fail', 'leads-nowhere', chain, { fixes });
  },
};
