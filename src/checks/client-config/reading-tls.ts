/** Are IMAP and POP offered with TLS from the first octet (RFC 8314 §3, §5.1), where they are offered at all? */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { offerOf } from './offered.ts';

const pairs = [
  { protocol: 'IMAP', tls: '_imaps._tcp', startTls: '_imap._tcp' },
  { protocol: 'POP3', tls: '_pop3s._tcp', startTls: '_pop3._tcp' },
] as const;

export const readingTls: Check<'clientConfig'> = {
  id: 'client-config/reading-tls',
  needs: ['clientConfig'],
  sources: [{ title: 'RFC 8314 §3' }, { title: 'RFC 8314 §5.1' }],
  run: (evidence) => {
    const facts = valueOn(evidence, 'clientConfig');
    if (facts === undefined) return [];
    const { domain } = facts;
    const judged = pairs.flatMap(({ protocol, tls, startTls }) => {
      const data = { domain, protocol };
      const offer = offerOf(facts, tls);
      if (offer === 'offered') return draft(evidence, 'clientConfig', 'pass', 'implicit-tls', data);
      if (offer === 'unknown')
        return draft(evidence, 'clientConfig', 'unknown', 'could-not-check', { ...data, why: 'no-answer' });
      if (offerOf(facts, startTls) === 'offered')
        return draft(evidence, 'clientConfig', 'fail', 'starttls-only', data);
      return [];
    });
    return judged.length > 0
      ? judged
      : draft(evidence, 'clientConfig', 'not-applicable', 'not-offered', { domain });
  },
};
