/** Signs in the header of a message. */
import { getDomain } from 'tldts';
import { placeInHeader } from '../../../../wire/mail-view/index.ts';
import type { MailView } from '../../../../wire/mail-view/types.ts';
import type { HeaderField } from '../../../../wire/message/types.ts';
import { domainOfAddress, firstField, mailboxesIn, senderOf } from '../../headers/fields.ts';
import { isMailboxProvider } from '../../headers/mailbox-providers.ts';
import { countLetters } from '../letters.ts';
import { brandIn } from './brand.ts';
import type { Sign, SignReader } from './types.ts';

const registrable = (name: string): string => getDomain(name) ?? name;

export const headerSigns: SignReader = (view, tables) => {
  const signs: Sign[] = [];
  const add = (sign: string, field?: HeaderField): void => {
    signs.push({ sign, ...(field !== undefined && { place: placeInHeader(view, field) }) });
  };
  const from = firstField(view, 'from');
  const sender = senderOf(view);
  const domain = registrable(domainOfAddress(sender?.address ?? ''));
  const brand = brandIn(sender?.name ?? '', tables.brands);
  if (brand !== undefined && !brand.domains.includes(domain)) add('name-of-brand', from);
  if (/@[a-z0-9-]+\.[a-z]/i.test(sender?.name ?? '') && !(sender?.name ?? '').includes(`@${domain}`))
    add('name-is-other-address', from);
  if (/\d{5}|^[a-z0-9]{16,}$/i.test((sender?.address ?? '').split('@', 1)[0] ?? ''))
    add('sender-of-digits', from);
  if (
    /[$!*]{1,}|\b(?:free|cash|loan|winner|offer|deals|casino|pharmacy|rewards?)\b/i.test(sender?.name ?? '')
  )
    add('name-of-offer', from);
  addReplyTo(view, domain, add);
  addRecipients(view, sender?.address ?? '', add);
  addSubject(view, add);
  addThread(view, domain, add);
  return signs;
};

const listFields = ['list-id', 'list-post', 'list-archive', 'x-mailing-list', 'x-beenthere', 'mailing-list'];
const isList = (view: MailView): boolean => view.fields.some(({ key }) => listFields.includes(key));

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
  const isReply = /^\s*(?:re|fwd?|aw|wg)\s*:/i.test(value);
  if (isReply && !hasThread(view)) add('reply-without-thread', field);
}

const hasThread = (view: MailView): boolean =>
  view.fields.some(({ key }) => key === 'in-reply-to' || key === 'references');

function addThread(view: MailView, domain: string, add: Add): void {
  if (hasThread(view)) add('thread');
  const keys = new Set(view.fields.map(({ key }) => key));
  if (isList(view)) add('list');
  if (keys.has('list-unsubscribe')) add('list-unsubscribe');
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
