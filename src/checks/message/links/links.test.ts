/** Links: each fault is found where it stands, and what good mail does is no fault. */
import { describe, expect, test } from 'vitest';
import type { MailProfile, MessageCheck } from '../../../findings/message-check.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { judgeProbe } from '../unsubscribe/probed.ts';
import { linkChecks } from './all.ts';
import { domainCount } from './domain-count.ts';
import { judgeFetchedLinks } from './fetched.ts';
import { insecure } from './insecure.ts';
import { invisibleCharacters } from './invisible-characters.ts';
import { ipAddress } from './ip-address.ts';
import { lookalike } from './lookalike.ts';
import { mixedScripts } from './mixed-scripts.ts';
import { openHosting } from './open-hosting.ts';
import { port } from './port.ts';
import { privateHost } from './private-host.ts';
import { redirector } from './redirector.ts';
import { shortener } from './shortener.ts';
import { target } from './target.ts';
import { mailGiven, mailOf, runOn, saidOf } from './testing.ts';
import { textTarget } from './text-target.ts';
import { urlLength } from './url-length.ts';
import { userinfo } from './userinfo.ts';

const a = (href: string, text = 'Read more'): string => `<p>Hello <a href="${href}">${text}</a></p>`;

test.each<[MessageCheck, string, string]>([
  [ipAddress, a('https://192.0.2.1/'), 'fail plain'],
  [ipAddress, a('http://3221225985/'), 'fail disguised'],
  [ipAddress, a('http://0xC0.0x0.0x2.0x1/'), 'fail disguised'],
  [ipAddress, a('http://[2001:db8::1]/'), 'fail plain'],
  [ipAddress, a('https://example.org/192.0.2.1'), 'pass in-order'],
  [ipAddress, '<p>no link</p>', 'not-applicable no-links'],
  [userinfo, a('https://bank.example@example.net/'), 'fail present'],
  [userinfo, a('https://example.net/@name'), 'pass in-order'],
  [port, a('https://example.org:8443/'), 'fail odd'],
  [port, a('https://example.org:443/'), 'pass in-order'],
  [shortener, a('https://bit.ly/3x'), 'fail for-anybody'],
  [shortener, a('https://youtu.be/x'), 'fail of-one-site'],
  [shortener, a('https://bit.ly/'), 'pass in-order'],
  [shortener, a('https://rabbit.ly/x'), 'pass in-order'],
  [openHosting, a('https://shop.weebly.com/'), 'fail pages'],
  [openHosting, a('https://docs.google.com/forms/x'), 'fail forms'],
  [openHosting, a('https://storage.googleapis.com/b/x.html'), 'fail files'],
  [openHosting, a('https://www.google.com/'), 'pass in-order'],
  [redirector, a('https://www.google.com/url?q=https://example.net/'), 'fail known'],
  [redirector, a('https://www.google.com/url?q=https://www.example.org/'), 'pass in-order'],
  [redirector, a('https://example.com/go?url=https%3A%2F%2Fexample.net%2F'), 'fail by-parameter'],
  [redirector, a('https://www.example.org/go?url=https%3A%2F%2Fexample.net%2F'), 'pass in-order'],
  [redirector, a('https://example.com/share?url=https://www.example.org/a'), 'pass in-order'],
  [redirector, a('https://example.com/a?url=b'), 'pass in-order'],
  [mixedScripts, a('https://exаmple.com/'), 'fail mixed'],
  [mixedScripts, a('https://аррӏе.com/'), 'fail imitates-latin'],
  [mixedScripts, a('https://пример.рф/'), 'pass in-order'],
  [mixedScripts, a('https://bücher.example/'), 'pass in-order'],
  [lookalike, a('https://examp1e.org/'), 'fail imitates'],
  [lookalike, a('https://exarnple.com/'), 'fail imitates'],
  [lookalike, a('https://example.com/'), 'pass in-order'],
  [lookalike, a('https://rnicro.com/', 'micro.com'), 'fail imitates'],
  [textTarget, a('https://evil.example.net/', 'https://www.bank.com/login'), 'fail other-domain'],
  [textTarget, a('https://evil.example.net/', 'www.bank.com'), 'fail other-domain'],
  [textTarget, a('https://www.bank.com/', 'bank.com'), 'pass in-order'],
  [textTarget, a('https://click.example.org/x', 'www.bank.com'), 'pass in-order'],
  [textTarget, a('https://u1.ct.sendgrid.net/ls/click', 'www.bank.com'), 'pass in-order'],
  [textTarget, a('https://evil.example.net/', 'about Node.js'), 'pass in-order'],
  [textTarget, a('https://evil.example.net/', 'README.md'), 'pass in-order'],
  [textTarget, a('http://www.bank.com/', 'https://www.bank.com/'), 'fail http-behind-https'],
  [insecure, a('http://example.org/'), 'fail link'],
  [insecure, '<img src="http://example.org/a.png">', 'fail picture'],
  [insecure, a('https://example.org/'), 'pass in-order'],
  [privateHost, a('http://localhost:3000/x'), 'fail local'],
  [privateHost, a('http://shop.local/'), 'fail local'],
  [privateHost, a('http://10.0.0.5/'), 'fail private-address'],
  [privateHost, a('http://[::1]/'), 'fail private-address'],
  [privateHost, a('http://intranetserver/'), 'fail single-label'],
  [privateHost, a('https://staging.example.org/'), 'fail staging'],
  [privateHost, a('https://shop-dev2.example.org/'), 'fail staging'],
  [privateHost, a('https://dev.to/x'), 'pass in-order'],
  [privateHost, a('https://devices.example.org/'), 'pass in-order'],
  [target, a('javascript:void(0)'), 'fail script'],
  [target, a('data:text/html,x'), 'fail data'],
  [target, a('http://'), 'fail broken'],
  [target, a('/shop'), 'fail without-host'],
  [target, a(''), 'fail empty'],
  [target, a('#'), 'fail placeholder'],
  [target, a('#top'), 'pass in-order'],
  [target, a('{{ url }}'), 'pass in-order'],
  [target, a('file:///c:/x'), 'fail scheme'],
  [target, a('C:\\x\\y.pdf'), 'fail scheme'],
  [target, a('htp://example.org'), 'fail misspelt'],
  [target, a('maito:ann@example.org'), 'fail misspelt'],
  [target, a('whatsapp://send?text=x'), 'pass in-order'],
  [target, a('mailto:hi@'), 'fail no-address'],
  [target, a('mailto:hi at example.org'), 'fail no-address'],
  [target, a('mailto:ann@example.org,bob@example.org?subject=x'), 'pass in-order'],
  [target, a('mailto:?subject=x'), 'pass in-order'],
  [target, a('mailto:{{ address }}'), 'pass in-order'],
  [target, a('https://example.org/a.'), 'fail trailing'],
  [target, a('https://example.org/a_(b)'), 'pass in-order'],
  [urlLength, a(`https://example.org/${'x'.repeat(2100)}`), 'fail long'],
  [urlLength, a('https://example.org/x'), 'pass in-order'],
  [invisibleCharacters, a('https://exam\u200bple.org/'), 'fail present'],
  [invisibleCharacters, a('https://example.org/%E2%80%8Bx'), 'fail present'],
  [invisibleCharacters, a('https://example.org/x'), 'pass in-order'],
])('%o: %s: %s', (check, body, said) => {
  expect(saidOf(check, mailOf(body))).toEqual([said]);
});

test('sixteen domains are many', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) => a(`https://site${i}.com/`)).join('');
  expect(saidOf(domainCount, mailOf(many(16)))).toEqual(['fail many']);
  expect(saidOf(domainCount, mailOf(many(15)))).toEqual(['pass in-order']);
});

test('given tracking domains and the domain of the signature are expected', () => {
  const html = a('https://t.counter.com/x', 'www.bank.com');
  expect(saidOf(textTarget, mailOf(html))).toEqual(['fail other-domain']);
  expect(saidOf(textTarget, mailOf(html), { trackingDomains: ['counter.com'] })).toEqual(['pass in-order']);
  const signed = ['DKIM-Signature: v=1; a=rsa-sha256; d=mail.counter.com; s=s; h=from; bh=x; b=x'];
  expect(saidOf(textTarget, mailOf(html, 'html', signed))).toEqual(['pass in-order']);
});

test('a mixed name in From, Reply-To and d= is found there', () => {
  const raw = mailOf('x', 'plain', ['From: a@xn--exmple-4nf.com', 'Reply-To: b@xn--exmple-4nf.org']);
  const found = runOn(mixedScripts, raw).filter(({ outcome }) => outcome === 'fail');
  expect(found.map(({ place }) => place?.header)).toEqual(['From', 'Reply-To']);
});

test('what is said twice is said once, with the number', () => {
  const [finding] = runOn(insecure, mailOf(a('http://example.org/a') + a('http://example.org/b')));
  expect(finding?.data).toMatchObject({ host: 'example.org', times: 2 });
});

describe('places', () => {
  test.each(['8bit', 'base64', 'quoted-printable'])(
    'hold the address in the raw bytes through %s',
    (encoding) => {
      const html = a('http://user@192.0.2.1:81/exam\u200bple');
      const body =
        encoding === 'base64'
          ? Buffer.from(html).toString('base64')
          : encoding === 'quoted-printable'
            ? [...Buffer.from(html)]
                .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
                .join('')
            : html;
      const raw = Buffer.from(
        mailOf(body).toString('utf8').replace('Encoding: 8bit', `Encoding: ${encoding}`),
      );
      for (const check of linkChecks) {
        for (const { outcome, place } of check.run(readMailView(raw), mailGiven())) {
          if (outcome !== 'fail') continue;
          if (place === undefined) throw new Error(`${check.id} has no place`);
          const slice = raw.subarray(place.raw.start, place.raw.end).toString('latin1');
          const decoded =
            encoding === 'base64'
              ? Buffer.from(slice, 'base64').toString()
              : encoding === 'quoted-printable'
                ? Buffer.from(slice.replaceAll('=', ''), 'hex').toString()
                : Buffer.from(slice, 'latin1').toString();
          expect(decoded).toContain('192.0.2.1');
          expect(place.snippet.length).toBeLessThanOrEqual(80);
        }
      }
    },
  );
});

test('50,000 links: at most 50 findings a check, and fast', () => {
  const html = Array.from({ length: 50_000 }, (_, i) =>
    a(`http://host${i}.example.net/?url=https://a${i}.com`, `www.b${i}.com`),
  );
  const raw = mailOf(html.join('\n'));
  const start = performance.now();
  const view = readMailView(raw);
  for (const check of linkChecks) expect(check.run(view, mailGiven()).length).toBeLessThanOrEqual(50);
  expect(performance.now() - start).toBeLessThan(6000);
});

test('without tables nothing is passed that needs them', () => {
  for (const check of [shortener, openHosting, redirector, textTarget]) {
    const said = check.run(readMailView(mailOf(a('https://bit.ly/x'))), {
      ...mailGiven(),
      tables: undefined as never,
    });
    expect(said.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual(['unknown could-not-check']);
  }
});

describe('links that somebody quotes or shows on purpose are not judged, those beside them are', () => {
  const bad = 'http://localhost:3000/x';
  test.each<[string, Buffer, string]>([
    ['a quoted line', mailOf(`Yes.\r\n> see ${bad}\r\n`, 'plain'), 'pass in-order'],
    [
      'a forwarded message',
      mailOf(`---------- Forwarded message ---------\r\nsee ${bad}\r\n`, 'plain'),
      'pass in-order',
    ],
    ['the own line below', mailOf(`> Where?\r\nsee ${bad}\r\n`, 'plain'), 'fail local'],
    ['a reply in HTML', mailOf(`<p>Yes.</p><blockquote type="cite">${a(bad)}</blockquote>`), 'pass in-order'],
    ['a reply from Gmail', mailOf(`<p>Yes.</p><div class="gmail_quote">${a(bad)}</div>`), 'pass in-order'],
    ['source text', mailOf(`<pre>${a(bad)}</pre>`), 'pass in-order'],
    ['beside a quotation', mailOf(`<div class="gmail_quote">x</div>${a(bad)}`), 'fail local'],
  ])('%s', (_, raw, said) => {
    expect(saidOf(privateHost, raw)).toEqual([said]);
  });

  test.each([
    [`<p>Yes.</p><blockquote type="cite">${a('page.html')}</blockquote>`, 'pass in-order'],
    [`<blockquote type="cite">x</blockquote>${a('page.html')}`, 'fail without-host'],
  ])('targets: %s', (html, said) => {
    expect(saidOf(target, mailOf(html))).toEqual([said]);
  });

  test('a host of the own network is information in personal mail', () => {
    const consequences = (profile: MailProfile) =>
      runOn(privateHost, mailOf(a(bad)), { profile }).map(({ consequence }) => consequence);
    expect([consequences('bulk'), consequences('personal')]).toEqual([['rendering'], ['information']]);
  });
});

describe('links that were opened', () => {
  const opened = (href: string, url: string, why = '127.0.0.1 leads to 127.0.0.1') =>
    judgeFetchedLinks(readMailView(mailOf(a(href))), {
      links: [{ url, hops: [{ url, method: 'HEAD' }], end: { state: 'failed', code: 'not-public', why } }],
      spared: 0,
      left: 0,
    });

  test('are told as they are written; of an address in the link itself nothing is explained', () => {
    const [draft] = opened('http://2130706433:8099/e', 'http://127.0.0.1:8099/e');
    expect(draft?.message).toBe('not-public');
    expect(draft?.data).toMatchObject({ url: 'http://2130706433:8099/e' });
    expect(draft?.data).not.toHaveProperty('why');
    expect(draft?.place?.snippet).toBe('http://2130706433:8099/e');
  });

  test('a name that leads there is', () => {
    const why = 'inner.example.org leads to 127.0.0.1';
    const [draft] = opened('http://inner.example.org/', 'http://inner.example.org/', why);
    expect(draft?.data).toMatchObject({ why });
  });
});

test('what keeps the unsubscribe address from being asked is said once', () => {
  const view = readMailView(mailOf('<p>x</p>', 'html', ['List-Unsubscribe: <https://example.org/u>']));
  const failed = (code: string) => ({ state: 'failed', code, why: code }) as const;
  const said = (get: string, post: string) =>
    judgeProbe(view, { uri: 'https://example.org/u', get: failed(get), post: failed(post) }).map(
      ({ message }) => message,
    );
  expect(said('not-public', 'not-public')).toEqual(['get-failed']);
  expect(said('time-out', 'tls')).toEqual(['get-failed', 'post-failed']);
});
