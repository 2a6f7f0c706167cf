/** Unsubscribing: header, one click, signature, link in the body. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { mailGiven, mailOf, mailTables, runOn, saidOf } from '../links/testing.ts';
import { bodyLink } from './body-link.ts';
import { header } from './header.ts';
import { parseListHeader } from './list-header.ts';
import { oneClick } from './one-click.ts';
import { senderIdentity } from './sender-identity.ts';
import { signed } from './signed.ts';

const list = (value: string) => `List-Unsubscribe: ${value}`;
const POST = 'List-Unsubscribe-Post: List-Unsubscribe=One-Click';
const good = '<https://example.org/u/a1b2c3d4>';

test.each<[MessageCheck, readonly string[], string]>([
  [header, [], 'fail missing'],
  [header, [list(good)], 'pass in-order'],
  [header, [list(`(go away) ${good} , <mailto:u@example.org?subject=x>`)], 'pass in-order'],
  [header, [list(`${good},\r\n <mailto:u@example.org>`)], 'pass in-order'],
  [header, [list('https://example.org/u/1')], 'fail no-brackets'],
  [header, [list('')], 'fail empty'],
  [header, [list('<https://example.org/u 1>')], 'fail space-inside'],
  [header, [list(`${good} <mailto:u@example.org>`)], 'fail separator'],
  [header, [list('<https://example.org/u')], 'fail separator'],
  [header, [list(`${good}; click`)], 'fail stray-text'],
  [header, [list('<ftp://example.org/u>')], 'fail scheme'],
  [header, [list(good), list(good)], 'fail twice'],
  [oneClick, [], 'not-applicable no-header'],
  [oneClick, [list(good), POST], 'pass in-order'],
  [oneClick, [list(good), 'List-Unsubscribe-Post: list-unsubscribe=one-click'], 'pass in-order'],
  [oneClick, [list(good)], 'fail no-post'],
  [oneClick, [list(good), 'List-Unsubscribe-Post: One-Click'], 'fail post-value'],
  [oneClick, [list(good), 'List-Unsubscribe-Post: List-Unsubscribe=One-Click;'], 'fail post-value'],
  [oneClick, [list(good), POST, POST], 'fail post-twice'],
  [oneClick, [list('<mailto:u@example.org>'), POST], 'fail mailto-only'],
  [oneClick, [list('<http://example.org/u/a1b2c3d4>'), POST], 'fail http-only'],
  [oneClick, [list('<https://>'), POST], 'fail uri-broken'],
  [oneClick, [list('<https://example.org/unsubscribe>'), POST], 'fail no-token'],
  [oneClick, [POST], 'fail post-without-list'],
  [signed, [list(good), POST], 'unknown not-signed-yet'],
  [
    signed,
    [list(good), POST, dkim('example.org', 'from:list-unsubscribe:list-unsubscribe-post')],
    'pass covered',
  ],
  [
    signed,
    [list(good), POST, dkim('mail.example.org', 'From : List-Unsubscribe-Post: List-Unsubscribe')],
    'pass covered',
  ],
  [signed, [list(good), POST, dkim('example.org', 'from:list-unsubscribe')], 'fail not-covered'],
  [
    signed,
    [list(good), POST, dkim('esp.example', 'list-unsubscribe:list-unsubscribe-post')],
    'fail other-domain',
  ],
  [signed, [], 'not-applicable no-one-click'],
])('%o: %o: %s', (check, fields, said) => {
  expect(saidOf(check, mailOf('x', 'plain', fields))).toEqual([said]);
});

function dkim(domain: string, h: string): string {
  return `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=s; h=${h}; bh=x; b=x`;
}

test.each(['transactional', 'personal'] as const)('%s mail needs nothing of it', (profile) => {
  for (const check of [header, oneClick, bodyLink, senderIdentity])
    expect(saidOf(check, mailOf('x', 'plain'), { profile })).toEqual(['not-applicable not-bulk']);
});

test.each([
  [header, list('https://example.org/u/1'), `List-Unsubscribe: <https://example.org/u/1>`],
  [header, list('<https://example.org/u 1>'), `List-Unsubscribe: <https://example.org/u1>`],
  [oneClick, 'List-Unsubscribe-Post: One-Click', POST],
] as const)('%o: the fix of "%s" gives "%s" and removes the finding', (check, field, fixed) => {
  const fields = check === oneClick ? [list(good), field] : [field];
  const raw = mailOf('x', 'plain', fields);
  const fix = runOn(check, raw)[0]?.fixes[0];
  if (fix?.kind !== 'message') throw new Error('no fix');
  const { range, bytes } = fix.edit;
  const text = raw.toString('latin1');
  const after = text.slice(0, range.start) + bytes + text.slice(range.end);
  expect(after).toContain(`\r\n${fixed}\r\n`);
  expect(runOn(check, Buffer.from(after, 'latin1'))[0]?.outcome).toBe('pass');
});

describe('the link in the body', () => {
  const a = (text: string, href = 'https://example.org/p/1', style = '') =>
    `<a href="${href}" style="${style}">${text}</a>`;
  test.each([
    [a('Unsubscribe'), 'pass found'],
    [`To unsubscribe, click ${a('here')}.`, 'pass found'],
    [a('<img src="cid:x" alt="Unsubscribe">'), 'pass found'],
    [a('Unsubscribe', '{{ unsubscribe_url }}'), 'pass found'],
    [a('Unsubscribe', 'mailto:u@example.org'), 'pass found'],
    [a('Manage your preferences'), 'pass found'],
    [a('click', 'https://example.org/unsubscribe/1'), 'pass found'],
    [a('Unsubscribe', '#'), 'fail leads-nowhere'],
    [a('Unsubscribe', 'https://example.org/u', 'display:none'), 'fail hidden'],
    [a('Unsubscribe', 'https://example.org/u', 'font-size:1px'), 'fail tiny'],
    ['<p>Write to us to unsubscribe.</p>', 'fail words-without-link'],
    [a('Shop'), 'fail missing'],
    ['<p>ສະບາຍດີ ທຸກຄົນ</p>', 'unknown other-language'],
  ])('%#: %o', (html, said) => expect(saidOf(bodyLink, mailOf(html))).toEqual([said]));

  test('is found in each of the 15 languages', () => {
    const { unsubscribeWords } = mailTables();
    expect(
      unsubscribeWords
        .map(({ language }) => language)
        .sort()
        .join(' '),
    ).toBe('cs da de en es fr it ja nl pl pt ru sv tr zh');
    for (const { link } of unsubscribeWords)
      for (const word of link)
        expect(saidOf(bodyLink, mailOf(a(`» ${word.toUpperCase()} «`)))).toEqual(['pass found']);
  });

  test('counts only before the place where Gmail clips', () => {
    expect(saidOf(bodyLink, mailOf(`<p>${'x'.repeat(103_000)}</p>${a('Unsubscribe')}`))).toEqual([
      'fail behind-clip',
    ]);
    expect(saidOf(bodyLink, mailOf(`<p>${'x'.repeat(102_000)}</p>${a('Unsubscribe')}`))).toEqual([
      'pass found',
    ]);
  });

  test('in plain text the words beside the address count', () => {
    expect(saidOf(bodyLink, mailOf('Abmelden: https://example.org/a/1', 'plain'))).toEqual(['pass found']);
    expect(saidOf(bodyLink, mailOf('Shop: https://example.org/a/1', 'plain'))).toEqual(['fail missing']);
  });
});

test.each([
  ['Example Inc., 12 Main Street, Springfield, IL 62704', 'pass recognised'],
  ['Beispiel GmbH, Hauptstraße 1, 10115 Berlin', 'pass recognised'],
  ['12 rue de la Paix, 75002 Paris', 'pass recognised'],
  ['〒100-0001 東京都', 'pass recognised'],
  ['See you soon', 'unknown not-recognised'],
])('%s: %s', (text, said) => expect(saidOf(senderIdentity, mailOf(text, 'plain'))).toEqual([said]));

test('any value is read without a throw, in linear time', () => {
  fc.assert(
    fc.property(fc.string(), (rawValue) => {
      expect(parseListHeader({ rawValue }).uris.length).toBeLessThanOrEqual(50);
    }),
  );
  const start = performance.now();
  parseListHeader({ rawValue: '<'.repeat(1_000_000) });
  saidOf(bodyLink, mailOf('<a href="x">y</a>'.repeat(5000)));
  saidOf(senderIdentity, mailOf('12 a '.repeat(100_000), 'plain'));
  expect(performance.now() - start).toBeLessThan(2000);
});

test('without tables the link in the body is not judged', () => {
  const given = { ...mailGiven(), tables: undefined as never };
  expect(bodyLink.run(readMailView(mailOf('x')), given).map(({ outcome }) => outcome)).toEqual(['unknown']);
});
