/** Each sign where it is meant and not where good mail has something alike. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDataFolder } from '../../../../main/data-folder.ts';
import { mailOf, mailTables, runOn } from '../../links/testing.ts';
import { lure } from '../lure.ts';
import { brandIn, isOfBrand } from './brand.ts';
import { hasLongToken, hasStyledLetters, isOddLabel } from './shapes.ts';

/** The signs that `content/lure` adds up. */
function signsOf(body: string, fields: readonly string[] = [], type: 'html' | 'plain' = 'html'): string[] {
  const parts = runOn(lure, mailOf(body, type, fields))[0]?.data.parts;
  return (parts as readonly { readonly sign: string }[]).map(({ sign }) => sign);
}

/** data/texts/<language>/check-ui.toml. */
const checkTexts = (language: string): object =>
  Object(readDataFolder('data')[`texts/${language}/check-ui.toml`]);

const styled = (text: string): string =>
  [...text]
    .map((char) => (/[a-z]/.test(char) ? String.fromCodePoint(0x1d41a + char.charCodeAt(0) - 97) : char))
    .join('');
const page = '<html><body><p>Hello Ann, here is what is new with us this week.</p></body></html>';

describe('signs of the sender', () => {
  test.each([
    ['name-of-brand', 'Netflix <a@other.example>', true],
    ['name-of-brand', `${styled('netflix')} <a@other.example>`, true],
    ['name-of-brand', 'Netflix <info@mail.netflix.com>', false],
    ['name-of-brand', 'IKEA Family <news@news.email.ikea.fr>', false],
    ['name-of-brand', 'IKEA Family <news@ikea.top>', true],
    ['name-of-brand', 'IKEA Family <news@ikea-bonus.fr>', true],
    ['name-of-brand', 'Mail Delivery System <mailer-daemon@example.org>', false],
    ['name-of-brand', 'Mail Delivery System <it@example.org>', true],
    ['name-picture', 'Storage 🚨 <a@example.org>', true],
    ['name-styled', `${styled('reward')} <a@example.org>`, true],
    ['sender-without-suffix', 'Post <noreply@parcels>', true],
    ['sender-without-suffix', 'Post <noreply@parcels.example.org>', false],
    ['sender-cheap-suffix', 'Shop <a@news.deals.top>', true],
    ['sender-cheap-suffix', 'Shop <a@example.ru.com>', true],
    ['sender-cheap-suffix', 'Shop <a@example.com>', false],
    ['sender-of-free-pages', 'Shop <a@tenant1.onmicrosoft.com>', true],
    ['sender-of-free-pages', 'Shop <a@project.firebaseapp.com>', true],
    ['sender-of-free-pages', 'Shop <a@microsoft.com>', false],
    ['sender-odd-name', 'Shop <a@xvcbnhj15.example.org>', true],
    ['sender-odd-name', 'Shop <a@mail.example.org>', false],
  ])('%s: %s %o', (sign, from, has) => expect(signsOf(page, [`From: ${from}`]).includes(sign)).toBe(has));
});

describe('signs of other fields', () => {
  const long = `<${'a1B2'.repeat(60)}@mail.example.org>`;
  test.each<[string, readonly string[], boolean]>([
    ['copy-to-itself', ['To: a@example.net', 'Cc: A@example.net'], true],
    ['copy-to-itself', ['To: a@example.net', 'Cc: b@example.net'], false],
    ['thread', ['Subject: [list] Re: ten', 'In-Reply-To: <1@example.org>'], true],
    ['thread', ['Subject: AW: zehn', 'References: <1@example.org>'], true],
    ['thread', ['Subject: For you', 'In-Reply-To: <1@example.org>'], false],
    ['thread-unsaid', ['Subject: For you', 'In-Reply-To: <1@example.org>'], true],
    ['odd-thread', ['Subject: Re: you', `In-Reply-To: ${long}`], true],
    ['thread', ['Subject: Re: you', `In-Reply-To: ${long}`], false],
    ['list', ['List-Id: <dev.example.org>', 'List-Post: <mailto:dev@example.org>'], true],
    ['list', ['List-Id: <1.xt.local>'], false],
    ['list-id', ['List-Id: <1.xt.local>'], true],
    ['list-unsubscribe', ['List-Unsubscribe: <mailto:u@example.org>'], true],
    ['odd-list-unsubscribe', ['List-Unsubscribe: u@example.org'], true],
    ['odd-list-unsubscribe', ['List-Unsubscribe: <abc@example.org>'], true],
    ['subject-styled', [`Subject: ${styled('welcome')}`], true],
  ])('%s: %o %o', (sign, fields, has) => expect(signsOf(page, fields).includes(sign)).toBe(has));

  test('a brand in the subject counts where nothing leads to it, and not in a conversation', () => {
    const link = '<p><a href="https://other.example/x">Open</a></p>';
    const own = '<p><a href="https://www.netflix.com/x">Open</a></p>';
    expect(signsOf(link, ['Subject: Your Netflix plan'])).toContain('subject-of-brand');
    expect(signsOf(own, ['Subject: Your Netflix plan'])).not.toContain('subject-of-brand');
    expect(signsOf(link, ['Subject: Re: Netflix', 'References: <1@example.org>'])).not.toContain(
      'subject-of-brand',
    );
    expect(signsOf('<p>No link</p>', ['Subject: Your Netflix plan'])).not.toContain('subject-of-brand');
  });
});

describe('signs of the page', () => {
  const hidden = '<span style="display:none">x y z</span>';
  test.each([
    ['split-words', `<p>Ver${hidden}ify y${hidden}our acc${hidden}ount</p>`, true],
    ['split-words', `<p>Verify ${hidden} your ${hidden}account ${hidden} now</p>`, false],
    ['split-words', `<p>One</p>${hidden}<p>Two</p>${hidden}<p>Three</p>${hidden}<p>Four</p>`, false],
    ['text-behind-end', '<html><body>Hello</body></html><p>click here</p>', true],
    ['text-behind-end', '<html><body>Hello</body></html>\n<!-- end -->\n', false],
    ['text-styled', `<p>${styled('your storage is full')}</p>`, true],
    ['text-styled', '<p>𝑥 and 𝑦 are numbers</p>', false],
    [
      'picture-and-link',
      '<img src="https://other.example/a.png"><a href="https://other.example">Go</a>',
      true,
    ],
    [
      'picture-and-link',
      '<img width="120" src="https://other.example/a.png"><a href="https://other.example">Go</a>',
      false,
    ],
    [
      'picture-and-link',
      '<img width="1" height="1" src="https://other.example/a.gif"><a href="https://other.example">Go</a>',
      false,
    ],
    ['picture-in-data', '<img src="data:image/png;base64,AAAA">', true],
    ['picture-from-address', '<img src="http://192.0.2.1/a.png">', true],
    ['picture-from-free-host', '<img src="https://i.imgur.com/a.png">', true],
    ['picture-from-free-host', '<img src="https://static.example.org/a.png">', false],
    ['link-to-cheap-suffix', '<a href="https://shop.deals.top/x">Open</a>', true],
    ['link-with-token', `<a href="https://other.example/${'aB3d'.repeat(12)}">Open</a>`, true],
    ['link-with-token', `<a href="https://other.example/${'a-long-title-'.repeat(6)}">Open</a>`, false],
    ['general-greeting', '<p>Sehr geehrter ADAC-Kunde,</p>', true],
    ['general-greeting', '<p>Estimado cliente:</p>', true],
    ['general-greeting', '<p>Prezado usuário,</p>', true],
    ['general-greeting', '<p>Sehr geehrte Frau Kundert,</p>', false],
    ['button', '<a href="https://other.example">Jetzt bestätigen</a>', true],
  ])('%s: %s %o', (sign, body, has) => expect(signsOf(body).includes(sign)).toBe(has));

  test('links without encryption say more of mail of today', () => {
    const link = '<a href="http://other.example/x">Open</a>';
    expect(signsOf(link, ['Date: Thu, 26 Nov 2026 10:00:00 +0000'])).toContain('links-insecure-today');
    expect(signsOf(link, ['Date: Thu, 22 Aug 2002 10:00:00 +0000'])).toContain('links-insecure');
    expect(signsOf(link)).toContain('links-insecure');
  });
});

describe('wordings of several languages', () => {
  test.each([
    ['account', 'Ihr Google-Speicher ist voll'],
    ['account', 'Votre compte a été suspendu'],
    ['account', 'Su tarjeta ha sido bloqueada'],
    ['account', 'Sua conta foi bloqueada'],
    ['account', 'Il tuo account è stato limitato'],
    ['account', 'Uw bankpas is geblokkeerd'],
    ['credentials', 'Bitte bestätigen Sie Ihre Kontodaten'],
    ['credentials', 'Confirme os seus dados agora'],
    ['prize', 'Sie wurden ausgewählt'],
    ['prize', 'Vous avez été sélectionné'],
    ['prize', 'Você foi sorteado'],
    ['parcel', 'Sua encomenda está retida na alfândega'],
    ['parcel', 'Votre colis est bloqué en douane'],
    ['urgent', 'Dernier avis avant fermeture'],
    ['coins', 'Claim your airdrop now'],
  ])('%s: %s', (group, text) => {
    const signs = signsOf(`${text}.`, [], 'plain');
    expect(signs.some((sign) => sign.replace(/-\d$/, '') === group)).toBe(true);
  });
});

test('every sign with points has words in both languages', () => {
  const said = ['en', 'de'].map((language) => Object.keys(checkTexts(language)));
  for (const sign of mailTables().weights.get('content/lure')?.keys() ?? [])
    for (const keys of said) expect(keys).toContain(`sign.${sign.replace(/-[2-6]$/, '')}`);
});

test('shapes', () => {
  expect(['xvcbnhj', 'simolife0', 'a1b2c3d', 'shop2024', 'schwarz', 'example'].map(isOddLabel)).toEqual([
    true,
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(hasStyledLetters('𝗪𝗲𝗹𝗰𝗼𝗺𝗲')).toBe(true);
  expect(hasStyledLetters('ＡＢＣＤ')).toBe(false);
  expect(hasLongToken(`https://e.example/${'0123456789abcdef'.repeat(4)}`)).toBe(false);
});

test('any name is read without a throw', () => {
  const brands = mailTables().brands;
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const brand = brandIn(name, brands);
      if (brand !== undefined) expect(typeof isOfBrand(name, brand, new Set())).toBe('boolean');
      hasLongToken(name);
      hasStyledLetters(name);
    }),
  );
});
