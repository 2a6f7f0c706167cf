/**
 * The document that Thunderbird and its like fetch ("Mail Autoconfig", draft-ietf-mailmaint-autoconfig-06, Informational):
 * clientConfig 1.1. Written for a domain, and read as others publish it; unknown elements are passed over.
 */
import { failed, ok, type Result } from '../../base/result.ts';
import type { ClientSettings, MailAuthentication, MailProtocol, MailSecurity, MailService } from './types.ts';
import { xmlText } from './xml-text.ts';
import { childrenOf, parseXmlTree, textOf, type XmlElement } from './xml-tree.ts';

/** The draft, §4.2: displayName MUST be at most 60 characters, displayShortName 20. */
const MAX_NAME = 60;
const MAX_SHORT_NAME = 20;
const MAX_SERVICES = 20;

const sockets = { 'implicit-tls': 'SSL', starttls: 'STARTTLS', none: 'plain' } as const;
const authentications = {
  password: 'password-cleartext',
  'encrypted-password': 'password-encrypted',
  oauth2: 'OAuth2',
  none: 'none',
} as const;
const logins = { address: '%EMAILADDRESS%', 'local-part': '%EMAILLOCALPART%' } as const;

/** Where the document of a domain is looked for, in this order. */
export function autoconfigUrls(domain: string): readonly string[] {
  return [
    `https://autoconfig.${domain}/mail/config-v1.1.xml`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ];
}

const firstCharacters = (text: string, count: number): string => [...text].slice(0, count).join('');

/** Writes the document; incoming servers first, each in the order given. */
export function formatAutoconfig(settings: ClientSettings): string {
  const { domain, otherDomains = [], displayName, displayShortName = displayName, services } = settings;
  const ordered = [
    ...services.filter(({ protocol }) => protocol !== 'smtp'),
    ...services.filter(({ protocol }) => protocol === 'smtp'),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<clientConfig version="1.1">',
    `  <emailProvider id="${xmlText(domain)}">`,
    ...[domain, ...otherDomains].map((name) => `    <domain>${xmlText(name)}</domain>`),
    `    <displayName>${xmlText(firstCharacters(displayName, MAX_NAME))}</displayName>`,
    `    <displayShortName>${xmlText(firstCharacters(displayShortName, MAX_SHORT_NAME))}</displayShortName>`,
    ...ordered.flatMap(serverLines),
    '  </emailProvider>',
    '</clientConfig>',
    '',
  ].join('\n');
}

function serverLines(service: MailService): readonly string[] {
  const { protocol, host, port, security, authentication, login } = service;
  const name = protocol === 'smtp' ? 'outgoingServer' : 'incomingServer';
  return [
    `    <${name} type="${protocol}">`,
    `      <hostname>${xmlText(host)}</hostname>`,
    `      <port>${port}</port>`,
    `      <socketType>${sockets[security]}</socketType>`,
    ...authentication.map((one) => `      <authentication>${authentications[one]}</authentication>`),
    `      <username>${logins[login]}</username>`,
    `    </${name}>`,
  ];
}

/** A document as read. */
export interface AutoconfigDocument {
  readonly id?: string;
  readonly domains: readonly string[];
  readonly displayName?: string;
  readonly displayShortName?: string;
  /** Servers that a program can use. */
  readonly services: readonly MailService[];
  /** 'no-incoming', 'no-outgoing', 'no-domain', 'name-too-long', 'host', 'port', 'socket', 'authentication', 'type', 'login',
   * 'too-many'; each once. */
  readonly problems: readonly string[];
}

/** Problem codes: those of `parseXmlTree`, 'not-client-config' (another document, such as a web page), 'no-provider'. */
export function parseAutoconfig(text: string): Result<AutoconfigDocument> {
  const tree = parseXmlTree(text);
  if (!tree.ok) return tree;
  if (tree.value.name !== 'clientconfig')
    return failed('not-client-config', `The document is '${tree.value.name}', not a clientConfig.`);
  const provider = childrenOf(tree.value, 'emailprovider')[0];
  if (provider === undefined) return failed('no-provider', 'The document holds no emailProvider.');
  const problems = new Set<string>();
  const servers = provider.children.filter(
    ({ name }) => name === 'incomingserver' || name === 'outgoingserver',
  );
  if (servers.length > MAX_SERVICES) problems.add('too-many');
  const services = servers.slice(0, MAX_SERVICES).flatMap((server) => readServer(server, problems) ?? []);
  if (!services.some(({ protocol }) => protocol !== 'smtp')) problems.add('no-incoming');
  if (!services.some(({ protocol }) => protocol === 'smtp')) problems.add('no-outgoing');
  const domains = childrenOf(provider, 'domain').map((domain) => domain.text.toLowerCase());
  if (domains.length === 0) problems.add('no-domain');
  const displayName = textOf(provider, 'displayname');
  const displayShortName = textOf(provider, 'displayshortname');
  if ([...(displayName ?? '')].length > MAX_NAME || [...(displayShortName ?? '')].length > MAX_SHORT_NAME)
    problems.add('name-too-long');
  const id = provider.attributes['id'];
  return ok({
    ...(id !== undefined && { id }),
    domains: domains.slice(0, MAX_SERVICES),
    ...(displayName !== undefined && { displayName }),
    ...(displayShortName !== undefined && { displayShortName }),
    services,
    problems: [...problems],
  });
}

function readServer(server: XmlElement, problems: Set<string>): MailService | undefined {
  const protocol = readProtocol(server);
  const host = textOf(server, 'hostname')?.toLowerCase() ?? '';
  const port = Number(textOf(server, 'port') ?? '');
  const security = readSocket(textOf(server, 'sockettype'));
  const username = textOf(server, 'username');
  const named = childrenOf(server, 'authentication').map(({ text }) => text.toLowerCase());
  const authentication = named.flatMap((text) => readAuthentication(text) ?? []);
  if (protocol === undefined) problems.add('type');
  // A host may hold %EMAILDOMAIN%, which the program fills in.
  const isHost = /^[a-z0-9%_][a-z0-9.%_-]{0,252}$/.test(host);
  if (!isHost) problems.add('host');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.add('port');
  if (security === undefined) problems.add('socket');
  if (authentication.length === 0 && !named.some((text) => otherAuthentications.has(text)))
    problems.add('authentication');
  if (needsLogin(authentication) && (username ?? '') === '') problems.add('login');
  const isUsable = isHost && Number.isInteger(port) && port >= 1 && port <= 65_535;
  if (protocol === undefined || security === undefined || !isUsable) return undefined;
  return { protocol, host, port, security, authentication, login: readLogin(username) };
}

function readProtocol({ name, attributes }: XmlElement): MailProtocol | undefined {
  const type = attributes['type']?.toLowerCase();
  if (name === 'outgoingserver') return type === 'smtp' ? 'smtp' : undefined;
  return type === 'imap' || type === 'pop3' ? type : undefined;
}

function readSocket(text: string | undefined): MailSecurity | undefined {
  switch (text?.toLowerCase()) {
    case 'ssl':
    case 'tls':
      return 'implicit-tls';
    case 'starttls':
      return 'starttls';
    case 'plain':
      return 'none';
    default:
      return undefined;
  }
}

function readAuthentication(text: string): MailAuthentication | undefined {
  switch (text) {
    case 'password-cleartext':
    case 'plain':
      return 'password';
    case 'password-encrypted':
    case 'secure':
      return 'encrypted-password';
    case 'oauth2':
      return 'oauth2';
    case 'none':
    case 'client-ip-address':
    case 'smtp-after-pop':
      return 'none';
    default:
      return undefined;
  }
}

/** Of the draft too; nothing more is made of them here. */
const otherAuthentications = new Set(['ntlm', 'gssapi', 'tls-client-cert']);

const needsLogin = (authentication: readonly MailAuthentication[]): boolean =>
  authentication.some((one) => one !== 'none');

/** A mixture such as '%EMAILLOCALPART%@example.org' is taken for the address. */
function readLogin(text: string | undefined): MailService['login'] {
  return text?.toUpperCase() === logins['local-part'] ? 'local-part' : 'address';
}
