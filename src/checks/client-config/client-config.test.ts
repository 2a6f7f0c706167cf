import { expect, test } from 'vitest';
import type {
  AutodiscoverFacts,
  ClientConfigFacts,
  ConfigDocument,
  SrvService,
  SrvTarget,
} from '../../findings/facts/client-config.ts';
import type { Check } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf } from '../testing.ts';
import { autoconfig } from './autoconfig.ts';
import { autoconfigServers } from './autoconfig-servers.ts';
import { autodiscover } from './autodiscover.ts';
import { readingTls } from './reading-tls.ts';
import { srvTargets } from './srv-targets.ts';
import { submissionSrv } from './submission-srv.ts';

const target = (port: number, more: Partial<SrvTarget> = {}): SrvTarget => ({
  host: 'mail.example.org',
  port,
  priority: 0,
  weight: 1,
  isResolving: true,
  ...more,
});
const srv = (service: string, ...targets: readonly SrvTarget[]): SrvService => ({
  service,
  state: 'present',
  targets,
});
const gone = (service: string, state: 'absent' | 'unknown' = 'absent'): SrvService => ({
  service,
  state,
  targets: [],
});
const dot = (service: string): SrvService => srv(service, target(0, { host: '.', isResolving: false }));
const facts = (
  services: readonly SrvService[],
  more: Partial<ClientConfigFacts> = {},
): ClientConfigFacts => ({
  domain: 'example.org',
  services,
  ...more,
});
const said = (check: Check, clientConfig: ClientConfigFacts | 'unknown') =>
  runChecks([check], evidenceOf({ clientConfig })).map(({ outcome, message }) => `${outcome} ${message}`);

const S = '_submissions._tcp';
const T = '_submission._tcp';

test.each<[string, readonly SrvService[], string]>([
  ['both', [srv(S, target(465)), srv(T, target(587))], 'pass implicit-tls'],
  ['only STARTTLS', [gone(S), srv(T, target(587))], 'fail starttls-only'],
  ['implicit TLS denied', [dot(S), srv(T, target(587))], 'fail starttls-only'],
  ['neither', [gone(S), gone(T)], 'fail no-record'],
  ['denied', [dot(S), dot(T)], 'pass not-offered'],
  ['not answered', [gone(S, 'unknown'), gone(T)], 'unknown could-not-check'],
  ['the second not answered', [gone(S), gone(T, 'unknown')], 'unknown could-not-check'],
  [
    'the second not answered, the first there',
    [srv(S, target(465)), gone(T, 'unknown')],
    'pass implicit-tls',
  ],
])('submission: %s', (_, services, expected) => {
  expect(said(submissionSrv, facts(services))).toEqual([expected]);
});

test('a domain that takes no mail needs no submission server', () => {
  const routing = {
    domain: 'example.org',
    mx: [{ preference: 0, host: '.', ipv4: [], ipv6: [] }],
    ownAddresses: [],
  };
  const evidence = evidenceOf({ clientConfig: facts([gone(S), gone(T)]), routing });
  expect(runChecks([submissionSrv], evidence)).toMatchObject([
    { outcome: 'not-applicable', message: 'receives-no-mail' },
  ]);
});

test('nothing answered is not known', () => {
  expect(said(submissionSrv, 'unknown')).toEqual(['unknown could-not-check']);
});

test.each<[string, readonly SrvService[], readonly string[]]>([
  ['not asked', [gone(S), gone(T)], ['not-applicable not-offered']],
  ['IMAP under TLS', [srv('_imaps._tcp', target(993)), gone('_pop3s._tcp')], ['pass implicit-tls']],
  [
    'both with STARTTLS',
    [gone('_imaps._tcp'), srv('_imap._tcp', target(143)), dot('_pop3s._tcp'), srv('_pop3._tcp', target(110))],
    ['fail starttls-only', 'fail starttls-only'],
  ],
  ['not answered', [gone('_imaps._tcp', 'unknown'), gone('_pop3s._tcp')], ['unknown could-not-check']],
])('reading: %s', (_, services, expected) => {
  expect(said(readingTls, facts(services))).toEqual(expected);
});

test.each<[string, readonly SrvService[], readonly string[]]>([
  ['good', [srv(S, target(465)), srv(T, target(2587))], ['pass good']],
  ['none', [gone(S), dot(T)], ['not-applicable none']],
  ['no address', [srv(S, target(465, { isResolving: false }))], ['fail no-address']],
  ['alias', [srv(S, target(465, { alias: 'a.example' }))], ['fail alias']],
  ['not answered', [srv(S, target(465, { isResolving: 'unknown' }))], ['unknown could-not-check']],
  ['STARTTLS port for implicit TLS', [srv(S, target(587))], ['fail port']],
  ['and the other way', [srv(T, target(465))], ['fail port']],
  ['port 25', [srv(T, target(25))], ['fail port']],
  ['port 0', [srv(S, target(0))], ['fail port']],
  ['993 is no port of _imap', [srv('_imap._tcp', target(993))], ['fail port']],
  ['with and without', [srv(S, target(465), target(0, { host: '.' }))], ['fail mixed']],
  [
    'each target',
    [srv(S, target(465, { isResolving: false }), target(25))],
    ['fail no-address', 'fail port'],
  ],
])('targets: %s', (_, services, expected) => {
  expect(said(srvTargets, facts(services))).toEqual(expected);
});

const url = 'https://autoconfig.example.org/mail/config-v1.1.xml';
type Server = Extract<ConfigDocument, { state: 'fetched' }>['servers'][number];
const server = (more: Partial<Server> = {}): Server => ({
  protocol: 'smtp',
  host: 'mail.example.org',
  port: 465,
  security: 'implicit-tls',
  isResolving: true,
  ...more,
});
const page = (servers: readonly Server[], problems: readonly string[] = []): ConfigDocument => ({
  state: 'fetched',
  url,
  domains: ['example.org'],
  servers,
  problems,
});

test.each<[string, readonly ConfigDocument[] | undefined, readonly string[]]>([
  ['nothing fetched', undefined, []],
  ['none', [{ state: 'absent', url }], ['not-applicable none']],
  ['good', [page([server()]), { state: 'absent', url }], ['pass valid']],
  ['faults', [page([server()], ['no-incoming'])], ['fail faulty']],
  ['unreadable', [{ state: 'unreadable', url, code: 'not-closed' }], ['fail unreadable']],
  ['certificate', [{ state: 'failed', url, code: 'certificate', why: 'x' }], ['fail certificate']],
  ['time-out', [{ state: 'failed', url, code: 'time-out', why: 'x' }], ['unknown could-not-check']],
  ['elsewhere', [{ state: 'redirected', url, location: 'https://x.example/' }], ['unknown redirected']],
])('document: %s', (_, documents, expected) => {
  expect(said(autoconfig, facts([], documents === undefined ? {} : { documents }))).toEqual(expected);
});

test.each<[string, readonly Server[], readonly SrvService[], readonly string[]]>([
  ['good', [server()], [srv(S, target(465))], ['pass good']],
  ['no SRV to compare with', [server()], [gone(S)], ['pass good']],
  ['no address', [server({ isResolving: false })], [], ['fail no-address']],
  ['address not answered', [server({ isResolving: 'unknown' })], [], ['pass good']],
  ['clear text', [server({ security: 'none', port: 25 })], [], ['fail clear-text']],
  [
    'another host in SRV',
    [server()],
    [srv(S, target(465, { host: 'b.example' }))],
    ['fail differs-from-srv'],
  ],
  ['another service in SRV', [server()], [srv(T, target(587, { host: 'b.example' }))], ['pass good']],
  ['denied in SRV', [server()], [dot(S)], ['pass good']],
  [
    'filled in by the program',
    [server({ host: 'mail.%emaildomain%' })],
    [srv(S, target(465))],
    ['pass good'],
  ],
])('servers of the document: %s', (_, servers, services, expected) => {
  expect(said(autoconfigServers, facts(services, { documents: [page(servers)] }))).toEqual(expected);
});

test('what differs from SRV is named', () => {
  const clientConfig = facts([srv(S, target(465, { host: 'b.example' }))], { documents: [page([server()])] });
  expect(findingOf(autoconfigServers, { clientConfig })?.data).toMatchObject({
    host: 'mail.example.org',
    port: 465,
    srv: 'b.example:465',
  });
});

const discover = (more: Partial<AutodiscoverFacts>): AutodiscoverFacts => ({
  srv: gone('_autodiscover._tcp'),
  host: 'autodiscover.example.org',
  addresses: [],
  ...more,
});

test.each<[string, AutodiscoverFacts | undefined, readonly string[]]>([
  ['not asked', undefined, []],
  ['none', discover({}), ['not-applicable none']],
  ['by name', discover({ addresses: ['192.0.2.1'] }), ['pass by-name']],
  ['by SRV', discover({ srv: srv('_autodiscover._tcp', target(443)) }), ['pass by-srv']],
  ['dangling', discover({ danglingAlias: 'gone.example' }), ['fail alias-dangling']],
  ['not answered', discover({ addresses: 'unknown' }), ['unknown could-not-check']],
])('autodiscover: %s', (_, found, expected) => {
  expect(said(autodiscover, facts([], found === undefined ? {} : { autodiscover: found }))).toEqual(expected);
});
