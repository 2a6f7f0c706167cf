import { describe, expect, test } from 'vitest';
import type { MailGiven, MessageCheck } from '../../../findings/message-check.ts';
import { mailTables } from '../links/testing.ts';
import { applySafeFixes, letter, multipart, run, said, textPartOf } from '../testing.ts';
import { headerChecks } from './all.ts';

type Case = readonly [id: string, raw: Buffer, expected: readonly string[], given?: Partial<MailGiven>];

const with_ = (...fields: readonly string[]) => letter({ fields });
const without = (...names: readonly string[]) => letter({ without: names });
const bulk = { profile: 'bulk' } as const;
const personal = { profile: 'personal' } as const;

const signed = (domain: string) => `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=s; h=from; bh=x; b=x`;

/** The brand 'northwind', which sends from example.net. */
const brands = { tables: { ...mailTables(), brands: new Map([['northwind', ['example.net']]]) } };

const cases: readonly Case[] = [
  ['from-present', with_('From:'), ['fail refused missing']],
  ['from-address', with_('From: Northwind <>'), ['fail refused no-address']],
  ['from-address', with_('From: <@example.org>'), ['fail refused invalid']],
  ['from-address', with_('From: "a b"@example.org'), ['pass valid']],
  ['from-single', with_('From: a@example.org', 'From: a@example.org'), ['fail refused repeated']],
  ['from-one-address', with_('From: Friends: a@example.org, b@example.org;'), ['fail refused several']],
  ['from-domain', with_('From: root@server'), ['fail refused one-label']],
  ['from-domain', with_('From: news@-bad-.example.org'), ['fail refused syntax']],
  ['from-domain', with_('From: news@[192.0.2.1]'), ['fail policy literal']],
  ['from-domain', with_('From: news@printer.local'), ['fail policy local-use']],
  ['from-domain', with_('From: news@xn--bcher-kva.example.org'), ['pass valid']],
  ['from-provider', with_('From: shop@gmail.com'), ['fail policy gmail-if']],
  ['from-provider', with_('From: shop@yahoo.com'), ['fail policy provider-if']],
  ['from-provider', with_('From: ann@gmail.com'), ['fail information gmail-if'], personal],
  ['from-provider', with_('From: ann@gmail.com', signed('gmail.com')), ['pass signed-by-provider']],
  ['from-provider', with_('From: ann@gmail.com', signed('example.org')), ['fail policy gmail']],
  ['from-provider', with_('From: ann@yahoo.com', signed('example.org')), ['fail policy provider']],
  ['from-one-address', with_('From: Berg, Ann <ann@example.org>'), ['fail refused comma-in-name']],
  ['from-one-address', with_('From: "Berg, Ann" <ann@example.org>'), ['pass one']],
  [
    'display-name',
    with_('From: "Bank <help@bank.example.net>" <a@example.org>'),
    ['fail policy other-address'],
  ],
  ['display-name', with_('From: "a@example.org" <a@example.org>'), ['fail score own-address']],
  ['display-name', with_('From: Northwind (2) <a@example.org>'), ['pass plain']],
  ['display-name', with_('From: "Northwind (2)" <a@example.org>'), ['fail policy thread-counter']],
  ['display-name', with_('From: "[v] Northwind" <a@example.org>'), ['fail policy badge']],
  [
    'display-name',
    with_('From: =?utf-8?q?Northwind_=E2=9C=94?= <a@example.org>'),
    ['fail policy check-mark'],
  ],
  [
    'display-name',
    with_('From: =?utf-8?q?Northwind_=F0=9F=93=9A?= <a@example.org>'),
    ['fail information emoji'],
  ],
  ['display-name', with_('From: "Re: Northwind" <a@example.org>'), ['fail policy reply-prefix']],
  ['display-name', with_('From: "Northwind  Books" <a@example.org>'), ['fail score spaces']],
  ['display-name', with_('From: Northwind  Books <a@example.org>'), ['fail score spaces']],
  ['display-name', with_('From: "Northwind Books"  <a@example.org>'), ['pass plain']],
  ['display-name', with_('From: Ann <a@example.org>'), ['fail policy recipient']],
  ['display-name', with_('From: Ann <ann@example.net>'), ['pass plain'], personal],
  ['display-name', with_('From: example.com support <a@example.org>'), ['pass plain'], brands],
  [
    'display-name',
    with_('From: Books.Example.net support <a@example.org>'),
    ['fail information domain-of-brand'],
    brands,
  ],
  ['display-name', with_('From: books.example.net <a@mail.books.example.net>'), ['pass plain'], brands],
  ['display-name', with_('From: shop.example.org <a@mail.example.org>'), ['pass plain']],
  ['display-name', with_('From: Node.js Foundation <a@example.org>'), ['pass plain']],
  ['display-name', with_('From: "A.B.Co and Sons" <a@example.org>'), ['pass plain']],
  ['direction-marks', with_('Subject: =?utf-8?q?cod=E2=80=AEfdp=2Eexe?='), ['fail rendering override']],
  [
    'direction-marks',
    with_('From: =?utf-8?q?Shop_=E2=80=AEretsam?= <a@example.org>'),
    ['fail rendering override'],
  ],
  // Right-to-left text needs marks of its own.
  ['direction-marks', with_('Subject: =?utf-8?b?4oCP16nXnNeV150g4oCO?='), ['pass none']],
  [
    'recipient-in-subject',
    with_('Subject: Security alert for ann@example.net'),
    ['fail information address'],
  ],
  ['recipient-in-subject', with_('Subject: Security alert for joann@example.net'), ['pass none']],
  [
    'recipient-in-subject',
    with_('Subject: Alert for ann@example.net', 'List-Id: <a.example.org>'),
    ['pass none'],
  ],
  [
    'recipient-in-subject',
    with_('Subject: Re: alert for ann@example.net', 'In-Reply-To: <1@a>'),
    ['pass none'],
  ],
  ['display-name', with_('From: "" <a@example.org>'), ['fail score blank']],
  ['display-name', with_('From: Mr. Smith <a@example.org>'), ['fail score title']],
  ['sender-field', with_('From: a@example.org, b@example.org'), ['fail policy missing']],
  // What follows from another fault is not told beside it.
  ['sender-field', with_('From: a@example.org', 'From: b@example.org'), ['not-applicable not-needed']],
  ['sender-field', with_('From: Berg, Ann <ann@example.org>'), ['not-applicable not-needed']],
  ['sender-field', with_('Sender: a@example.org, b@example.org'), ['fail policy several']],
  ['sender-field', with_('Sender: News <NEWS@example.org>'), ['fail information same-as-from']],
  ['reply-to', with_('Reply-To: help@books.example.org'), ['pass own']],
  ['reply-to', with_('Reply-To: help@example.net'), ['fail information other']],
  ['reply-to', with_('Reply-To: shop@gmail.com'), ['fail score provider']],
  ['recipients-present', without('to'), ['fail score missing']],
  ['recipients-present', with_('To: undisclosed-recipients:;'), ['fail score undisclosed']],
  ['no-bcc', with_('Bcc: eve@example.net'), ['fail policy names']],
  ['no-bcc', with_('Bcc:'), ['fail information empty']],
  ['subject-present', without('subject'), ['fail score missing']],
  ['subject-present', with_('Subject: '), ['fail score empty']],
  ['subject-length', with_(`Subject: ${'many words '.repeat(25)}`), ['fail score long']],
  ['reply-prefix', with_('Subject: Re: your order'), ['fail policy reply'], bulk],
  ['reply-prefix', with_('Subject: AW: Ihre Bestellung'), ['fail policy reply'], bulk],
  [
    'reply-prefix',
    with_('Subject: =?utf-8?b?0J7RgtCy0LXRgjog0LfQsNC60LDQtw==?='),
    ['fail policy reply'],
    bulk,
  ],
  ['reply-prefix', with_('Subject: Fwd: look'), ['fail policy forward'], bulk],
  ['reply-prefix', with_('Subject: WG: schau'), ['fail information forward'], personal],
  ['reply-prefix', with_('Subject: Re: hello'), ['fail score reply'], personal],
  ['reply-prefix', with_('Subject: RE[2]: hello', 'In-Reply-To: <1@example.net>'), ['pass thread'], bulk],
  ['reply-prefix', with_('Subject: Read: the news'), ['not-applicable no-prefix'], bulk],
  ['date-present', without('date'), ['fail score missing']],
  ['date-valid', with_('Date: Tue, 12 Mai 2026 15:47:14 +0000'), ['fail refused syntax']],
  ['date-valid', with_('Date: Tue, 31 Feb 2026 15:47:14 +0000'), ['fail refused day']],
  ['date-valid', with_('Date: Tue, 12 May 2026 15:47:14'), ['fail score zone']],
  ['date-valid', with_('Date: Tue, 12 May 2026 15:47:14 +2500'), ['fail score zone']],
  ['date-valid', with_('Date: Tue, 12 May 2026 15:47:14 GMT'), ['fail information obsolete']],
  ['date-valid', with_('Date: Tue, 12 May 2026 5:47:14 +0200'), ['fail information obsolete']],
  ['date-valid', with_('Date: Mon, 12 May 2026 15:47:14 +0000'), ['fail information wrong-weekday']],
  ['date-valid', with_('Date: 12 May 2026 15:47 +0200 (CEST)'), ['pass valid']],
  ['date-now', with_('Date: Tue, 12 May 2026 16:27:00 +0000'), ['pass now']],
  ['date-now', with_('Date: Wed, 13 May 2026 15:47:14 +0000'), ['fail score future']],
  ['date-now', with_('Date: Tue, 12 May 2026 17:17:14 +0000'), ['fail information future']],
  ['date-now', with_('Date: Fri, 1 May 2026 15:47:14 +0000'), ['fail information past']],
  ['message-id-present', without('message-id'), ['fail refused missing']],
  ['message-id-valid', with_('Message-ID: may.1@example.org'), ['fail refused no-brackets']],
  ['message-id-valid', with_('Message-ID: <a@example.org> <b@example.org>'), ['fail refused several']],
  ['message-id-valid', with_('Message-ID: <a@>'), ['fail refused half']],
  ['message-id-valid', with_('Message-ID: <a@b@example.org>'), ['fail refused two-at']],
  ['message-id-valid', with_('Message-ID: <a b@example.org>'), ['fail refused characters']],
  ['message-id-domain', with_('Message-ID: <a@mail.example.org>'), ['pass own']],
  ['message-id-domain', with_('Message-ID: <a@example.net>'), ['fail information other']],
  ['message-id-domain', with_('Message-ID: <a@localhost>'), ['fail score not-full']],
  ['message-id-domain', with_('Message-ID: <a@192.0.2.1>'), ['fail score bare-ip']],
  ['message-id-domain', with_('Message-ID: <a@[192.0.2.1]>'), ['fail score ip-literal']],
  ['message-id-domain', with_('Message-ID: <a@www.example.org>'), ['fail score web-host']],
  ['mime-version', without('mime-version'), ['fail score missing']],
  ['mime-version', with_('Mime-Version: 1.0'), ['fail score spelling']],
  ['mime-version', with_('MIME-Version: 2.0'), ['fail policy other-version']],
  ['mime-version', with_('MIME-Version: 1.0 (made by hand)'), ['pass present']],
  [
    'single-instance',
    with_('Date: x', 'Date: y', 'Cc: a@example.org', 'Cc: a@example.org'),
    ['fail refused several', 'fail refused repeated'],
  ],
  ['single-instance', with_('Content-Type: text/plain', 'Content-Type: text/html'), ['fail score several']],
  ['single-instance', with_('Received: a', 'Received: b'), ['pass single']],
  ['address-syntax', with_('Cc: Ann'), ['fail refused no-address']],
  ['address-syntax', with_('To: undisclosed-recipients:;'), ['pass valid']],
  ['address-syntax', with_('To: "Smith, Ann" <ann@example.net>, Bob <bob@example.net>'), ['pass valid']],
  ['lines-are-fields', with_('List-Unsubscribe: <a>,', '<b>'), ['fail refused fold-without-space']],
  [
    'lines-are-fields',
    letter({ fields: ['X-A: 1', 'From ann@example.net Tue May 12'] }),
    ['fail information mbox-line-in-header'],
  ],
  [
    'encoded-word-place',
    with_('From: "=?utf-8?q?Gr=C3=BC=C3=9Fe?=" <a@example.org>'),
    ['fail rendering in-quotes'],
  ],
  ['encoded-word-place', with_('From: =?utf-8?q?Gr=C3=BC=C3=9Fe?= <a@example.org>'), ['pass allowed']],
  [
    'encoded-word-place',
    with_('Content-Type: text/plain; name="=?utf-8?q?a?="'),
    ['fail information in-parameter'],
  ],
  ['encoded-word-form', with_('Subject: =?utf-8?q?a?= =?utf-8?q?b?='), ['pass well-formed']],
  ['encoded-word-form', with_('Subject: =?x-klingon?q?a?='), ['fail rendering charset']],
  ['encoded-word-form', with_('Subject: =?utf-8?b?a?='), ['fail rendering damaged']],
  ['encoded-word-form', with_(`Subject: =?utf-8?q?${'a'.repeat(80)}?=`), ['fail information too-long']],
  ['no-raw-8bit', with_('Subject: Grüße'), ['fail score in-text']],
  ['no-raw-8bit', with_('From: Bücher <a@example.org>'), ['fail score in-name']],
  ['no-raw-8bit', with_('To: <grüße@example.net>'), ['fail refused in-address']],
  ['no-raw-8bit', with_('X-Note: Grüße'), ['fail information in-text']],
  ['field-spelling', with_('Date:Tue, 12 May 2026 15:47:14 +0000'), ['fail score no-space']],
  ['field-spelling', with_('Subject : Hello'), ['fail information space-before-colon']],
  ['field-spelling', with_('X-mailer: x'), ['fail score x-mailer']],
  ['field-spelling', with_('Content-Transfer-Encoding: 8Bit'), ['fail score encoding-case']],
  ['field-spelling', with_('Content-Type: text/plain; charset=utf-8;'), ['fail score semicolon']],
  [
    'trace-fields',
    with_('Return-Path: <a@example.org>', 'Delivered-To: ann@example.net', 'X-Original-To: a@example.net'),
    ['fail information from-delivery'],
  ],
  ['trace-fields', with_('Return-Path: <a@example.org>'), ['fail information return-path']],
  ['script-traces', with_('X-PHP-Originating-Script: 33:send.php'), ['fail information script']],
  [
    'script-traces',
    with_("X-PHP-Originating-Script: 0:send.php(4) : eval()'d code"),
    ['fail score eval', 'fail score root'],
  ],
  [
    'script-traces',
    with_('X-PHP-Script: shop.example.org/.cache/x.php for 192.0.2.1'),
    ['fail score hidden'],
  ],
  ['script-traces', with_('X-PHP-Originating-Script: 1234567:a.php'), ['fail score forged']],
  [
    'script-traces',
    with_('Sender: www-data@www.example.org'),
    ['fail score service-account', 'fail score web-host'],
  ],
  ['automatic', without('auto-submitted'), ['fail information not-marked']],
  ['automatic', without('auto-submitted'), ['pass marked'], bulk],
  ['automatic', with_('Precedence: bulk'), ['fail information precedence']],
  ['automatic', letter(), ['fail information not-personal'], personal],
  // A list and an answering program say what they are.
  ['automatic', with_('Precedence: list', 'List-Id: <dev.example.org>'), ['pass marked'], personal],
  ['automatic', with_('Auto-Submitted: auto-replied', 'Precedence: bulk'), ['pass marked'], personal],
  [
    'list-fields',
    with_('List-Id: News <news.example.org>', 'List-Help: <mailto:help@example.org>'),
    ['pass well-formed'],
  ],
  [
    'list-fields',
    with_('List-Id: News', 'List-Help: help@example.org'),
    ['fail information list-id', 'fail information no-url'],
  ],
];

const checkOf = (name: string): MessageCheck => {
  const found = headerChecks.find(({ id }) => id === `headers/${name}`);
  if (found === undefined) throw new Error(`no check headers/${name}`);
  return found;
};

test.each(
  cases.map(([id, raw, expected, given]) => [id, expected.join(', '), raw, expected, given] as const),
)('%s: %s', (id, _, raw, expected, given) => {
  expect(said(checkOf(id), raw, given)).toEqual(expected);
});

describe('places and fixes', () => {
  test.each(cases.map(([id, raw, , given]) => [id, raw, given] as const))(
    '%s: the place holds what is meant, and safe fixes take the finding away and bring none',
    (id, raw, given) => {
      const before = headerChecks.flatMap((check) =>
        run(check, raw, given).map((draft) => ({ id: check.id, ...draft })),
      );
      for (const { place } of before) {
        if (place === undefined) continue;
        const slice = raw.subarray(place.raw.start, place.raw.end).toString('latin1');
        expect(place.snippet.length).toBeLessThanOrEqual(80);
        expect(slice.startsWith(`${place.header ?? ''}`)).toBe(true);
      }
      const own = run(checkOf(id), raw, given).filter(({ fixes }) =>
        fixes.some((fix) => fix.kind === 'message' && fix.edit.isSafe),
      );
      if (own.length === 0) return;
      const fixed = applySafeFixes(raw, own);
      const keys = new Set(
        before.filter(({ outcome }) => outcome === 'fail').map((one) => `${one.id} ${one.message}`),
      );
      for (const check of headerChecks)
        for (const draft of run(check, fixed, given)) {
          if (draft.outcome !== 'fail') continue;
          expect(keys).toContain(`${check.id} ${draft.message}`);
          expect(own.map(({ message }) => `headers/${id} ${message}`)).not.toContain(
            `${check.id} ${draft.message}`,
          );
        }
    },
  );
});

test('a forwarded message may be inside', () => {
  const raw = multipart(
    'mixed',
    [
      textPartOf('see below'),
      { head: ['Content-Type: message/rfc822'], body: 'From: a@example.org\r\n\r\nx' },
    ],
    ['Subject: Fwd: look'],
  );
  expect(said(checkOf('reply-prefix'), raw, bulk)).toEqual(['pass thread']);
});

test('a name with a comma is put in quotation marks by a fix that a person has to agree to, in linear time', () => {
  const raw = with_('From: Berg, Ann <ann@example.org>');
  const check = headerChecks.find(({ id }) => id === 'headers/from-one-address');
  if (check === undefined) throw new Error('no check');
  const [fix] = run(check, raw)[0]?.fixes ?? [];
  expect(fix).toMatchObject({ edit: { bytes: ' "Berg, Ann" <ann@example.org>', isSafe: false } });
  const start = performance.now();
  run(check, with_(`From: a,${' '.repeat(200_000)}b@example.org`));
  run(check, with_(`From: ${' ,'.repeat(100_000)}<a@example.org`));
  expect(performance.now() - start).toBeLessThan(2000);
});
