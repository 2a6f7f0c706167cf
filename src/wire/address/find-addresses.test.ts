import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findAddresses } from './index.ts';

describe('addresses in prose', () => {
  test.each<[string, readonly string[]]>([
    ['550 5.1.1 <user@example.org>: no such user', ['user@example.org']],
    ['user@example.org.', ['user@example.org']],
    ['user@example.org...User account is unavailable', ['user@example.org']],
    [
      '(user@example.org), "eve@example.net"; [bob@example.com]',
      ['user@example.org', 'eve@example.net', 'bob@example.com'],
    ],
    ["'user@example.org'", ['user@example.org']],
    ['mailto:user@example.org?subject=x', ['user@example.org']],
    ['to=<user@example.org>, relay=mx', ['user@example.org']],
    ['to=user@example.org, orig_to=eve@example.net', ['user@example.org', 'eve@example.net']],
    ['rfc822;user@example.org', ['user@example.org']],
    ['https://example.org/x?email=user@example.net&y', ['user@example.net']],
    ['bounce+user=example.net@example.org', ['bounce+user=example.net@example.org']],
    ['"john smith"@example.org said', ['"john smith"@example.org']],
    ['user@[192.0.2.1] failed', ['user@[192.0.2.1]']],
    ['user@localhost', ['user@localhost']],
    ['a..b.@docomo.example', ['a..b.@docomo.example']],
    ['宛先user@example.jpは存在しません', ['user@example.jp']],
    ['地址user@example.cn不存在', ['user@example.cn']],
    ['почта@пример.рф не найден', ['почта@пример.рф']],
    ['user@bücher.example', ['user@bücher.example']],
    ['「user@example.jp」', ['user@example.jp']],
    ['a@b@c', ['a@b']],
    ['@example.org', []],
    ['user@', []],
    ['user @ example.org', []],
    ['@@@@', []],
    ['nothing here', []],
  ])('%s', (text, expected) => {
    expect(findAddresses(text, 10).map((found) => found.address)).toEqual(expected);
  });

  test('no more than the wanted number', () => {
    expect(findAddresses('a@example.org '.repeat(50), 3)).toHaveLength(3);
  });

  test.each([
    '@'.repeat(500_000),
    'a'.repeat(500_000),
    `${'a'.repeat(300)}@`.repeat(3_000),
    '"@'.repeat(200_000),
    'a@['.repeat(200_000),
  ])('hostile text number %#', (text) => {
    expect(findAddresses(text).length).toBeLessThanOrEqual(100);
  });

  test('positions are those of the address, in order', () => {
    const texts = fc.array(
      fc.oneof(
        fc.constantFrom('@', '.', '"', 'user', 'example.org', ' ', '宛', '='),
        fc.string({ maxLength: 5 }),
      ),
    );
    fc.assert(
      fc.property(texts, (list) => {
        const text = list.join('');
        let end = 0;
        for (const found of findAddresses(text)) {
          expect(text.slice(found.start, found.end)).toBe(found.address);
          expect(found.start).toBeGreaterThanOrEqual(end);
          expect(found.address).toContain('@');
          end = found.end;
        }
      }),
    );
  });
});
