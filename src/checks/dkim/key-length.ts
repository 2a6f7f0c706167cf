/** Is the key long enough to be accepted, and no longer than verifiers take (RFC 8301 §3.2)? */
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey } from './key-of.ts';

/** Verifiers must reject less. */
const least = 1024;
/** Signers should use at least this. */
const advised = 2048;
/** Verifiers must take keys up to here; above, each decides for itself. */
const most = 4096;

export const dkimKeyLength: Check<'dkimKey'> = {
  id: 'dkim/key-length',
  needs: ['dkimKey'],
  sources: [
    { title: 'RFC 8301 §3.2' },
    {
      title: 'Email sender guidelines',
      url: 'https://support.google.com/a/answer/81126',
      seen: '2026-03-21',
    },
  ],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    const material = published?.key.material;
    if (published === undefined || material?.state !== 'key')
      return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { keyType } = published.key;
    const { bits } = material;
    const data = { ...published.data, keyType, bits };
    if (keyType === 'ed25519') return draft(evidence, 'dkimKey', 'pass', 'ed25519', data);
    if (bits >= advised && bits <= most) return draft(evidence, 'dkimKey', 'pass', 'good', data);
    const fixes: readonly Fix[] = [{ kind: 'command', line: `openssl genrsa -out dkim.pem ${advised}` }];
    const message = bits < least ? 'too-short' : bits < advised ? 'short' : 'too-long';
    return draft(evidence, 'dkimKey', 'fail', message, data, { fixes });
  },
};
