/** Did the record come into DNS as it was meant: no quotes, backslashes, PEM lines or zone-file syntax in its text? */
import type { Check } from '../../findings/finding.ts';
import { keyTextFaults, mendKeyText } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey, replaceKey } from './key-of.ts';

export const dkimKeyText: Check<'dkimKey'> = {
  id: 'dkim/key-text',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.2.2' }, { title: 'RFC 1035 §5.1' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { text, data, facts } = published;
    const [fault] = keyTextFaults(text);
    if (fault === undefined) {
      const count = facts.strings.length;
      return draft(evidence, 'dkimKey', 'pass', 'clean', { ...data, strings: count });
    }
    const mended = mendKeyText(text);
    const more = { ...data, record: text, offset: fault.start, ...(mended !== undefined && { mended }) };
    return draft(evidence, 'dkimKey', 'fail', fault.code, more, { fixes: replaceKey(published, mended) });
  },
};
