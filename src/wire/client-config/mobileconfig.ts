/**
 * Apple's configuration profile (.mobileconfig) with a mail account (developer.apple.com, com.apple.mail.managed): a property list.
 * It holds no password. UseSSL is TLS from the first octet, STARTTLS cannot be demanded (RFC 8314 §3 prefers the former anyway), so
 * 465 and 993 are taken where they are offered. Unsigned profiles are shown with a warning: sign it (openssl smime -sign).
 */
import { createHash } from 'node:crypto';
import type { ClientSettings, MailSecurity, MailService } from './types.ts';
import { xmlText } from './xml-text.ts';

export interface AppleAccount {
  /** The address that is set up. */
  readonly address: string;
  /** Shown as the sender's name. */
  readonly fullName?: string;
}

/** A value of a property list. */
type PropertyValue =
  | string
  | number
  | boolean
  | readonly PropertyValue[]
  | { readonly [key: string]: PropertyValue };

/** Undefined where the settings lack an incoming or an outgoing server: such a profile is refused by the device. */
export function formatMobileconfig(settings: ClientSettings, account: AppleAccount): string | undefined {
  const incoming = best(settings.services.filter(({ protocol }) => protocol !== 'smtp'));
  const outgoing = best(settings.services.filter(({ protocol }) => protocol === 'smtp'));
  if (incoming === undefined || outgoing === undefined) return undefined;
  const { domain, displayName } = settings;
  const reversed = domain.split('.').toReversed().join('.');
  const identifier = `${reversed}.mail.${digest(account.address).slice(0, 12)}`;
  const mail: PropertyValue = {
    PayloadType: 'com.apple.mail.managed',
    PayloadIdentifier: `${identifier}.account`,
    PayloadUUID: stableUuid(`${identifier}.account`),
    PayloadVersion: 1,
    PayloadDisplayName: displayName,
    EmailAccountDescription: displayName,
    ...(account.fullName !== undefined && { EmailAccountName: account.fullName }),
    EmailAccountType: incoming.protocol === 'imap' ? 'EmailTypeIMAP' : 'EmailTypePOP',
    EmailAddress: account.address,
    ...serverKeys('Incoming', incoming, account.address),
    ...serverKeys('Outgoing', outgoing, account.address),
    OutgoingPasswordSameAsIncomingPassword: true,
  };
  const profile: PropertyValue = {
    PayloadType: 'Configuration',
    PayloadIdentifier: identifier,
    PayloadUUID: stableUuid(identifier),
    PayloadVersion: 1,
    PayloadDisplayName: displayName,
    PayloadOrganization: domain,
    PayloadContent: [mail],
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...linesOf(profile, ''),
    '</plist>',
    '',
  ].join('\n');
}

const order: readonly MailSecurity[] = ['implicit-tls', 'starttls', 'none'];

/** IMAP before POP3, then the safer connection, then the order given. */
function best(services: readonly MailService[]): MailService | undefined {
  const rank = ({ protocol, security }: MailService): number =>
    (protocol === 'pop3' ? order.length : 0) + order.indexOf(security);
  return services.toSorted((a, b) => rank(a) - rank(b))[0];
}

function serverKeys(
  side: 'Incoming' | 'Outgoing',
  service: MailService,
  address: string,
): Record<string, PropertyValue> {
  const user =
    service.login === 'address' ? address : address.slice(0, Math.max(0, address.lastIndexOf('@')));
  const method = service.authentication[0] ?? 'password';
  return {
    [`${side}MailServerHostName`]: service.host,
    [`${side}MailServerPortNumber`]: service.port,
    [`${side}MailServerUseSSL`]: service.security !== 'none',
    [`${side}MailServerAuthentication`]: appleAuthentications[method],
    ...(method !== 'none' && { [`${side}MailServerUsername`]: user }),
  };
}

/** The profile knows no OAuth for IMAP accounts: the device then asks for a password, which providers call an app password. */
const appleAuthentications = {
  password: 'EmailAuthPassword',
  'encrypted-password': 'EmailAuthCRAMMD5',
  oauth2: 'EmailAuthPassword',
  none: 'EmailAuthNone',
} as const;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same identifier gives the same UUID, so that a new profile replaces the old one (RFC 9562 §5.8, version 8). */
function stableUuid(text: string): string {
  const hex = digest(text);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-').toUpperCase();
}

function linesOf(value: PropertyValue, indent: string): readonly string[] {
  if (typeof value === 'string') return [`${indent}<string>${xmlText(value)}</string>`];
  if (typeof value === 'number') return [`${indent}<integer>${value}</integer>`];
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  const inner = `${indent}  `;
  if (isList(value))
    return [`${indent}<array>`, ...value.flatMap((one) => linesOf(one, inner)), `${indent}</array>`];
  const entries = Object.entries(value).flatMap(([key, one]) => [
    `${inner}<key>${xmlText(key)}</key>`,
    ...linesOf(one, inner),
  ]);
  return [`${indent}<dict>`, ...entries, `${indent}</dict>`];
}

const isList = (value: PropertyValue): value is readonly PropertyValue[] => Array.isArray(value);
