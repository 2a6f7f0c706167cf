/** Do addresses and links name domains that are only for examples (RFC 2606 §3), or words that stand for one's own? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rfc } from '../published-sources.ts';
import { shownTexts } from './shown-texts.ts';

const domains =
  '(?:example\\.(?:com|org|net)|(?:your|my)-?(?:domain|company|site|website)\\.(?:com|org|net)|domain\\.tld)';
const inText = new RegExp(
  `(?<![\\w.-])(?:[\\w.+-]{1,64}@|https?://(?:www\\.)?)${domains}(?![\\w.-]*\\w)`,
  'gi',
);
/** Without it no address is looked for: most texts have none. */
const anyDomain = new RegExp(domains, 'i');
const ofSender = new RegExp(`@(?:[\\w-]{1,63}\\.)?${domains}>?\\s*$`, 'i');

export const placeholderAddress: MessageCheck = {
  id: 'leftovers/placeholder-address',
  sources: [rfc('2606 §3')],
  run: (view) => {
    const headers = view.fields.flatMap((field) =>
      (field.key === 'from' || field.key === 'reply-to') && ofSender.test(field.rawValue.slice(-400))
        ? [
            draftMessage(
              'fail',
              'sender',
              'information',
              { header: field.name, text: field.value.slice(0, 100) },
              { place: placeInHeader(view, field) },
            ),
          ]
        : [],
    );
    const bodies = shownTexts(view)
      .filter(({ kind }) => kind === 'plain' || kind === 'html')
      .flatMap(({ text, placeOf }) =>
        [...(anyDomain.test(text) ? text.matchAll(inText) : [])]
          .slice(0, 50)
          .map((match) =>
            draftMessage(
              'fail',
              'text',
              'information',
              { text: match[0].slice(0, 100) },
              { place: placeOf(match.index, match.index + match[0].length) },
            ),
          ),
      );
    const drafts = [...headers, ...bodies];
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'information')] : capped(drafts);
  },
};
