/** The domains that a message shows, each with its first place: what receivers ask DNS lists about. */
import { getDomain } from 'tldts';
import { isFullName } from '../base/host-name.ts';
import { parseMailboxList } from '../wire/address/index.ts';
import { findDkimSignatures } from '../wire/dkim/index.ts';
import { linksOf, parseTarget } from '../wire/links/index.ts';
import { type MailView, type Place, placeInHeader, placeInText } from '../wire/mail-view/index.ts';
import type { HeaderField } from '../wire/message/types.ts';

/** 'link' and 'image' stand in the text, the others in the header. */
export type NameRole = 'From' | 'Reply-To' | 'DKIM' | 'Message-ID' | 'List-Unsubscribe' | 'link' | 'image';

export interface ShownName {
  /** Registered domain, Punycode, as lists hold it. */
  readonly name: string;
  readonly role: NameRole;
  readonly place: Place;
}

const MAX_MAILBOXES = 10;
const MAX_URIS = 10;

/** Each name once for a role; names of the header first, then links in order, then pictures. */
export function namesShownIn(view: MailView): readonly ShownName[] {
  const found = new Map<string, ShownName>();
  const add = (host: string, role: NameRole, place: () => Place): void => {
    const name = getDomain(host, { allowPrivateDomains: true });
    if (name === null || !isFullName(name) || found.has(`${role} ${name}`)) return;
    found.set(`${role} ${name}`, { name, role, place: place() });
  };
  for (const [role, field, host] of hostsInHeader(view)) add(host, role, () => placeInHeader(view, field));
  for (const role of ['link', 'image'] as const) {
    for (const { source, target, part, start, end } of linksOf(view).links) {
      if (target.kind !== 'web' || target.isIp || (source === 'image') !== (role === 'image')) continue;
      add(target.host, role, () => placeInText(view, part, start, end));
    }
  }
  return [...found.values()];
}

type HeaderHost = readonly [role: NameRole, field: HeaderField, host: string];

function hostsInHeader(view: MailView): readonly HeaderHost[] {
  const named = (key: string): readonly HeaderField[] => view.fields.filter((field) => field.key === key);
  const mailboxes = (role: NameRole, key: string) =>
    named(key).flatMap((field) =>
      parseMailboxList(field.rawValue, MAX_MAILBOXES).map(
        ({ address }): HeaderHost => [role, field, afterAt(address)],
      ),
    );
  const [signature] = named('dkim-signature');
  const signers = signature === undefined ? [] : findDkimSignatures(view.raw);
  return [
    ...mailboxes('From', 'from'),
    ...mailboxes('Reply-To', 'reply-to'),
    ...signers.flatMap(({ domain }, i): readonly HeaderHost[] => {
      const field = named('dkim-signature')[i] ?? signature;
      return field === undefined ? [] : [['DKIM', field, domain]];
    }),
    ...named('message-id').map(
      (field): HeaderHost => ['Message-ID', field, afterAt(field.rawValue.replace(/[<>\s]/g, ''))],
    ),
    ...named('list-unsubscribe').flatMap((field) =>
      urisIn(field.rawValue).map((host): HeaderHost => ['List-Unsubscribe', field, host]),
    ),
  ];
}

const afterAt = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Hosts of the web addresses of a list of URIs in angle brackets (RFC 2369 §2). */
function urisIn(value: string): readonly string[] {
  return value
    .split('<', MAX_URIS + 1)
    .slice(1)
    .flatMap((part) => {
      const target = parseTarget(part.split('>', 1)[0] ?? '');
      return target.kind === 'web' && !target.isIp ? [target.host] : [];
    });
}
