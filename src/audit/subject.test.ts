import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAuditSubject } from './subject.ts';

const said = (text: string, allowPrivate = false): string => {
  const read = parseAuditSubject(text, allowPrivate);
  return read.ok ? `${read.value.kind} ${read.value.name}` : read.problem.code;
};

describe('what a person types', () => {
  test.each([
    ['example.org', 'domain example.org'],
    [' EXAMPLE.org. ', 'domain example.org'],
    ['mx1.example.org', 'name mx1.example.org'],
    ['user@mail.example.org', 'domain mail.example.org'],
    ['https://example.org:8443/path?q', 'domain example.org'],
    ['mailto:user@example.org', 'domain example.org'],
    ['bücher.example', 'domain xn--bcher-kva.example'],
    ['_spf.example.org', 'name _spf.example.org'],
    ['192.0.2.1', 'ip 192.0.2.1'],
    ['[192.0.2.1]', 'ip 192.0.2.1'],
    ['2001:DB8::1', 'ip 2001:db8::1'],
    ['', 'empty'],
    ['x'.repeat(1001), 'too-long'],
    ['foo bar', 'not-a-name'],
    ['a..example', 'not-a-name'],
    ['user@', 'not-a-name'],
    ['example.org:25', 'not-a-name'],
    ['192.0.2.300', 'not-an-ip'],
    ['1.2.3', 'not-an-ip'],
    ['localhost', 'single-label'],
    ['com', 'single-label'],
    ['co.uk', 'public-suffix'],
    ['printer.local', 'local-name'],
    ['10.0.0.1', 'private-ip'],
    ['::1', 'private-ip'],
    ['192.0.2.0/24', 'network'],
    ['2001:db8::/32', 'network'],
    ['_dmarc.example.org', 'record-name'],
    ['sel._domainkey.mail.example.org', 'record-name'],
    ['_25._tcp.mx.example.org', 'record-name'],
  ])('%j', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  test('the name of a record tells its domain', () => {
    expect(parseAuditSubject('sel._domainkey.mail.example.org')).toMatchObject({
      problem: { data: { domain: 'mail.example.org' } },
    });
  });

  test('private addresses where they are asked for', () => {
    expect(said('10.0.0.1', true)).toBe('ip 10.0.0.1');
  });

  test('nothing throws, and a name that is read is read again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseAuditSubject(text);
        return !read.ok || said(read.value.name).endsWith(` ${read.value.name}`);
      }),
    );
  });
});
