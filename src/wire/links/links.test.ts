import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMailView } from '../mail-view/index.ts';
import {
  findUrls,
  isWhollyConfusable,
  linksOf,
  looksLike,
  parseTarget,
  restrictionLevel,
  scriptsOf,
} from './index.ts';

describe('targets', () => {
  test.each([
    ['https://Example.org/a?b#c', { kind: 'web', host: 'example.org', domain: 'example.org', path: '/a' }],
    ['  https://exam\r\nple.org/ ', { kind: 'web', host: 'example.org' }],
    ['https:\\\\example.org\\a', { kind: 'web', host: 'example.org', path: '/a' }],
    ['https://news.example.co.uk./', { kind: 'web', host: 'news.example.co.uk', domain: 'example.co.uk' }],
    ['https://ex%61mple.org/', { kind: 'web', host: 'example.org' }],
    ['https://bücher.example/', { kind: 'web', host: 'xn--bcher-kva.example', shownHost: 'bücher.example' }],
    ['http://192.0.2.1/', { kind: 'web', isIp: true, isOddIp: false }],
    ['http://3221225985/', { kind: 'web', isIp: true, isOddIp: true, host: '192.0.2.1' }],
    ['http://0xC0.0.2.1/', { kind: 'web', isIp: true, isOddIp: true, host: '192.0.2.1' }],
    ['http://0300.0.02.01/', { kind: 'web', isIp: true, isOddIp: true, host: '192.0.2.1' }],
    ['http://[2001:db8::1]/', { kind: 'web', isIp: true, isOddIp: false }],
    ['https://example.org:8443/', { kind: 'web', port: 8443 }],
    ['https://example.org@192.0.2.1/', { kind: 'web', hasUserinfo: true, isIp: true, isOddIp: false }],
    ['//example.org/a', { kind: 'web', scheme: 'https' }],
    ['http://', { kind: 'broken' }],
    ['http://{{host}}/', { kind: 'template' }],
    ['{{ url }}', { kind: 'template' }],
    ['*|UNSUB|*', { kind: 'template' }],
    ['%unsubscribe_url%', { kind: 'template' }],
    ['[unsubscribe]', { kind: 'template' }],
    ['mailto:a%40example.org?subject=x', { kind: 'mail', address: 'a@example.org' }],
    ['javascript:void(0)', { kind: 'active', scheme: 'javascript' }],
    ['java\nscript:void(0)', { kind: 'active', scheme: 'javascript' }],
    ['data:text/html,x', { kind: 'active', scheme: 'data' }],
    ['tel:+1', { kind: 'phone' }],
    ['#top', { kind: 'fragment' }],
    ['', { kind: 'empty' }],
    ['cid:a@b', { kind: 'part' }],
    ['page.html', { kind: 'relative' }],
    ['example.org:80/x', { kind: 'relative' }],
    ['ftp://example.org/', { kind: 'other', scheme: 'ftp' }],
  ])('%s', (href, target) => {
    expect(parseTarget(href)).toMatchObject(target);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseTarget(text);
        parseTarget(`http://${text}`);
      }),
    );
  });
});

describe('addresses in text', () => {
  test.each([
    ['See https://example.org/a.', ['https://example.org/a']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['<http://example.org/>, www.example.org!', ['http://example.org/', 'www.example.org']],
    ['mail me at awww.x and http:// alone', []],
    ['见https://example.org/a。', ['https://example.org/a']],
  ])('%s', (text, urls) => {
    expect([...findUrls(text)].map((found) => found.text)).toEqual(urls);
  });

  test('never throws, and every address stands where it says', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('http://', 'www.', 'a', ')', '(', '.', ' ', '<')), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, text: url } of findUrls(text)) expect(text.slice(start, end)).toBe(url);
      }),
    );
  });

  test('50,000 closing brackets take no time', () => {
    const text = `http://a${')'.repeat(50_000)} `.repeat(20);
    const start = performance.now();
    expect([...findUrls(text)].length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('names that look alike', () => {
  test.each([
    ['example', 'ascii'],
    ['bücher', 'single'],
    ['пример', 'single'],
    ['exаmple', 'minimally'],
    ['日本語abc', 'highly'],
    ['ไทยabc', 'moderately'],
  ])('%s is %s', (text, level) => expect(restrictionLevel(text)).toBe(level));

  test('scripts are named', () => expect(scriptsOf('aбγ1')).toEqual(['Latin', 'Cyrillic', 'Greek']));

  test.each([
    ['exаmple', 'example', true],
    ['examp1e', 'example', true],
    ['exarnple', 'example', true],
    ['éxample', 'example', true],
    ['example', 'example', false],
    ['sample', 'example', false],
  ])('%s and %s: %s', (one, other, is) => expect(looksLike(one, other)).toBe(is));

  test('a word of Cyrillic letters that reads as Latin', () => {
    expect(isWhollyConfusable('аррӏе')).toBe(true);
    expect(isWhollyConfusable('пример')).toBe(false);
    expect(isWhollyConfusable('apple')).toBe(false);
  });
});

test('links of a message, each where it stands', () => {
  const raw = Buffer.from(
    [
      'Content-Type: text/html; charset=utf-8',
      '',
      '<a href="https://example.org/?a=1&amp;b=2">Read <b>on</b></a>',
      '<a href="https://example.org/h" style="display:none">trap</a>',
      '<img src="http://img.example.org/a.png" alt="x"><img src="cid:a">',
      '<a href="https://example.org/i"><img src="cid:b" alt="Shop"></a>',
    ].join('\r\n'),
  );
  const { links, count } = linksOf(readMailView(raw));
  expect(count).toBe(4);
  expect(links.map(({ source, shown, isHidden }) => [source, shown, isHidden])).toEqual([
    ['anchor', 'Read on', false],
    ['anchor', 'trap', true],
    ['anchor', 'Shop', false],
    ['image', '', false],
  ]);
  const first = links[0];
  expect(first?.href).toBe('https://example.org/?a=1&b=2');
  expect(first?.part.text.slice(first.start, first.end)).toBe('https://example.org/?a=1&amp;b=2');
});
