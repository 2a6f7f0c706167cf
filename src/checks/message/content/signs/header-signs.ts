/** Signs in the header of a message. */
import { getDomain } from 'tldts';
import { placeInHeader } from '../../../../wire/mail-view/index.ts';
import type { MailView } from '../../../../wire/mail-view/types.ts';
import type { HeaderField } from '../../../../wire/message/types.ts';
import { domainOfAddress, firstField, mailboxesIn, senderOf } from '../../headers/fields.ts';
import { isMailboxProvider } from '../../headers/mailbox-providers.ts';
import { countLetters } from '../letters.ts';
import { addSender } from './sender-signs.ts';
import { hasStyledLetters } from './shapes.ts';
import type { Sign, SignReader } from './types.ts';

const registrable = (name: string): string => getDomain(name) ?? name;

export const headerSigns: SignReader = (view, tables) => {
  const signs: Sign[] = [];
  const add = (sign: string, field?: HeaderField): void => {
    signs.push({ sign, ...(field !== undefined && { place: placeInHeader(view, field) }) });
  };
  const sender = senderOf(view);
  const domain = registrable(domainOfAddress(sender?.address ?? ''));
  addSender(view, tables, add);
  addReplyTo(view, domain, add);
  addRecipients(view, sender?.address ?? '', add);
  addSubject(view, add);
  addThread(view, domain, add);
  return signs;
};

/** What programs of mailing lists write; List-Id alone, which bulk mail has as often, says less. */
const listFields = ['list-post', 'list-archive', 'x-mailing-list', 'x-beenthere', 'mailing-list'];
const isList = (view: MailView): boolean =>
  view.fields.some(({ key }) => key === 'list-id' || listFields.includes(key));

type Add = (sign: string, field?: HeaderField) => void;

function addReplyTo(view: MailView, domain: string, add: Add): void {
  const field = firstField(view, 'reply-to');
  const other = registrable(domainOfAddress(mailboxesIn(view, ['reply-to'])[0]?.address ?? ''));
  if (other === '' || other === domain) return;
  add(isMailboxProvider(other) ? 'reply-to-freemail' : 'reply-to-elsewhere', field);
}

function addRecipients(view: MailView, sender: string, add: Add): void {
  const recipients = mailboxesIn(view, ['to', 'cc']).filter(({ address }) => address !== '');
  const to = firstField(view, 'to');
  if (recipients.length === 0) add('no-recipient', to);
  if (recipients.some(({ address }) => address.toLowerCase() === sender.toLowerCase()) && sender !== '')
    add('to-itself', to);
  const copies = mailboxesIn(view, ['cc']).map(({ address }) => address.toLowerCase());
  const named = mailboxesIn(view, ['to']).map(({ address }) => address.toLowerCase());
  if (copies.length > 0 && copies.every((address) => named.includes(address)))
    add('copy-to-itself', firstField(view, 'cc'));
  const subject = firstField(view, 'subject');
  const local = (recipients[0]?.address ?? '').split('@', 1)[0] ?? '';
  if (
    !isList(view) &&
    local.length >= 4 &&
    subject?.value.toLowerCase().includes(local.toLowerCase()) === true
  )
    add('recipient-in-subject', subject);
}

function addSubject(view: MailView, add: Add): void {
  const field = firstField(view, 'subject');
  if (field === undefined || field.value === '') {
    add('no-subject', field);
    return;
  }
  const { value, rawValue } = field;
  const { letters, capitals } = countLetters(value);
  if (letters >= 10 && capitals / letters > 0.75) add('subject-capitals', field);
  if (/[!！]/.test(value)) add(/[!！]{2}/.test(value) ? 'subject-marks' : 'subject-mark', field);
  if (/[$€£] ?\d|\d ?[$€£]|\d ?%/.test(value)) add('subject-amount', field);
  if (/\s{3,}\S{1,20}$|[-_#:] ?[a-z0-9]{8,}$|\(?\b[A-Z0-9]{3,}-?[A-Z0-9]{4,}\)?$|\d{5,}/.test(rawValue))
    add('subject-code', field);
  if (/\p{Extended_Pictographic}/u.test(value)) add('subject-picture', field);
  if (/=\?[^?]+\?b\?/i.test(rawValue) && /^[\x20-\x7e]*$/.test(value)) add('subject-base64', field);
  if (hasStyledLetters(value)) add('subject-styled', field);
  if (isReply(value) && !hasThread(view)) add('reply-without-thread', field);
}

/** 'Re:' and 'Fwd:' as programs of several languages write them, also behind the name of a list. */
const isReply = (subject: string): boolean =>
  /^\s*(?:\[[^\]]{1,60}\]\s{0,3})?(?:re|fwd?|aw|wg|sv|vs|antw|tr|res|enc|rif|odp|ynt)(?:\[\d{1,3}\]|\^\d{1,3})? {0,3}[:：]/i.test(
    subject,
  );

const hasThread = (view: MailView): boolean =>
  view.fields.some(({ key }) => key === 'in-reply-to' || key === 'references');

/** Programs make identifiers of 30 to 120 characters; nobody answers one of more than 200. */
const LONGEST_ID = 200;

function addReferences(view: MailView, add: Add): void {
  const fields = view.fields.filter(({ key }) => key === 'in-reply-to' || key === 'references');
  const odd = fields.find(({ value }) => value.split(/\s+/).some((id) => id.length > LONGEST_ID));
  if (odd !== undefined) add('odd-thread', odd);
  else add(isReply(firstField(view, 'subject')?.value ?? '') ? 'thread' : 'thread-unsaid');
}

function addThread(view: MailView, domain: string, add: Add): void {
  if (hasThread(view)) addReferences(view, add);
  const keys = new Set(view.fields.map(({ key }) => key));
  if (listFields.some((key) => keys.has(key))) add('list');
  else if (keys.has('list-id')) add('list-id');
  const leave = firstField(view, 'list-unsubscribe');
  if (leave !== undefined)
    add(/<\s*(?:https?|mailto):/i.test(leave.value) ? 'list-unsubscribe' : 'odd-list-unsubscribe', leave);
  const id = firstField(view, 'message-id');
  const idDomain = /@([^>\s]+)>?\s*$/.exec(id?.value ?? '')?.[1]?.toLowerCase() ?? '';
  if (id === undefined) add('no-message-id');
  else if (!idDomain.includes('.')) add('odd-message-id', id);
  else if (registrable(idDomain) === domain) add('own-message-id');
  if (firstField(view, 'date') === undefined) add('no-date');
  if (!keys.has('mime-version') && view.fields.some(({ key }) => key === 'content-type'))
    add('no-mime-version');
  const priority = firstField(view, 'x-priority')?.value ?? '';
  if (/^\s*[12]\b/.test(priority) || /high/i.test(firstField(view, 'importance')?.value ?? ''))
    add('priority');
}
