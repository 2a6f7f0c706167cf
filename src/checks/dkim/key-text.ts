/** Did the record come into DNS as it was meant: no quotes, backslashes, PEM lines or zone-file syntax in its text? */
import type { Check } from '../../findings/finding.ts';
import { type KeyTextFault, keyTextFaults, mendKeyText } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey, replaceKey } from './key-of.ts';

const messages: Readonly<Record<KeyTextFault, string>> = {
  quotes: 'quotes',
  'escaped-semicolon': 'escaped-semicolon',
  'pem-lines': 'pem-lines',
  'zone-line': 'zone-line',
  'odd-characters': 'odd-characters',
  'no-semicolon': 'no-semicolon',
};

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
    return draft(evidence, 'dkimKey', 'fail', messages[fault.code], more, {
      fixes: replaceKey(published, mended),
    });
  },
};
