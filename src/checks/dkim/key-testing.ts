/** Does the key say that it is only being tried (t=y)? Verifiers then treat a signature as if there were none. */
import type { Check } from '../../findings/finding.ts';
import { parseTagList, tagValue, withoutTags, withTag } from '../../wire/dkim/index.ts';
import { draft, valueOn } from '../draft.ts';
import { editableText, publishedKey, replaceKey } from './key-of.ts';

export const dkimKeyTesting: Check<'dkimKey'> = {
  id: 'dkim/key-testing',
  needs: ['dkimKey'],
  sources: [{ title: 'RFC 6376 §3.6.1' }],
  run: (evidence) => {
    const published = publishedKey(valueOn(evidence, 'dkimKey'));
    if (published === undefined || published.key.isRevoked)
      return draft(evidence, 'dkimKey', 'not-applicable', 'no-key');
    const { data, key } = published;
    if (!key.flags.includes('y')) return draft(evidence, 'dkimKey', 'pass', 'in-earnest', data);
    const more = { ...data, flags: key.flags.join(':') };
    return draft(evidence, 'dkimKey', 'fail', 'testing', more, {
      fixes: replaceKey(published, inEarnest(editableText(published))),
    });
  },
};

/** The record without the flag y; other flags stay. */
function inEarnest(text: string): string {
  const flags = (tagValue(parseTagList(text), 't') ?? '').split(':').map((flag) => flag.trim());
  const kept = flags.filter((flag) => flag !== '' && flag.toLowerCase() !== 'y');
  return kept.length === 0 ? withoutTags(text, ['t']) : withTag(text, 't', kept.join(':'));
}
