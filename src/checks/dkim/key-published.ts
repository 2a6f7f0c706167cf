/** Is the key of the signature in DNS, and usable? */
import type { Check } from '../../findings/finding.ts';
import { draft, factsOf, valueOn } from '../draft.ts';
import { relevantSignatures } from './signatures.ts';

export const dkimKeyPublished: Check<'dkim' | 'reply'> = {
  id: 'dkim/key-published',
  needs: ['dkim', 'reply'],
  sources: [{ title: 'RFC 6376 §3.6.1' }, { title: 'RFC 6376 §6.1.2' }, { title: 'RFC 8301 §3.2' }],
  run: (evidence) => {
    const dkim = valueOn(evidence, 'dkim');
    if (dkim === undefined) return draft(evidence, 'dkim', 'not-applicable', 'not-signed');
    const signatures = relevantSignatures(dkim.signatures, factsOf(evidence));
    const good = signatures.find(({ key }) => key === 'found');
    const judged = good ?? signatures.find(({ key }) => key !== 'unknown') ?? signatures[0];
    if (judged === undefined) return draft(evidence, 'dkim', 'not-applicable', 'not-signed');
    const { domain, selector, key } = judged;
    const name = `${selector}._domainkey.${domain}`;
    const data = { domain, selector, name };
    if (key === 'found') return draft(evidence, 'dkim', 'pass', 'published', data);
    if (key === 'unknown')
      return draft(evidence, 'dkim', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
    const fixes = [{ kind: 'command' as const, line: `dig +short TXT ${name}` }];
    return draft(evidence, 'dkim', 'fail', `key-${key}`, data, { fixes });
  },
};
