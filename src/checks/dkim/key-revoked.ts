/** Is the key in force? An empty p= withdraws it (RFC 6376 §3.6.1). */
import type { Check } from '../../findings/finding.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey } from './key-of.ts';

export const dkimKeyRevoked: Check<'dkimKey'> = {
  id: 'dkim/key-revoked',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.1' }, { title: 'RFC 6376 §6.1.2' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published?.key.material === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { data, facts, text, key } = published;
    if (!key.isRevoked) return draft(evidence, 'dkimKey', 'pass', 'in-force', data);
    // '*._domainkey TXT "v=DKIM1; p="' is how a domain says that it signs nothing.
    if (facts.isWildcard === true && facts.origin === 'provider')
      return draft(evidence, 'dkimKey', 'not-applicable', 'signs-nothing', data);
    const message = facts.isWildcard === true ? 'signs-nothing' : 'revoked';
    const fixes = [{ kind: 'command' as const, line: 'openssl genrsa -out dkim.pem 2048' }];
    return draft(evidence, 'dkimKey', 'fail', message, { ...data, record: text }, { fixes });
  },
};
