import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Mailbox, parseMailboxList } from './index.ts';

const bob = { name: '', address: 'bob@example.org' };

describe('mailbox lists', () => {
  test.each<[string, readonly Mailbox[]]>([
    ['bob@example.org', [bob]],
    ['<bob@example.org>', [bob]],
    ['Bob <bob@example.org>', [{ ...bob, name: 'Bob' }]],
    ['"Smith, Bob" <bob@example.org>', [{ ...bob, name: 'Smith, Bob' }]],
    ['"Bob \\"B\\" S" <bob@example.org>', [{ ...bob, name: 'Bob "B" S' }]],
    ['=?utf-8?q?Smith=2C_B=C3=B6b?= <bob@example.org>', [{ ...bob, name: 'Smith, Böb' }]],
    ['bob@example.org (Bob S)', [{ ...bob, name: 'Bob S' }]],
    ['Bob (the (great)) <bob@example.org>', [{ ...bob, name: 'Bob' }]],
    ['bob @ example.org', [bob]],
    ['bob@example.org, eve@example.org', [bob, { name: '', address: 'eve@example.org' }]],
    ['bob@example.org,,  ,', [bob]],
    ['bob@old.example <bob@example.org>', [{ ...bob, name: 'bob@old.example' }]],
    ['<@a.example,@b.example:bob@example.org>', [bob]],
    ['"bob smith"@example.org', [{ name: '', address: '"bob smith"@example.org' }]],
    [
      'friends: bob@example.org, Eve <eve@example.org>;',
      [
        { ...bob, group: 'friends' },
        { name: 'Eve', address: 'eve@example.org', group: 'friends' },
      ],
    ],
    ['undisclosed-recipients:;', []],
    ['friends:; bob@example.org', [bob]],
    ['<>', [{ name: '', address: '' }]],
    ['Mail Delivery System <>', [{ name: 'Mail Delivery System', address: '' }]],
    ['MAILER-DAEMON', [{ name: 'MAILER-DAEMON', address: '' }]],
    [
      'MAILER-DAEMON@mx.example.org (Mail Delivery System)',
      [{ name: 'Mail Delivery System', address: 'MAILER-DAEMON@mx.example.org' }],
    ],
    ['Bob <bob@example.org', [{ ...bob, name: 'Bob' }]],
    ['"Bob <bob@example.org>', [{ ...bob, name: 'Bob' }]],
    ['"bob@example.org"', [bob]],
    ['', []],
  ])('%s', (text, expected) => {
    expect(parseMailboxList(text)).toEqual(expected);
  });

  test('no more than the wanted number', () => {
    expect(parseMailboxList('a@example.org,'.repeat(50), 3)).toHaveLength(3);
  });

  test.each([
    'a@b:'.repeat(60_000),
    '("'.repeat(100_000),
    '<'.repeat(200_000),
    '"\\'.repeat(100_000),
    'a'.repeat(250_000),
  ])('hostile list number %#', (text) => {
    expect(parseMailboxList(text).length).toBeLessThanOrEqual(1_000);
  });

  test('any text gives a list', () => {
    const texts = fc.array(
      fc.oneof(fc.constantFrom('"', '<', '>', '(', ')', ',', ';', ':', '@', '\\', ' '), fc.string()),
    );
    fc.assert(
      fc.property(texts, (list) => {
        expect(Array.isArray(parseMailboxList(list.join('')))).toBe(true);
      }),
    );
  });
});
