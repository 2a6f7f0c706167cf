import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../../gather/dns/record-text.ts';
import { formatAutoconfig, parseAutoconfig } from './autoconfig.ts';
import { formatAutodiscover } from './autodiscover.ts';
import { formatMobileconfig } from './mobileconfig.ts';
import { formatSrvRecords } from './srv.ts';
import type { ClientSettings, MailService } from './types.ts';
import { childrenOf, parseXmlTree, textOf, type XmlElement } from './xml-tree.ts';

const host = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9](\.[a-z][a-z0-9]{0,8}){1,3}$/);
const service: fc.Arbitrary<MailService> = fc.record({
  protocol: fc.constantFrom('smtp' as const, 'imap' as const, 'pop3' as const),
  host,
  port: fc.integer({ min: 1, max: 65_535 }),
  security: fc.constantFrom('implicit-tls' as const, 'starttls' as const, 'none' as const),
  authentication: fc.uniqueArray(
    fc.constantFrom('password' as const, 'encrypted-password' as const, 'oauth2' as const, 'none' as const),
    { minLength: 1 },
  ),
  login: fc.constantFrom('address' as const, 'local-part' as const),
});
/** Text with every sign that XML escapes, and some beyond ASCII. */
const shownText = fc
  .array(fc.constantFrom('a', 'ü', '&', '<', '>', '"', "'", '😀', ']]>', '&amp;', '--', 'x y'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));
const settings: fc.Arbitrary<ClientSettings> = fc.record({
  domain: host,
  otherDomains: fc.array(host, { maxLength: 2 }),
  displayName: shownText,
  displayShortName: shownText,
  services: fc.array(service, { maxLength: 6 }),
});

const cut = (text: string, count: number): string => [...text].slice(0, count).join('').trim();
const treeOf = (text: string): XmlElement => {
  const tree = parseXmlTree(text);
  if (!tree.ok) throw new Error(tree.problem.message);
  return tree.value;
};

describe('autoconfig', () => {
  test('is read as it is written', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { services } = given;
        const incoming = services.filter(({ protocol }) => protocol !== 'smtp');
        const outgoing = services.filter(({ protocol }) => protocol === 'smtp');
        expect(parseAutoconfig(formatAutoconfig(given))).toEqual({
          ok: true,
          value: {
            id: given.domain,
            domains: [given.domain, ...(given.otherDomains ?? [])],
            displayName: cut(given.displayName, 60),
            displayShortName: cut(given.displayShortName ?? '', 20),
            services: [...incoming, ...outgoing],
            problems: [
              ...(incoming.length === 0 ? ['no-incoming'] : []),
              ...(outgoing.length === 0 ? ['no-outgoing'] : []),
            ],
          },
        });
      }),
    );
  });

  const server = `<outgoingServer type="smtp"><hostname>smtp.example.org</hostname><port>465</port><socketType>SSL</socketType>
    <authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></outgoingServer>`;
  const incoming = server.replaceAll('outgoingServer', 'incomingServer').replace('"smtp"', "'imap'");
  const wrap = (inner: string): string =>
    `<?xml version="1.0"?><!-- x --><clientConfig version='1.1'><emailProvider id="example.org"><domain>example.org</domain>${inner}</emailProvider></clientConfig>`;

  test.each<[string, string, readonly string[], number]>([
    ['good', wrap(incoming + server), [], 2],
    ['TLS as the draft also shows', wrap(incoming + server.replace('SSL', 'TLS')), [], 2],
    [
      'unknown elements',
      wrap(`<foo><port>x</port></foo>${incoming}${server}<documentation url="x"/>`),
      [],
      2,
    ],
    ['no incoming', wrap(server), ['no-incoming'], 1],
    ['wrong port', wrap(incoming + server.replace('465', '70000')), ['port', 'no-outgoing'], 1],
    ['wrong type', wrap(incoming + server.replace('smtp', 'imap')), ['type', 'no-outgoing'], 1],
    ['wrong socket', wrap(incoming + server.replace('SSL', 'yes')), ['socket', 'no-outgoing'], 1],
    ['no host', wrap(incoming + server.replace('smtp.example.org', ' ')), ['host', 'no-outgoing'], 1],
    [
      'no authentication',
      wrap(incoming + server.replace('password-cleartext', 'magic')),
      ['authentication'],
      2,
    ],
    ['a name made of parts', wrap(incoming + server.replace('%EMAILADDRESS%', '%EMAILLOCALPART%@x')), [], 2],
    ['no name', wrap(incoming + server.replace('%EMAILADDRESS%', '')), ['login'], 2],
    ['another way to log in', wrap(incoming + server.replace('password-cleartext', 'GSSAPI')), [], 2],
    ['many', wrap(incoming + server.repeat(30)), ['too-many'], 20],
  ])('%s', (_, text, problems, count) => {
    const parsed = parseAutoconfig(text);
    expect(parsed).toMatchObject({ ok: true, value: { problems } });
    expect(parsed.ok && parsed.value.services).toHaveLength(count);
  });

  test.each([
    ['', 'no-xml'],
    ['plain text', 'no-xml'],
    ['<html><body>Not found</body></html>', 'not-client-config'],
    ['<clientConfig></clientConfig>', 'no-provider'],
    ['<clientConfig><emailProvider>', 'not-closed'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><clientConfig/>', 'declaration'],
    [`<clientConfig>${'<a>'.repeat(100)}`, 'depth'],
    [`<clientConfig>${'<a/>'.repeat(3000)}</clientConfig>`, 'too-large'],
    [`<clientConfig>${' '.repeat(70_000)}</clientConfig>`, 'too-large'],
  ])('refuses %#', (text, code) => {
    expect(parseAutoconfig(text)).toMatchObject({ ok: false, problem: { code } });
  });

  test('entities of strangers are nothing', () => {
    const named = parseAutoconfig(wrap(`<displayName>&evil;&lt;b&gt;</displayName>${incoming}${server}`));
    expect(named).toMatchObject({ ok: true, value: { displayName: '&evil;<b>' } });
  });

  test('never throws, in linear time', () => {
    fc.assert(fc.property(fc.string(), (text) => parseAutoconfig(wrap(text)) !== undefined));
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => parseAutoconfig(`<clientConfig ${text}>`) !== undefined,
      ),
    );
    const before = performance.now();
    for (const unit of ['<a b="', '<a b=c ', '&#', '<a b="x" '])
      parseAutoconfig(`<clientConfig>${unit.repeat(9000)}`);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('autodiscover', () => {
  test('says every server, and its text is what was given', () => {
    fc.assert(
      fc.property(settings, shownText, (given, login) => {
        const response = childrenOf(treeOf(formatAutodiscover(given, login)), 'response')[0];
        const user = response && childrenOf(response, 'user')[0];
        const account = response && childrenOf(response, 'account')[0];
        expect(user && textOf(user, 'displayname')).toBe(given.displayName.trim());
        const read = (account === undefined ? [] : childrenOf(account, 'protocol')).map((one) => ({
          protocol: textOf(one, 'type')?.toLowerCase(),
          host: textOf(one, 'server'),
          port: Number(textOf(one, 'port')),
          security: { SSL: 'implicit-tls', TLS: 'starttls', None: 'none' }[textOf(one, 'encryption') ?? ''],
          login: textOf(one, 'loginname'),
          isSsl: textOf(one, 'ssl') === 'on',
          needsLogin: textOf(one, 'authrequired') === 'on',
        }));
        expect(read).toEqual(
          given.services.map(({ protocol, host, port, security, authentication }) => ({
            protocol,
            host,
            port,
            security,
            login: login.trim(),
            isSsl: security === 'implicit-tls',
            needsLogin: authentication.some((one) => one !== 'none'),
          })),
        );
      }),
    );
  });

  test('has the namespaces that Outlook looks for', () => {
    const text = formatAutodiscover({ domain: 'example.org', displayName: 'x', services: [] });
    expect(treeOf(text).attributes['xmlns']).toMatch(/\/autodiscover\/responseschema\/2006$/);
    expect(treeOf(text).children[0]?.attributes['xmlns']).toMatch(/\/outlook\/responseschema\/2006a$/);
  });
});

describe('Apple profile', () => {
  /** A property list as plain values. */
  const plain = (element: XmlElement): unknown => {
    switch (element.name) {
      case 'dict': {
        const entries = element.children.flatMap((key, index) => {
          const value = element.children[index + 1];
          return index % 2 === 0 && value !== undefined ? [[key.text, plain(value)]] : [];
        });
        return Object.fromEntries(entries);
      }
      case 'array':
        return element.children.map(plain);
      case 'integer':
        return Number(element.text);
      case 'true':
      case 'false':
        return element.name === 'true';
      default:
        return element.text;
    }
  };
  const read = (text: string | undefined): unknown => {
    const root = treeOf((text ?? '').replace(/<!DOCTYPE[^>]*>/, '')).children[0];
    return root && plain(root);
  };
  const account = { address: 'jo&e@example.org', fullName: '<Joe>' };

  test('holds the best servers, the address, and no password', () => {
    fc.assert(
      fc.property(settings, (given) => {
        const incoming = given.services.filter(({ protocol }) => protocol !== 'smtp');
        const outgoing = given.services.filter(({ protocol }) => protocol === 'smtp');
        const text = formatMobileconfig(given, account);
        if (incoming.length === 0 || outgoing.length === 0) {
          expect(text).toBeUndefined();
          return;
        }
        const profile = read(text) as { readonly PayloadContent: readonly Record<string, unknown>[] };
        const [mail = {}] = profile.PayloadContent;
        const imap = incoming.filter(({ protocol }) => protocol === 'imap');
        expect(mail['EmailAddress']).toBe(account.address);
        expect(mail['EmailAccountName']).toBe(account.fullName);
        expect(mail['EmailAccountDescription']).toBe(given.displayName.trim());
        expect(mail['EmailAccountType']).toBe(imap.length > 0 ? 'EmailTypeIMAP' : 'EmailTypePOP');
        const safe = outgoing.some(({ security }) => security !== 'none');
        expect(mail['OutgoingMailServerUseSSL']).toBe(safe);
        const chosen = outgoing.filter(
          ({ host, port }) =>
            host === mail['OutgoingMailServerHostName'] && port === mail['OutgoingMailServerPortNumber'],
        );
        expect(chosen.length).toBeGreaterThan(0);
        expect(
          Object.keys(mail).filter(
            (key) => /Password$/.test(key) && key !== 'OutgoingPasswordSameAsIncomingPassword',
          ),
        ).toEqual([]);
      }),
    );
  });

  test('the same account has the same identifiers, another has others', () => {
    const given: ClientSettings = {
      domain: 'example.org',
      displayName: 'Example',
      services: [
        {
          protocol: 'imap',
          host: 'mail.example.org',
          port: 993,
          security: 'implicit-tls',
          authentication: ['password'],
          login: 'address',
        },
        {
          protocol: 'smtp',
          host: 'mail.example.org',
          port: 465,
          security: 'implicit-tls',
          authentication: ['password'],
          login: 'local-part',
        },
      ],
    };
    const idOf = (address: string) => read(formatMobileconfig(given, { address })) as Record<string, unknown>;
    expect(idOf('a@example.org')).toEqual(idOf('a@example.org'));
    expect(idOf('a@example.org')['PayloadUUID']).not.toBe(idOf('b@example.org')['PayloadUUID']);
    expect(idOf('a@example.org')['PayloadUUID']).toMatch(
      /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
    );
    expect(idOf('a@example.org')['PayloadIdentifier']).toMatch(/^org\.example\.mail\./);
    expect(idOf('a@example.org')['PayloadContent']).toMatchObject([
      {
        IncomingMailServerUsername: 'a@example.org',
        OutgoingMailServerUsername: 'a',
        OutgoingMailServerPortNumber: 465,
      },
    ]);
  });
});

test('SRV records name what is offered and deny the rest', () => {
  const services: readonly MailService[] = [
    {
      protocol: 'smtp',
      host: 'mail.example.org',
      port: 465,
      security: 'implicit-tls',
      authentication: ['password'],
      login: 'address',
    },
    {
      protocol: 'smtp',
      host: 'b.example.org',
      port: 465,
      security: 'implicit-tls',
      authentication: ['password'],
      login: 'address',
    },
    {
      protocol: 'smtp',
      host: 'mail.example.org',
      port: 25,
      security: 'none',
      authentication: ['none'],
      login: 'address',
    },
    {
      protocol: 'imap',
      host: 'mail.example.org.',
      port: 143,
      security: 'starttls',
      authentication: ['password'],
      login: 'address',
    },
  ];
  expect(
    formatSrvRecords({ domain: 'example.org', displayName: 'x', services }).map(
      ({ name, value }) => `${name} ${value}`,
    ),
  ).toEqual([
    '_submissions._tcp.example.org 0 1 465 mail.example.org.',
    '_submissions._tcp.example.org 1 1 465 b.example.org.',
    '_submission._tcp.example.org 0 0 0 .',
    '_imaps._tcp.example.org 0 0 0 .',
    '_imap._tcp.example.org 0 1 143 mail.example.org.',
    '_pop3s._tcp.example.org 0 0 0 .',
    '_pop3._tcp.example.org 0 0 0 .',
  ]);
});

test('SRV records are written as zone files are read', () => {
  fc.assert(
    fc.property(settings, (given) => {
      const read = formatSrvRecords(given).map(({ name, type, value }) => recordOf(name, type, value, 60));
      const offered = read.flatMap((record) =>
        record.type === 'SRV' && record.target !== '.' ? record : [],
      );
      const wanted = given.services.filter(({ security }) => security !== 'none');
      expect(offered.map(({ target, port }) => `${target}:${port}`).sort()).toEqual(
        wanted.map(({ host, port }) => `${host}:${port}`).sort(),
      );
      expect(read).toHaveLength(
        offered.length + read.filter((one) => 'target' in one && one.target === '.').length,
      );
    }),
  );
});
