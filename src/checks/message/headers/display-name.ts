/**
 * Does the sender's name only say who sends? Google's guidelines on display names, as far as they can be told without
 * judging words, and the rules of engines about names.
 */
import { getDomain } from 'tldts';
import type { MailTables } from '../../../findings/mail-tables.ts';
import type { EngineRule, MailProfile, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { findAddresses } from '../../../wire/address/index.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { googleGuidelines, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { domainOfAddress, firstField, isSameOrganisation, mailboxesIn, senderOf } from './fields.ts';
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
  run: (view, { profile, tables }) => {
    const field = firstField(view, 'from');
    const sender = senderOf(view);
    if (field === undefined || sender === undefined)
      return [draftMessage('not-applicable', 'no-from', 'policy')];
    const name = sender.name.slice(0, 500);
    const place = placeInHeader(view, field);
    const found =
      name === ''
        ? blankName(field.rawValue)
        : [
            ...foundIn(name, sender.address.toLowerCase(), view, tables?.brands),
            ...spacesIn(name, field.rawValue),
          ];
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

function foundIn(
  name: string,
  address: string,
  view: MailView,
  brands?: MailTables['brands'],
): readonly Found[] {
  const found: Found[] = [...addressIn(name, address, view), ...domainIn(name, address, brands)];
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
  return found;
}

/** In the decoded name, or as it is written: what reads addresses makes one space of several. */
function spacesIn(name: string, value: string): readonly Found[] {
  const written = value.slice(0, Math.min(500, value.indexOf('<'))).trim();
  const isSpaced = /\s\s/.test(name) || /[^\s"]\s\s/.test(written);
  return isSpaced
    ? [{ message: 'spaces', isGuideline: false, rule: rspamd('FROM_NAME_EXCESS_SPACE', 1) }]
    : [];
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

/** Names of hosts; at most so many are looked at. */
const HOST = /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]{2,63}\.){1,4}\p{L}{2,24}(?![\p{L}\p{N}@_-])/gu;
const MAX_HOSTS = 5;

/**
 * 'paypal.com support' before an address of somebody else. Only domains of brands that deceivers borrow: others stand in many names,
 * of shops and of services that send for them.
 */
function domainIn(name: string, address: string, brands: MailTables['brands'] = new Map()): readonly Found[] {
  const own = domainOfAddress(address);
  const ofBrands = new Set([...brands.values()].flat());
  const isBorrowed = [...name.matchAll(HOST)].slice(0, MAX_HOSTS).some(([host]) => {
    const domain = getDomain(host);
    return domain !== null && ofBrands.has(domain) && !isSameOrganisation(domain, own);
  });
  return isBorrowed ? [{ message: 'domain-of-brand', isGuideline: false }] : [];
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
