/** Unsubscribing: header, one click, signature, link in the body. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { mailGiven, mailOf, mailTables, runOn, saidOf } from '../links/testing.ts';
import { canNameRecipient } from './address-token.ts';
import { bodyLink } from './body-link.ts';
import { header } from './header.ts';
import { parseListHeader } from './list-header.ts';
import { oneClick } from './one-click.ts';
import { senderIdentity } from './sender-identity.ts';
import { signed } from './signed.ts';
import { languageOf } from './wordings.ts';

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
  [oneClick, [list('<https://example.org/list/unsubscribe.php?action=unsubscribe>'), POST], 'fail no-token'],
  [oneClick, [list('<https://example.org/u?token=>'), POST], 'fail no-token'],
  [oneClick, [list('<https://example.org/unsubscribe/12345>'), POST], 'pass in-order'],
  [oneClick, [list('<https://example.org/u/kQxWpLmRtZ>'), POST], 'pass in-order'],
  [oneClick, [list('<https://example.org/u/xyz>'), POST], 'pass in-order'],
  [oneClick, [list('<https://example.org/u?kQxWp>'), POST], 'pass in-order'],
  [oneClick, [list('https://example.org/u/xyz'), POST], 'pass in-order'],
  [oneClick, [list('mailto:u@example.org'), POST], 'fail mailto-only'],
  [oneClick, [list('click here'), POST], 'unknown no-address'],
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

test('words that name nobody are told as information, not for certain', () => {
  const [finding] = runOn(oneClick, mailOf('x', 'plain', [list('<https://example.org/unsubscribe>'), POST]));
  expect(finding).toMatchObject({ consequence: 'information', receivers: [] });
  expect(finding?.confidence).toBeLessThan(1);
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
    // Basque, Welsh: long enough to tell that it is no language whose wordings are known.
    [
      `<p>${'Gure dendara liburu berriak iritsi dira aste honetan; etorri eta ikusi itzazu saldu baino lehen. '.repeat(3)}</p>`,
      'unknown other-language',
    ],
    [
      `<p>${"Mae gennym nwyddau newydd yn y siop yr wythnos hon; dewch i'w gweld cyn iddyn nhw fynd. ".repeat(3)}</p>`,
      'unknown other-language',
    ],
    [
      `<p>${'New books came to our shop this week and you can see them from Monday on with all of the staff. '.repeat(3)}</p>`,
      'fail missing',
    ],
    [
      `<p>${'Letos jsme pro vás připravili nové knihy, které se na pultech objeví v pondělí, a je jich dost. '.repeat(3)}</p>`,
      'fail missing',
    ],
    ['<p>今週の新しい本をご紹介します。ぜひ店頭でご覧ください。</p>', 'fail missing'],
  ])('%#: %o', (html, said) => expect(saidOf(bodyLink, mailOf(html))).toEqual([said]));

  test.each([
    ['To stop getting these letters, click here', 'To stop getting these letters, ', 'click here'],
    ['en', 'You no longer want to hear of it or receive it? ', 'This way'],
    ['de', 'Sie wollen keinen Newsletter mehr? ', 'Hier klicken'],
    ['de', 'Du möchtest keine Mails mehr? ', 'Klick'],
    ['fr', 'Vous ne souhaitez plus recevoir nos e-mails ? ', 'Cliquez ici'],
    ['es', 'Si no deseas recibir más correos, ', 'haz clic aquí'],
    ['it, with a typographic apostrophe', '', 'Annulla l’iscrizione'],
    ['it', 'Se non vuoi più ricevere questi messaggi, ', 'clicca qui'],
    ['nl', 'Wil je geen e-mails meer ontvangen? ', 'Klik hier'],
    ['fi', '', 'Peruuta uutiskirjeen tilaus'],
    ['no', '', 'Meld deg av nyhetsbrevet'],
    ['sv', 'Vill du inte längre få våra brev? ', 'Klicka här'],
    ['da', 'Ønsker du ikke længere at modtage brevet? ', 'Klik her'],
    ['no-break spaces', '', 'Opt\u00a0out'],
    ['soft hyphens', '', 'Un\u00adsub\u00adscribe'],
  ])('%s: %o %o', (_, before, text) => {
    const body = `<p>${before}${a(text, 'https://example.org/p?t=8a')}</p>`;
    expect(saidOf(bodyLink, mailOf(body))).toEqual(['pass found']);
  });

  test.each([
    ['We do not want you to miss it: receive it as a gift. ', 'fail missing'],
    [`No longer ${'than a day it takes, and so it goes on and on, '.repeat(2)} receive `, 'fail missing'],
  ])('a negation far from its verb is none: %s', (before, said) => {
    expect(saidOf(bodyLink, mailOf(`<p>${before}${a('Shop')}</p>`))).toEqual([said]);
  });

  test.each([
    ['https://example.org/p/8a2', 'https://example.org/p/8a2', 'pass found'],
    ['https://example.org/p/8a2', 'https://example.org/p/8a2?from=footer', 'pass found'],
    ['https://example.org/c?u=1', 'https://example.org/c?u=1#x', 'pass found'],
    // One script leads everywhere: only the whole address tells.
    ['https://example.org/u?u=1', 'https://example.org/u?u=2', 'fail missing'],
    ['mailto:leave-8a2@example.org?subject=x', 'mailto:leave-8a2@example.org', 'pass found'],
    ['https://example.org/p/8a2', 'https://example.org/p/8a3', 'fail missing'],
  ])('List-Unsubscribe %s, link %s, whatever its words: %s', (listed, href, said) => {
    expect(saidOf(bodyLink, mailOf(a('Näin se käy', href), 'html', [list(`<${listed}>`)]))).toEqual([said]);
  });

  test.each([
    [a('Shop'), 'Unsubscribe: https://example.org/p/1', 'fail in-text-only'],
    [
      a('Unsubscribe', 'https://example.org/p/1', 'display:none'),
      'Unsubscribe: https://example.org/p/1',
      'fail hidden',
    ],
    [a('Unsubscribe'), 'Shop: https://example.org/s', 'pass found'],
  ])('readers see the HTML, not the text beside it: %o and %o', (html, plain, said) => {
    const part = (type: string, text: string) =>
      `--b\r\nContent-Type: text/${type}; charset=utf-8\r\n\r\n${text}\r\n`;
    const raw = Buffer.from(
      `From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n${part('plain', plain)}${part('html', html)}--b--\r\n`,
    );
    expect(saidOf(bodyLink, raw)).toEqual([said]);
  });

  test.each([
    ['<p>Hello</p>{{> footer}}', true, 'unknown in-template'],
    ["<p>Hello</p>{% include 'footer' %}", true, 'unknown in-template'],
    ['<p>Hello {{ name }}</p>', true, 'fail missing'],
    ['<p>Hello</p>{{> footer}}', false, 'fail missing'],
  ])('may stand in another file of a template: %s (%s): %s', (html, isTemplate, said) => {
    const drafts = bodyLink.run(readMailView(mailOf(html)), mailGiven({ profile: 'bulk', isTemplate }));
    expect(drafts.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual([said]);
  });

  test('is found in each of the 38 languages', () => {
    const { unsubscribeWords } = mailTables();
    expect(
      unsubscribeWords
        .map(({ language }) => language)
        .sort()
        .join(' '),
    ).toBe(
      'ar bg ca cs da de el en es et fa fi fr he hi hr hu id is it ja ko lt lv nl no pl pt ro ru sk sl sv th tr uk vi zh',
    );
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

test('any text is looked through for wordings, in linear time', () => {
  const { unsubscribeWords } = mailTables();
  const languages = new Set(unsubscribeWords.map(({ language }) => language));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.webUrl({ withQueryParameters: true }), (text, url) => {
      const found = languageOf(text, unsubscribeWords);
      expect(found === undefined || languages.has(found)).toBe(true);
      expect(languageOf(`${text}\u2026 unsubscribe`, unsubscribeWords)).toBeDefined();
      const { pathname, search } = new URL(url);
      expect(canNameRecipient(`${pathname}/8a2f`, search)).toBe(true);
    }),
  );
  const start = performance.now();
  languageOf('no non niet keine … '.repeat(10_000), unsubscribeWords);
  languageOf('n'.repeat(200_000), unsubscribeWords);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('any value is read without a throw, in linear time', () => {
  fc.assert(
    fc.property(fc.string(), (rawValue) => {
      expect(parseListHeader({ rawValue }).uris.length).toBeLessThanOrEqual(50);
    }),
  );
  const start = performance.now();
  parseListHeader({ rawValue: '<'.repeat(1_000_000) });
  saidOf(bodyLink, mailOf('<a href="x">y</a>'.repeat(5000)));
  saidOf(bodyLink, mailOf('<'.repeat(500_000)));
  saidOf(senderIdentity, mailOf('12 a '.repeat(100_000), 'plain'));
  expect(performance.now() - start).toBeLessThan(2000);
});

test('without tables the link in the body is not judged', () => {
  const given = { ...mailGiven(), tables: undefined as never };
  expect(bodyLink.run(readMailView(mailOf('x')), given).map(({ outcome }) => outcome)).toEqual(['unknown']);
});
