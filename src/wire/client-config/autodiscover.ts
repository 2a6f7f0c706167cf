/**
 * The answer of Outlook's Autodiscover, "plain old XML" ([MS-OXDSCLI] §2.2.4): what a server gives to a POST at
 * /autodiscover/autodiscover.xml. Current Outlook programs look elsewhere first; Thunderbird and older ones use it.
 */
import type { ClientSettings, MailService } from './types.ts';
import { xmlText } from './xml-text.ts';

const outer = 'http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006';
const inner = 'http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a';

/** `loginName`: what the person types; where it is not given the program asks. */
export function formatAutodiscover(settings: ClientSettings, loginName?: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Autodiscover xmlns="${outer}">`,
    `  <Response xmlns="${inner}">`,
    '    <User>',
    `      <DisplayName>${xmlText(settings.displayName)}</DisplayName>`,
    '    </User>',
    '    <Account>',
    '      <AccountType>email</AccountType>',
    '      <Action>settings</Action>',
    ...settings.services.flatMap((service) => protocolLines(service, settings.domain, loginName)),
    '    </Account>',
    '  </Response>',
    '</Autodiscover>',
    '',
  ].join('\n');
}

function protocolLines(
  service: MailService,
  domain: string,
  loginName: string | undefined,
): readonly string[] {
  const { protocol, host, port, security, authentication } = service;
  const needsLogin = authentication.some((one) => one !== 'none');
  return [
    '      <Protocol>',
    `        <Type>${protocol.toUpperCase()}</Type>`,
    `        <Server>${xmlText(host)}</Server>`,
    `        <Port>${port}</Port>`,
    `        <DomainRequired>off</DomainRequired>`,
    `        <DomainName>${xmlText(domain)}</DomainName>`,
    ...(loginName === undefined ? [] : [`        <LoginName>${xmlText(loginName)}</LoginName>`]),
    '        <SPA>off</SPA>',
    `        <SSL>${security === 'implicit-tls' ? 'on' : 'off'}</SSL>`,
    // [MS-OXDSCLI] Encryption: overrides SSL; 'TLS' is STARTTLS.
    `        <Encryption>${encryptions[security]}</Encryption>`,
    `        <AuthRequired>${needsLogin ? 'on' : 'off'}</AuthRequired>`,
    '      </Protocol>',
  ];
}

const encryptions = { 'implicit-tls': 'SSL', starttls: 'TLS', none: 'None' } as const;
