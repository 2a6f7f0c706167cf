import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  domainOf,
  domainOrBare,
  normaliseDomain,
  parseAddress,
  quoteLocalPart,
  sameAddress,
} from './index.ts';

describe('addresses', () => {
  test.each([
    ['user@example.org', 'user', 'example.org', 'name', 'user@example.org'],
    [' user@example.org ', 'user', 'example.org', 'name', 'user@example.org'],
    ['<user@example.org>', 'user', 'example.org', 'name', 'user@example.org'],
    ['User+tag@Example.ORG', 'User+tag', 'Example.ORG', 'name', 'User+tag@Example.ORG'],
    ['a.b-c_d=e@example.org', 'a.b-c_d=e', 'example.org', 'name', 'a.b-c_d=e@example.org'],
    ['user@localhost', 'user', 'localhost', 'name', 'user@localhost'],
    ['"john smith"@example.org', 'john smith', 'example.org', 'name', '"john smith"@example.org'],
    ['"john"@example.org', 'john', 'example.org', 'name', 'john@example.org'],
    ['"a\\"b@c"@example.org', 'a"b@c', 'example.org', 'name', '"a\\"b@c"@example.org'],
    ['user(a (nested) comment)@example.org(x)', 'user', 'example.org', 'name', 'user@example.org'],
    ['user @ example.org', 'user', 'example.org', 'name', 'user@example.org'],
    ['user@[192.0.2.1]', 'user', '[192.0.2.1]', 'ipv4', 'user@[192.0.2.1]'],
    ['user@[IPv6:2001:db8::1]', 'user', '[IPv6:2001:db8::1]', 'ipv6', 'user@[IPv6:2001:db8::1]'],
    ['user@[x400:abc]', 'user', '[x400:abc]', 'other-literal', 'user@[x400:abc]'],
    ['почта@пример.рф', 'почта', 'пример.рф', 'name', 'почта@пример.рф'],
  ])('%s', (text, localPart, domain, domainKind, written) => {
    const isInternational = /[^\0-\x7f]/.test(localPart);
    expect(parseAddress(text)).toEqual({
      ok: true,
      value: { localPart, domain, domainKind, text: written, isInternational },
    });
  });

  test.each([
    ['', 'empty'],
    ['<>', 'empty'],
    ['user', 'no-at'],
    ['"user@example.org"', 'no-at'],
    ['@example.org', 'local-part-empty'],
    ['""@example.org', 'local-part-empty'],
    ['a..b@example.org', 'local-part-dots'],
    ['.a@example.org', 'local-part-dots'],
    ['a.@example.org', 'local-part-dots'],
    ['a b@example.org', 'local-part-syntax'],
    ['a@b@example.org', 'local-part-syntax'],
    ['"a"b@example.org', 'local-part-syntax'],
    [`${'a'.repeat(65)}@example.org`, 'local-part-too-long'],
    [`${'é'.repeat(33)}@example.org`, 'local-part-too-long'],
    ['user@', 'domain-empty'],
    ['user@example..org', 'domain-syntax'],
    ['user@example.org.', 'domain-syntax'],
    ['user@-example.org', 'domain-syntax'],
    ['user@exa_mple.org', 'domain-syntax'],
    ['user@exa mple.org', 'domain-syntax'],
    [`user@${'a'.repeat(64)}.org`, 'domain-syntax'],
    [`user@${'a.'.repeat(130)}org`, 'domain-too-long'],
    ['user@[192.0.2.256]', 'literal-syntax'],
    ['user@[IPv6:zz]', 'literal-syntax'],
    ['user@[192.0.2.1', 'literal-syntax'],
    ['x'.repeat(2_000), 'too-long'],
  ])('%s is refused: %s', (text, code) => {
    const result = parseAddress(text);
    expect(result.ok ? 'ok' : result.problem.code).toBe(code);
  });

  test('what is written is read back', () => {
    const locals = fc.string({
      minLength: 1,
      maxLength: 20,
      unit: fc.constantFrom('a', '.', '"', '\\', ' ', '@', '(', 'é', '+'),
    });
    fc.assert(
      fc.property(locals, (localPart) => {
        const result = parseAddress(`${quoteLocalPart(localPart)}@example.org`);
        expect(result.ok && result.value.localPart).toBe(localPart);
      }),
    );
  });

  test('any text gives a result', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof parseAddress(text).ok).toBe('boolean');
        expect(typeof sameAddress(text, `${text}@${text}`)).toBe('boolean');
      }),
    );
  });
});

describe('domains', () => {
  test.each([
    ['Example.ORG.', 'example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['BÜCHER.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['1.2', '1.2'],
    ['[IPv6:2001:DB8::1]', '[ipv6:2001:db8::1]'],
    ['', ''],
  ])('%s is %s', (domain, expected) => {
    expect(normaliseDomain(domain)).toBe(expected);
  });

  test.each([
    ['user@Example.org', 'example.org'],
    ['<user@example.org>', 'example.org'],
    ['"a@b"@example.org', 'example.org'],
    ['user', undefined],
    ['user@', undefined],
  ])('of %s', (address, domain) => {
    expect(domainOf(address)).toBe(domain);
  });

  test.each([
    ['User@example.org', 'user@EXAMPLE.org', true],
    ['"user"@example.org', 'user@example.org', true],
    ['user@bücher.example', 'user@xn--bcher-kva.example', true],
    ['user+a@example.org', 'user@example.org', false],
    ['postmaster', 'POSTMASTER', true],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(sameAddress(one, other)).toBe(expected);
  });
});

describe('the domain of an address', () => {
  test.each([
    ['a@example.org', 'example.org', 'example.org'],
    ['<a@EXAMPLE.org>', 'example.org', 'example.org'],
    ['Ann <a@example.org.> ', 'example.org', 'example.org'],
    ['a@b@example.org', 'example.org', 'example.org'],
    ['a@bücher.example', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['example.org', undefined, 'example.org'],
    ['a@', undefined, undefined],
    ['', undefined, undefined],
    [undefined, undefined, undefined],
  ])('%s', (value, ofAddress, orBare) => {
    expect([domainOf(value), domainOrBare(value)]).toEqual([ofAddress, orBare]);
  });
});
