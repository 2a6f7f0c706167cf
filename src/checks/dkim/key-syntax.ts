/** Can verifiers read the record and the key in it (RFC 6376 §3.6.1)? */
import type { Check } from '../../findings/finding.ts';
import { type DkimKeyInspection, mendKeyText } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { publishedKey, replaceKey } from './key-of.ts';

type Fault = DkimKeyInspection['faults'][number];

/** Undefined: another check judges it, the size of the key or whom it is limited to. */
const messages: Readonly<Record<Fault['code'], string | undefined>> = {
  syntax: 'syntax',
  'bad-version': 'bad-version',
  'no-key': 'no-key',
  'bad-key-type': 'bad-key-type',
  'bad-key': 'bad-key-not-a-key',
  'not-for-mail': undefined,
  'no-usable-hash': undefined,
  'short-key': undefined,
};

/** Why p= holds no key, as read by wire/dkim. */
const badKeys: Readonly<Record<string, string>> = {
  'not-base64': 'bad-key-not-base64',
  'cut-off': 'bad-key-cut-off',
  trailing: 'bad-key-trailing',
};

export const dkimKeySyntax: Check<'dkimKey'> = {
  id: 'dkim/key-syntax',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.1' }, { title: 'RFC 6376 §3.2' }, { title: 'RFC 8463 §4' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published === undefined) return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { key, text } = published;
    const data = { ...published.data, record: text, keyType: key.keyType };
    const fault = key.faults.find(({ code }) => messages[code] !== undefined);
    if (fault === undefined) {
      const unknownTags = key.unknownTags.join(', ');
      return draft(evidence, 'dkimKey', 'pass', 'valid', {
        ...data,
        ...(unknownTags !== '' && { unknownTags }),
      });
    }
    const { detail, start } = fault;
    const where = { ...(detail !== undefined && { detail }), ...(start !== undefined && { offset: start }) };
    const message =
      badKeys[fault.code === 'bad-key' ? (detail ?? '') : ''] ?? messages[fault.code] ?? 'syntax';
    const fixes = [
      ...replaceKey(published, mendKeyText(text)),
      { kind: 'command' as const, line: `dig +short TXT ${published.name}` },
    ];
    return draft(evidence, 'dkimKey', 'fail', message, { ...data, ...where }, { fixes });
  },
};
