/** Is From below a public suffix for which a filter engine gives points by itself (`data/suspect-suffixes.toml`)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rulesFor, suffixOf } from '../links/suspect-suffix.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { firstField, senderDomain } from './fields.ts';

export const fromSuffix: MessageCheck = {
  id: 'headers/from-suffix',
  sources: [spamAssassinRules],
  run: (view, { tables }) => {
    const field = firstField(view, 'from');
    const domain = senderDomain(view);
    if (field === undefined || !domain.includes('.'))
      return [draftMessage('not-applicable', 'no-domain', 'score')];
    if (tables === undefined) return [draftMessage('unknown', 'could-not-check', 'score')];
    const suffix = suffixOf(domain);
    const engineRules = rulesFor(suffix, 'sender', tables.suffixRules);
    if (engineRules.length === 0) return [draftMessage('pass', 'not-listed', 'score')];
    const more = { place: placeInHeader(view, field), engineRules };
    return [draftMessage('fail', 'listed', 'score', { suffix, domain }, more)];
  },
};
