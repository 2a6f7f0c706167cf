import { describe, expect, test } from 'vitest';
import type { MailDomainFacts, PtrFacts } from '../../findings/evidence.ts';
import type { Check } from '../../findings/finding.ts';
import type { SampleShelves } from '../testing.ts';
import { findingOf, saidBy, sampleReply } from '../testing.ts';
import { heloMatches } from './helo-matches.ts';
import { heloResolves } from './helo-resolves.ts';
import { ptrConfirmed } from './ptr-confirmed.ts';
import { ptrExists } from './ptr-exists.ts';
import { ptrGeneric } from './ptr-generic.ts';
import { recipientDomainExists } from './recipient-domain-exists.ts';
import { recipientMxUsable } from './recipient-mx-usable.ts';
import { recipientNullMx } from './recipient-null-mx.ts';
import { senderDomainReceives } from './sender-domain-receives.ts';
import { speakerInMx } from './speaker-in-mx.ts';

const ptr = (addresses: readonly string[] | 'unknown', isGeneric = false): PtrFacts => ({
  ip: '192.0.2.7',
  names: [{ name: 'mail.example.org', addresses }],
  isGeneric,
});

describe('reverse DNS', () => {
  test.each([
    [ptrExists, ptr([]), 'pass has-ptr'],
    [ptrExists, 'absent', 'fail no-ptr'],
    [ptrExists, 'unknown', 'unknown could-not-check'],
    [ptrConfirmed, ptr(['192.0.2.7']), 'pass confirmed'],
    [ptrConfirmed, ptr(['192.0.2.8']), 'fail other-address'],
    [ptrConfirmed, ptr([]), 'fail name-does-not-resolve'],
    [ptrConfirmed, ptr('unknown'), 'unknown could-not-check'],
    [ptrConfirmed, 'absent', 'not-applicable no-ptr'],
    [ptrGeneric, ptr([], true), 'fail generic'],
    [ptrGeneric, ptr([]), 'pass own-name'],
    [ptrGeneric, 'absent', 'not-applicable no-ptr'],
  ] as const)('%#: %o %o gives %s', (check, shelf, said) => {
    expect(saidBy(check, { ptr: shelf })).toBe(said);
  });

  test('the fix names the IP and the name to ask for', () => {
    const fixes = findingOf(ptrExists, { ptr: 'absent' })?.fixes;
    expect(fixes).toMatchObject([{ kind: 'contact', who: 'ip-owner' }]);
    expect(JSON.stringify(fixes)).toMatch(/192\.0\.2\.7.*mail\.example\.org/);
    // Whether the name leads to the address was not asked: the letter promises nothing.
    expect(JSON.stringify(fixes)).not.toContain('resolves');
    expect(findingOf(ptrConfirmed, { ptr: ptr([]) })?.fixes).toEqual([
      { kind: 'dns', name: 'mail.example.org', type: 'A', value: '192.0.2.7' },
    ]);
  });
});

describe('HELO', () => {
  const helo = { name: 'mail.example.org', addresses: ['192.0.2.7'], ip: '192.0.2.7' };
  test.each([
    [heloResolves, helo, 'mail.example.org', 'pass resolves'],
    [heloResolves, { name: '[192.0.2.7]', addresses: ['192.0.2.7'] }, '[192.0.2.7]', 'fail address-literal'],
    [heloResolves, 'absent', 'mail.example.org', 'fail does-not-resolve'],
    [heloResolves, 'absent', 'WIN-PC', 'fail not-a-full-name'],
    [heloResolves, 'unknown', 'mail.example.org', 'unknown could-not-check'],
    [heloMatches, helo, 'mail.example.org', 'pass matches'],
    [heloMatches, { ...helo, addresses: ['192.0.2.8'] }, 'mail.example.org', 'fail other-address'],
    [
      heloMatches,
      { name: 'mail.example.org', addresses: ['192.0.2.8'] },
      'x',
      'not-applicable nothing-to-compare',
    ],
    [heloMatches, 'absent', 'x', 'not-applicable does-not-resolve'],
  ] as const)('%#: %o %o as %s gives %s', (check, shelf, name, said) => {
    expect(saidBy(check, { helo: shelf, reply: { ...sampleReply, helo: name } })).toBe(said);
  });
});

describe('what to do about a HELO name', () => {
  const fixes = (check: Check, shelves: SampleShelves, name = 'mail.example.org') =>
    findingOf(check, { reply: { ...sampleReply, helo: name }, ...shelves })?.fixes;
  const elsewhere = { name: 'example.org', addresses: ['192.0.2.8'], ip: '192.0.2.7' };
  const setting = {
    kind: 'setting',
    where: 'Postfix main.cf',
    key: 'smtp_helo_name',
    value: 'mail.example.org',
  };
  const record = (name: string) => ({ kind: 'dns', name, type: 'A', value: '192.0.2.7' });

  test.each([
    [ptr(['192.0.2.7']), [setting]],
    [ptr(['192.0.2.9']), []],
    [ptr('unknown'), []],
    [ptr(['192.0.2.7'], true), []],
    ['absent', []],
  ] as const)('a name that leads elsewhere keeps its address; reverse name %o: %j', (shelf, expected) => {
    expect(fixes(heloMatches, { helo: elsewhere, ptr: shelf }, 'example.org')).toEqual(expected);
  });

  test.each([
    ['mail.example.org', 'absent', [record('mail.example.org')]],
    ['mail.example.org', ptr(['192.0.2.7']), [setting]],
    ['example.org', 'absent', []],
    ['example.co.uk', 'absent', []],
  ] as const)('%s does not resolve, reverse name %o: %j', (name, shelf, expected) => {
    expect(fixes(heloResolves, { helo: 'absent', ptr: shelf }, name)).toEqual(expected);
  });
});

describe('domains that receive mail', () => {
  const domain = (mx: MailDomainFacts['mx'], addresses: readonly string[] = []): MailDomainFacts => ({
    domain: 'example.com',
    mx,
    addresses,
  });
  const host = (name: string, addresses?: readonly string[] | 'unknown') => ({
    preference: 10,
    host: name,
    ...(addresses === undefined ? {} : { addresses }),
  });
  const nullMx = domain([host('.')]);

  test.each([
    [domain([host('mx.example.com')]), 'pass has-mx'],
    [domain([], ['192.0.2.1']), 'pass by-address'],
    [domain([]), 'fail no-mail-host'],
    [nullMx, 'fail null-mx'],
    ['absent', 'fail no-such-domain'],
    ['unknown', 'unknown could-not-check'],
  ] as const)('sender %#: %o gives %s', (shelf, said) => {
    expect(saidBy(senderDomainReceives, { senderDomain: shelf })).toBe(said);
  });

  test.each([
    [recipientDomainExists, nullMx, 'pass exists'],
    [recipientDomainExists, 'absent', 'fail no-such-domain'],
    [recipientDomainExists, 'unknown', 'unknown could-not-check'],
    [recipientNullMx, nullMx, 'fail null-mx'],
    [recipientNullMx, domain([host('mx.example.com')]), 'pass no-null-mx'],
    [recipientNullMx, 'absent', 'not-applicable no-such-domain'],
    [recipientMxUsable, domain([host('mx.example.com', ['192.0.2.1'])]), 'pass usable'],
    [recipientMxUsable, domain([host('bad.example.com', []), host('mx.example.com')]), 'pass usable'],
    [recipientMxUsable, domain([], ['192.0.2.1']), 'pass by-address'],
    [recipientMxUsable, domain([]), 'fail no-mail-host'],
    [recipientMxUsable, domain([host('mx.example.com', [])]), 'fail mx-no-address'],
    [recipientMxUsable, domain([host('192.0.2.1')]), 'fail mx-address'],
    [recipientMxUsable, domain([host('localhost')]), 'fail mx-not-a-name'],
    [recipientMxUsable, domain([host('mx.example.com', ['127.0.0.1'])]), 'fail mx-private'],
    [recipientMxUsable, domain([host('mx.example.com', 'unknown')]), 'unknown could-not-check'],
    [recipientMxUsable, nullMx, 'not-applicable null-mx'],
    [recipientMxUsable, 'absent', 'not-applicable no-such-domain'],
  ] as const)('recipient %#: %o %o gives %s', (check, shelf, said) => {
    expect(saidBy(check, { recipientDomain: shelf })).toBe(said);
  });
});

describe('the refusing host', () => {
  const facts = { speaker: 'mx.example.com', domain: 'example.com', mxHosts: ['mx.example.com'] };
  test.each([
    [{ ...facts, isInMx: true, match: 'host' }, 'pass in-mx'],
    [{ ...facts, isInMx: true, match: 'ip' }, 'pass in-mx'],
    [{ ...facts, isInMx: true, match: 'domain' }, 'pass same-operator'],
    [{ ...facts, isInMx: false, match: 'none' }, 'fail not-in-mx'],
    ['absent', 'not-applicable no-such-domain'],
    ['unknown', 'unknown could-not-check'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(speakerInMx, { speakerInMx: shelf })).toBe(said);
  });
});
