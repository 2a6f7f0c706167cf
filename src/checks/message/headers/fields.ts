/** Fields of the message's own header, and what stands in them. */
import { getDomain } from 'tldts';
import { type Mailbox, parseMailboxList } from '../../../wire/address/index.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';

const MAX_MAILBOXES = 200;

/** All fields of a name given in lower case. */
export const fieldsOf = ({ fields }: MailView, key: string): readonly HeaderField[] =>
  fields.filter((field) => field.key === key);

export const firstField = ({ fields }: MailView, key: string): HeaderField | undefined =>
  fields.find((field) => field.key === key);

const known = new WeakMap<HeaderField, readonly Mailbox[]>();

/** The mailboxes of a field, at most 200; read once however many checks look at them. */
export function mailboxesOf(field: HeaderField): readonly Mailbox[] {
  const before = known.get(field);
  if (before !== undefined) return before;
  const mailboxes = parseMailboxList(field.rawValue, MAX_MAILBOXES);
  known.set(field, mailboxes);
  return mailboxes;
}

/** Every mailbox of the fields of these names. */
export const mailboxesIn = (view: MailView, keys: readonly string[]): readonly Mailbox[] =>
  view.fields.filter(({ key }) => keys.includes(key)).flatMap(mailboxesOf);

/** Lower case; '' where there is no '@'. */
export function domainOfAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 ? '' : address.slice(at + 1).toLowerCase();
}

/** The first mailbox of From that has an address. */
export function senderOf(view: MailView): Mailbox | undefined {
  return mailboxesIn(view, ['from']).find(({ address }) => address !== '');
}

/** Domain of the sender; '' where it is not known. */
export const senderDomain = (view: MailView): string => domainOfAddress(senderOf(view)?.address ?? '');

/** Do both belong to one registered domain? */
export function isSameOrganisation(one: string, other: string): boolean {
  return one === other || organisationOf(one) === organisationOf(other);
}

const listFields = ['list-id', 'list-post', 'list-archive', 'x-mailing-list', 'x-beenthere', 'mailing-list'];

/** A mailing list passed it on (RFC 2369, RFC 2919, and what older lists write). */
export const isOfList = ({ fields }: MailView): boolean => fields.some(({ key }) => listFields.includes(key));

const organisationOf = (domain: string): string => getDomain(domain, { allowPrivateDomains: true }) ?? domain;
