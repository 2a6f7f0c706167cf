/**
 * Does the sender's name only say who sends? Google's guidelines on display names, as far as they can be told without
 * judging words, and the rules of engines about names.
 */
import type { EngineRule, MailProfile, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { findAddresses } from '../../../wire/address/index.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { googleGuidelines, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { domainOfAddress, firstField, mailboxesIn, senderOf } from './fields.ts';
import { startsLikeReply } from './reply-words.ts';

interface Found {
  readonly message: string;
  /** Google's guidelines speak of it. */
  readonly isGuideline: boolean;
  readonly rule?: EngineRule;
}

export const displayName: MessageCheck = {
  id: 'headers/display-name',
  sources: [googleGuidelines, rspamdRules, spamAssassinRules],
  run: (view, { profile }) => {
    const field = firstField(view, 'from');
    const sender = senderOf(view);
    if (field === undefined || sender === undefined)
      return [draftMessage('not-applicable', 'no-from', 'policy')];
    const name = sender.name.slice(0, 500);
    const place = placeInHeader(view, field);
    const found = name === '' ? blankName(field.rawValue) : foundIn(name, sender.address.toLowerCase(), view);
    if (found.length === 0) return [draftMessage('pass', name === '' ? 'no-name' : 'plain', 'policy')];
    return found.map(
      (one): MessageDraft =>
        draftMessage(
          'fail',
          one.message,
          classOf(one, profile),
          { name: name.slice(0, 100) },
          {
            place,
            receivers: one.isGuideline ? ['google'] : [],
            ...(one.rule !== undefined && { engineRules: [one.rule] }),
          },
        ),
    );
  },
};

/** The guidelines are for commercial and bulk mail. */
function classOf({ isGuideline, rule }: Found, profile: MailProfile): MessageDraft['consequence'] {
  if (isGuideline && profile !== 'personal') return 'policy';
  return rule === undefined ? 'information' : 'score';
}

function blankName(value: string): readonly Found[] {
  return /(?:^|\s)"" <[^\s<>]{1,300}>/.test(value.slice(0, 1_000))
    ? [{ message: 'blank', isGuideline: false, rule: spamAssassin('FROM_BLANK_NAME', 0.723) }]
    : [];
}

function foundIn(name: string, address: string, view: MailView): readonly Found[] {
  const found: Found[] = [...addressIn(name, address, view)];
  const add = (message: string, isGuideline: boolean, rule?: EngineRule): void => {
    found.push({ message, isGuideline, ...(rule !== undefined && { rule }) });
  };
  if (/[([]\d{1,3}[)\]]\s*$|^\s*[([]\d{1,3}[)\]]/.test(name)) add('thread-counter', true);
  else if (/[[(]\s*[vxz✓✔]\s*[\])]/i.test(name)) add('badge', true);
  if (/[✓✔✅☑🗸🔵🛡]/u.test(name)) add('check-mark', true);
  else if (/\p{Extended_Pictographic}/u.test(name.replaceAll(/[\d#*©®™]/g, ''))) add('emoji', false);
  if (startsLikeReply(name)) add('reply-prefix', true);
  if (isNameOfRecipient(name, address, view)) add('recipient', true);
  if (/^(?:mrs?|dr)[.\s]/i.test(name)) add('title', false, rspamd('FROM_NAME_HAS_TITLE', 1));
  if (/\s\s/.test(name)) add('spaces', false, rspamd('FROM_NAME_EXCESS_SPACE', 1));
  return found;
}

function addressIn(name: string, address: string, view: MailView): readonly Found[] {
  if (name.toLowerCase() === address)
    return [{ message: 'own-address', isGuideline: false, rule: rspamd('FROM_DN_EQ_ADDR', 1) }];
  const domain = findAddresses(name, 5)
    .map((one) => domainOfAddress(one.address))
    .find((one) => one.includes('.') && one !== domainOfAddress(address));
  if (domain === undefined) return [];
  const isTheirs = mailboxesIn(view, ['to', 'cc']).some((one) => domainOfAddress(one.address) === domain);
  return [
    {
      message: 'other-address',
      isGuideline: true,
      rule: isTheirs ? rspamd('SPOOF_DISPLAY_NAME', 8) : rspamd('FROM_NEQ_DISPLAY_NAME', 4),
    },
  ];
}

/** The same name before another address; mail to oneself is no such case. */
function isNameOfRecipient(name: string, address: string, view: MailView): boolean {
  const wanted = name.toLowerCase().trim();
  const recipients = mailboxesIn(view, ['to']);
  return (
    wanted !== '' &&
    recipients.some((one) => one.name.toLowerCase().trim() === wanted) &&
    !recipients.some((one) => one.address.toLowerCase() === address)
  );
}
