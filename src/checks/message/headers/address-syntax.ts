/** Are the other address fields written as RFC 5322 §3.4 has them: no address that is none, no quote left open? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { type Mailbox, parseAddress } from '../../../wire/address/index.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { googleReplies, rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { mailboxesOf } from './fields.ts';

const keys = ['sender', 'reply-to', 'to', 'cc', 'bcc'];

export const addressSyntax: MessageCheck = {
  id: 'headers/address-syntax',
  sources: [rfc('5322 §3.4'), googleReplies, rspamdRules, spamAssassinRules],
  run: (view) => {
    const drafts = view.fields.flatMap((field) => {
      if (!keys.includes(field.key) || field.rawValue === '') return [];
      const isOpen = hasOpenQuote(field.rawValue);
      const bad = isOpen ? undefined : mailboxesOf(field).find(isBad);
      if (!isOpen && bad === undefined) return [];
      const text = bad === undefined ? '' : bad.address || bad.name;
      return [
        draftMessage(
          'fail',
          isOpen ? 'open-quote' : 'no-address',
          'refused',
          { header: field.name, text: text.slice(0, 200) },
          {
            place: placeInHeader(view, field),
            receivers: ['google'],
            engineRules: rulesFor(field.key),
          },
        ),
      ];
    });
    return drafts.length === 0 ? [draftMessage('pass', 'valid', 'refused')] : capped(drafts);
  },
};

/** A mailbox without a readable address; '<>' and bare names too. An empty group gives no mailbox at all. */
function isBad({ address }: Mailbox): boolean {
  return !parseAddress(address).ok;
}

function rulesFor(key: string) {
  if (key === 'reply-to') return [rspamd('REPLYTO_UNPARSEABLE', 1)];
  return key === 'to' ? [spamAssassin('TO_MALFORMED', 0.1)] : [];
}

/** RFC 5322 §3.2.4: an odd number of quotes that no backslash protects. Comments may hold one quote. */
function hasOpenQuote(value: string): boolean {
  let isOpen = false;
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const char = value.charAt(at);
    if (char === '\\') at++;
    else if (char === '"' && depth === 0) isOpen = !isOpen;
    else if (!isOpen && char === '(') depth++;
    else if (!isOpen && char === ')' && depth > 0) depth--;
  }
  return isOpen;
}
