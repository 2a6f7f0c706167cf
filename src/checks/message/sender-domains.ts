/** Domains that a message itself gives as the sender's: links there are expected. */
import { getDomain } from 'tldts';
import type { MailGiven } from '../../findings/message-check.ts';
import { findDkimSignatures } from '../../wire/dkim/index.ts';
import type { MailView } from '../../wire/mail-view/types.ts';
import { domainOfAddress, mailboxesIn } from './headers/fields.ts';

const registrable = (name: string): string => getDomain(name) ?? name;

const known = new WeakMap<MailView, readonly string[]>();

/** Registrable domains of From, Sender and the DKIM signatures, the first of From first; found once for each message. */
export function senderDomains(view: MailView): readonly string[] {
  const before = known.get(view);
  if (before !== undefined) return before;
  const senders = mailboxesIn(view, ['from', 'sender']).map(({ address }) => domainOfAddress(address));
  const signers = findDkimSignatures(view.raw).map(({ domain }) => domain);
  const names = [...senders, ...signers].filter((name) => name !== '').map(registrable);
  const domains = [...new Set(names)];
  known.set(view, domains);
  return domains;
}

/** Those and the tracking domains that were given. */
export function ownDomains(view: MailView, given: MailGiven): ReadonlySet<string> {
  return new Set([...senderDomains(view), ...given.trackingDomains.map(registrable)]);
}
