import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { templateOf, tokenise } from './tokens.ts';

const words = (text: string) => tokenise(text).map((token) => token.word);

describe('tokenise', () => {
  const cases: readonly [text: string, expected: readonly string[], why: string][] = [
    ['User UNKNOWN', ['user', 'unknown'], 'case is folded'],
    ["doesn't like doesn’t", ['doesnt', 'like', 'doesnt'], 'apostrophes of both kinds are dropped'],
    ['e-mail E-Mails email', ['email', 'emails', 'email'], 'e-mail and email are one word'],
    ['user_unknown [TSS04]', ['user', 'unknown', 'tss04'], 'signs separate'],
    ['b.barracudacentral.org', ['b', 'barracudacentral', 'org'], 'host names stay words'],
    ['<no.body+x@example.org>: gone', ['<addr>', 'gone'], 'an address is one token'],
    [
      'host mx[192.0.2.7] and 2001:db8::1 said',
      ['host', 'mx', '<ip>', 'and', '<ip>', 'said'],
      'IPs are one token',
    ],
    [
      'from 192.0.2.xx, XXX.XXX.XXX.XXX. or x.x.x.x:25',
      ['from', '<ip>', '<ip>', 'or', '<ip>', '25'],
      'IPs made unreadable are IPs',
    ],
    ['xxx.xx.xx', ['xxx', 'xx', 'xx'], 'a name made unreadable is none'],
    ['550 5.1.1 no (#5.1.1)', ['550', 'no'], 'enhanced codes are passed over'],
    ['version 1.2.3 of 5.1', ['version', '1', '2', '3', 'of', '5', '1'], 'other dotted numbers are numbers'],
    [
      'Größe überschritten, endereço não existe',
      ['grosse', 'uberschritten', 'endereco', 'nao', 'existe'],
      'accents are stripped',
    ],
    ['用户不存在', ['用', '户', '不', '存', '在'], 'a script without spaces gives single characters'],
    ['ユーザーが', ['ユ', 'ー', 'ザ', 'ー', 'が'], 'kana keep their voicing marks'],
    ['a@', ['a'], 'a lone at sign makes no address'],
    ['', [], 'empty'],
  ];
  test.each(cases)('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('spans stand in the text, in order, and do not overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        let last = 0;
        for (const token of tokenise(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.end).toBeLessThanOrEqual(text.length);
          last = token.end;
        }
      }),
    );
  });

  test('a text of only at signs, colons or letters is read to its cap', () => {
    for (const char of ['@', ':', 'a', 'a@', '1.', 'é', "'"]) {
      expect(tokenise(char.repeat(100_000)).length).toBeLessThanOrEqual(1000);
    }
  });
});

test('texts that differ in names, numbers and ids have one template', () => {
  const one = templateOf('Queue id 4XyZ12 for <a@example.org> from 192.0.2.1 refused, code 17');
  expect(one).toBe('queue id # for <addr> from <ip> refused code #');
  expect(templateOf('queue ID 9QQ3 for b.c@example.com from 2001:db8::2 refused; code 4')).toBe(one);
});
