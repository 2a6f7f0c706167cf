/** Can verifiers read the record and the key in it (RFC 6376 §3.6.1)? */
import type { Check } from '../../findings/finding.ts';
import { mendKeyText } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey, replaceKey } from './key-of.ts';

/** What other checks judge: the size of the key and whom it is limited to. */
const judgedElsewhere: ReadonlySet<string> = new Set(['short-key', 'not-for-mail', 'no-usable-hash']);

export const dkimKeySyntax: Check<'dkimKey'> = {
  id: 'dkim/key-syntax',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.1' }, { title: 'RFC 6376 §3.2' }, { title: 'RFC 8463 §4' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { key, text } = published;
    const data = { ...published.data, record: text, keyType: key.keyType };
    const fault = key.faults.find(({ code }) => !judgedElsewhere.has(code));
    if (fault === undefined) {
      const unknownTags = key.unknownTags.join(', ');
      return draft(evidence, 'dkimKey', 'pass', 'valid', {
        ...data,
        ...(unknownTags !== '' && { unknownTags }),
      });
    }
    const { detail, start } = fault;
    const where = { ...(detail !== undefined && { detail }), ...(start !== undefined && { offset: start }) };
    const message = fault.code === 'bad-key' ? `bad-key-${detail}` : fault.code;
    const fixes = [
      ...replaceKey(published, mendKeyText(text)),
      { kind: 'command' as const, line: `dig +short TXT ${published.name}` },
    ];
    return draft(evidence, 'dkimKey', 'fail', message, { ...data, ...where }, { fixes });
  },
};
