/** Signs in the sender's name and address. */
import { parse } from 'tldts';
import type { MailTables } from '../../../../findings/mail-tables.ts';
import type { MailView } from '../../../../wire/mail-view/types.ts';
import type { HeaderField } from '../../../../wire/message/types.ts';
import { domainOfAddress, firstField, senderOf } from '../../headers/fields.ts';
import { listedName } from '../../links/host-lists.ts';
import { brandIn, isOfBrand } from './brand.ts';
import { hasStyledLetters, isOddLabel } from './shapes.ts';
import type { Sign } from './types.ts';

type Add = (sign: string, field?: HeaderField) => void;

/** Signs of the field From; `add` puts them to the others. */
export function addSender(view: MailView, tables: MailTables, add: Add): void {
  const from = firstField(view, 'from');
  const { name = '', address = '' } = senderOf(view) ?? {};
  const host = domainOfAddress(address);
  // 'Mail Delivery System' is no borrowed name where a server reports.
  const isReport = /^(?:mailer-daemon|postmaster)@/i.test(address);
  for (const sign of [
    ...(isReport ? [] : nameSigns(name, host, tables)),
    ...addressSigns(address, host, tables),
  ])
    add(sign, from);
}

function* nameSigns(name: string, host: string, { brands, linkHosts }: MailTables): Generator<Sign['sign']> {
  const domain = parse(host).domain ?? host;
  const brand = brandIn(name, brands);
  if (brand !== undefined && !isOfBrand(domain, brand, linkHosts.cheapSuffixes)) yield 'name-of-brand';
  if (/@[a-z0-9-]+\.[a-z]/i.test(name) && !name.includes(`@${domain}`)) yield 'name-is-other-address';
  if (/[$!*]{1,}|\b(?:free|cash|loan|winner|offer|deals|casino|pharmacy|rewards?)\b/i.test(name))
    yield 'name-of-offer';
  if (/\p{Extended_Pictographic}/u.test(name)) yield 'name-picture';
  if (hasStyledLetters(name)) yield 'name-styled';
}

function* addressSigns(address: string, host: string, { linkHosts }: MailTables): Generator<Sign['sign']> {
  if (/\d{5}|^[a-z0-9]{16,}$/i.test(address.split('@', 1)[0] ?? '')) yield 'sender-of-digits';
  if (host === '') return;
  const { publicSuffix, isIcann, isPrivate, isIp } = parse(host, { allowPrivateDomains: true });
  if (isIp !== true && isIcann !== true && isPrivate !== true) yield 'sender-without-suffix';
  if (linkHosts.cheapSuffixes.has(publicSuffix ?? '')) yield 'sender-cheap-suffix';
  if (
    listedName(host, linkHosts.freeSenders) !== undefined ||
    listedName(host, linkHosts.freeHosts) !== undefined
  )
    yield 'sender-of-free-pages';
  if (host.split('.').some(isOddLabel)) yield 'sender-odd-name';
}
