/** Are there marks like '%NAME' in other fields? SpamAssassin takes them for a template of a spam program. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { spamAssassinRules } from '../published-sources.ts';

const exempt =
  /^(?:x-vms-to|x-uidl|x-face|to|cc|from|subject|references|in-reply-to|(?:x-|resent-|x-original-)?message-id)$/;

export const headerTemplate: MessageCheck = {
  id: 'leftovers/header-template',
  sources: [spamAssassinRules],
  run: (view) => {
    const drafts = view.fields.flatMap((field) => {
      const mark = exempt.test(field.key)
        ? undefined
        : /%[A-Z][A-Z_-]{1,40}/.exec(field.rawValue.slice(0, 10_000))?.[0];
      if (mark === undefined) return [];
      return [
        draftMessage(
          'fail',
          'mark',
          'score',
          { header: field.name, mark },
          { place: placeInHeader(view, field), engineRules: [spamAssassin('UNRESOLVED_TEMPLATE', 1.252)] },
        ),
      ];
    });
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'score')] : capped(drafts);
  },
};
