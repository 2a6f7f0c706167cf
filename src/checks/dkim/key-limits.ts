/** Does the record limit the key (h=, s=, t=s) so that signatures of today's mail are passed over? */
import type { Check, FindingDraft } from '../../findings/finding.ts';
import { withoutTags } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { editableText, publishedKey, replaceKey } from './key-of.ts';

export const dkimKeyLimits: Check<'dkimKey'> = {
  id: 'dkim/key-limits',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.1' }, { title: 'RFC 8301 §3.1' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { key, data } = published;
    const text = editableText(published);
    const found: FindingDraft[] = [];
    const hashes = key.hashes.join(':');
    const services = key.services.join(':');
    if (key.faults.some(({ code }) => code === 'no-usable-hash')) {
      const fixes = replaceKey(published, withoutTags(text, ['h']));
      found.push(...draft(evidence, 'dkimKey', 'fail', 'only-old-hashes', { ...data, hashes }, { fixes }));
    }
    if (key.faults.some(({ code }) => code === 'not-for-mail')) {
      const fixes = replaceKey(published, withoutTags(text, ['s']));
      found.push(...draft(evidence, 'dkimKey', 'fail', 'not-for-mail', { ...data, services }, { fixes }));
    }
    if (key.flags.includes('s')) {
      found.push(...draft(evidence, 'dkimKey', 'pass', 'same-domain-only', data));
    }
    return found.length > 0 ? found : draft(evidence, 'dkimKey', 'pass', 'no-limits', data);
  },
};
