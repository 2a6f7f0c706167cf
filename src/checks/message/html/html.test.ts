import { describe, expect, test } from 'vitest';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { mailGiven } from '../links/testing.ts';
import { activeContent } from './active-content.ts';
import { htmlChecks } from './all.ts';
import { altText } from './alt-text.ts';
import { cidImages } from './cid-images.ts';
import { clientSupport } from './client-support.ts';
import { clipPoint } from './clip-point.ts';
import { complete } from './complete.ts';
import { documentFrame } from './document-frame.ts';
import { embeddedData } from './embedded-data.ts';
import { externalStyle } from './external-style.ts';
import { hiddenText } from './hidden-text.ts';
import { metaCharset } from './meta-charset.ts';
import { imageOnly } from './pictures.ts';
import { htmlGiven, htmlMail, runOnHtml, saidOfHtml } from './testing.ts';

type Case = readonly [html: string, said: readonly string[]];

function table(check: MessageCheck, cases: readonly Case[]): void {
  describe(check.id, () => {
    test.each(cases)('%s', (html, said) => {
      expect(saidOfHtml(check, html)).toEqual(said);
    });
  });
}

const sentence = 'These words are in the message and nobody who reads it sees them.';
const letter = `<p>${'Good words that say something. '.repeat(8)}</p>`;

table(hiddenText, [
  [`${letter}<div style="display:none">${sentence}</div>`, ['fail not-displayed']],
  [`${letter}<div style="font-size:1px">${sentence}</div>`, ['fail too-small']],
  [`${letter}<div style="height:0;overflow:hidden">${sentence}</div>`, ['fail no-room']],
  [`${letter}<p style="color:#ffffff">${sentence}</p>`, ['fail same-colour']],
  [`${letter}<p style="text-indent:-9999px">${sentence}</p>`, ['fail moved-away']],
  [`<div style="display:none">${sentence}</div>${letter}`, ['pass preheader']],
  [`<div style="display:none">${sentence} ${'&nbsp;&zwnj;'.repeat(200)}</div>${letter}`, ['pass preheader']],
  [
    `<div style="display:none">${sentence}</div><p style="display:none">${sentence}</p>${letter}`,
    ['fail not-displayed'],
  ],
  [`<div style="display:none">${sentence.repeat(5)}</div>${letter}`, ['fail not-displayed']],
  [`${letter}<p style="display:none">Hi</p>`, ['pass in-order']],
  [`${letter}<!--[if mso]><p>${sentence}</p><![endif]-->`, ['pass in-order']],
  [
    `<style>.m{display:none}@media(max-width:9px){.m{display:block}}</style>${letter}<p class=m>${sentence}</p>`,
    ['pass in-order'],
  ],
]);

table(complete, [
  ['<p>x</p><!--[if mso]><p>a</p> <p>b</p><!--[if mso]>c<![endif]-->', ['fail conditional-unclosed']],
  ['<p>x</p><!-- one <p>y</p> <!-- two -->', ['fail unterminated-comment']],
  ['<p>x</p><!--[if mso]><p>a</p> <p>b</p><!-- note --><p>c</p>', ['fail conditional-unclosed']],
  ['<html><body><table><tr><td><div><p>x', ['fail cut-off']],
  ['<p>x</p><title>y', ['fail unterminated-content']],
  ['<p>x</p><p <b>y</b>', ['fail cut-tag']],
  ['<p class="a id="b">x</p>', ['fail unterminated-attribute']],
  ['<a href="https://example.org/?q=" class="b">x</a>', ['pass in-order']],
]);

/** White space that makes the source so long. */
const pad = (html: string, length: number): string => html.padEnd(length, ' ');
table(imageOnly, [
  ['<img src=a.png width=600 height=400>', ['fail no-text']],
  ['<p>Hello</p><img src=a.png>', ['fail little-text']],
  [`${letter}<img src=a.png>`, ['fail short-html']],
  [pad(`${letter}<img src=a.png>`, 2900), ['pass in-order']],
  ['<p>Hello</p><img src=p.gif width=1 height=1>', ['fail short-html']],
  // A note with a logo says what it says in words.
  ['<p>Hello</p><img src=a.png width=120 height=40>', ['fail short-html']],
  ['<p>Hello</p><img src=a.png alt="Northwind logo">', ['fail short-html']],
  [pad('<p>Hello</p><img src=a.png width=120 height=40>', 2900), ['pass in-order']],
  [pad('<p>Hello</p><img src=a.png width=600>', 2900), ['fail little-text']],
  ['<p>Hello</p>', ['pass in-order']],
]);

test.each([
  [400, 'HTML_IMAGE_ONLY_04', 1.172],
  [401, 'HTML_IMAGE_ONLY_08', 1.651],
  [1200, 'HTML_IMAGE_ONLY_12', 2.059],
  [1600, 'HTML_IMAGE_ONLY_16', 1.092],
  [2000, 'HTML_IMAGE_ONLY_20', 1.546],
  [2400, 'HTML_IMAGE_ONLY_24', 1.618],
  [2800, 'HTML_IMAGE_ONLY_28', 1.404],
])('HTML of %i characters with a picture: %s, %d points', (length, rule, weight) => {
  const [draft] = runOnHtml(imageOnly, pad(`${letter}<img src=a.png>`, length));
  expect(draft).toMatchObject({ consequence: 'score', engineRules: [{ rule, weight }] });
});

describe(cidImages.id, () => {
  const related = (html: string, id: string): Buffer =>
    Buffer.from(
      [
        'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n',
        `--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
        `--b\r\nContent-Type: image/png\r\nContent-ID: ${id}\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=`,
        '--b--\r\n',
      ].join('\r\n'),
    );
  test.each([
    ['<img src="cid:logo@example.org">', '<logo@example.org>', ['pass in-order']],
    ['<img src="cid:lo%67o@example.org">', '<logo@example.org>', ['pass in-order']],
    ['<img src="CID:Logo@example.org">', '<logo@example.org>', ['pass in-order']],
    ['<img src="cid:lo%gg">', '<lo%gg>', ['pass in-order']],
    ['<img src="cid:photo@example.org">', '<logo@example.org>', ['fail no-part']],
    ['<img src="cid:a"><img src="cid:a"><img src="cid:b">', '<c>', ['fail no-part', 'fail no-part']],
    ['<img src="https://example.org/a.png">', '<c>', ['not-applicable none']],
  ])('%s beside %s', (html, id, expected) => {
    const said = cidImages.run(readMailView(related(html, id)), htmlGiven);
    expect(said.map(({ outcome, message }) => `${outcome} ${message}`)).toEqual(expected);
  });
});

table(altText, [
  ['<a href=x><img src=a.png></a>', ['fail silent-link', 'fail no-alt']],
  ['<a href=x><img src=a.png alt=""></a>', ['fail silent-link']],
  ['<a href=x><img src=a.png alt="Shop"></a>', ['pass in-order']],
  ['<a href=x><img src=a.png alt=""> Shop</a>', ['pass in-order']],
  ['<a href=x title=Shop><img src=a.png alt=""></a>', ['pass in-order']],
  ['<img src=a.png><img src=b.png><img src=p.gif width=1 height=1>', ['fail no-alt']],
]);

table(activeContent, [
  ['<script>x()</script>', ['fail script']],
  ['<script type="application/ld+json">{}</script>', ['pass in-order']],
  ['<form action=x><input type=text><button>Go</button></form>', ['fail form']],
  ['<input type=checkbox id=menu>', ['pass in-order']],
  ['<iframe src=x></iframe>', ['fail frame']],
  ['<object data=x></object><embed src=y>', ['fail plug-in']],
  ['<p onclick="x()">a</p>', ['fail handler']],
  ['<a href=" javascript:x()">a</a>', ['fail script-link']],
  ['<meta http-equiv=refresh content="0;url=x">', ['fail refresh']],
  ['<p>x</p>', ['pass in-order']],
]);

table(embeddedData, [
  ['<img src="data:image/png;base64,AAAA">', ['fail picture']],
  ['<a href="data:text/html,x">x</a>', ['fail link']],
  ['<p style="background:url(data:image/png;base64,AAAA)">x</p>', ['fail style']],
  ['<img src="cid:a@example.org">', ['pass in-order']],
]);

table(externalStyle, [
  ['<link rel="stylesheet" href="https://example.org/mail.css">', ['fail style-sheet']],
  ['<style>@import url("https://example.org/mail.css");</style>', ['fail style-sheet']],
  ['<link rel="stylesheet" href="https://fonts.example.org/css?family=X">', ['fail font']],
  ['<link rel="icon" href="x.png"><style>p{}</style>', ['pass in-order']],
]);

table(metaCharset, [
  ['<meta charset="iso-8859-1">', ['fail differs']],
  ['<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', ['fail differs']],
  ['<meta http-equiv="Content-Type" content="text/html; charset=UTF8">', ['pass in-order']],
  ['<meta charset=utf-8>', ['pass in-order']],
]);

const frame = '<!DOCTYPE html><html lang=en>';
table(documentFrame, [
  [`${frame}<head><title>T</title></head><body>x</body></html>`, ['pass in-order']],
  [`${frame}<head><title>T</title><body>x</body></html>`, ['fail head-not-closed']],
  [`${frame}<head><title>${'T'.repeat(60)}</title></head><body>x</body></html>`, ['fail long-title']],
  [`${frame}<head><title></title></head><body>x</body></html>`, ['fail empty-title']],
  ['<!DOCTYPE html><html><head></head><body>x</body></html>', ['fail no-language', 'fail no-title']],
  ['<p>x</p>', ['fail no-html-tag', 'fail no-doctype', 'fail no-title']],
]);

describe(clipPoint.id, () => {
  test('says what stands behind the point', () => {
    const html = `<p>${'ä'.repeat(60_000)}</p>\n<p>Bye <a href="https://example.org/u">unsubscribe</a> <img src=x></p>`;
    const [draft] = runOnHtml(clipPoint, html);
    expect(draft).toMatchObject({ outcome: 'fail', message: 'clipped', consequence: 'information' });
    expect(draft?.data).toMatchObject({ bytes: Buffer.byteLength(html), links: 1, images: 1, line: 1 });
    expect(draft?.place?.decoded?.start).toBe(3 + Math.floor((102_400 - 3) / 2));
  });
  test('counts nothing behind it where it was not read to its end', () => {
    const html = `${'<div>'.repeat(600)}${'x'.repeat(110_000)}`;
    const [draft] = runOnHtml(clipPoint, html);
    expect(draft).toMatchObject({ message: 'clipped' });
    expect(Object.keys(draft?.data ?? {}).sort()).toEqual(['bytes', 'limit', 'line']);
  });
  test('is silent below it', () => {
    expect(saidOfHtml(clipPoint, 'x'.repeat(102_400))).toEqual(['pass fits']);
    expect(saidOfHtml(clipPoint, 'x'.repeat(102_401))).toEqual(['fail clipped']);
  });
});

describe(clientSupport.id, () => {
  const said = (html: string) =>
    clientSupport
      .run(readMailView(htmlMail(html)), mailGiven())
      .map(({ outcome, message, consequence, data }) =>
        `${outcome} ${message} ${consequence} ${data.id ?? ''}`.trim(),
      );
  test.each([
    ['<p>x</p>', ['pass in-order information']],
    ['<video src=x></video>', ['fail content rendering html-video']],
    ['<img src="https://example.org/a.webp?x=1">', ['fail content rendering image-webp']],
    ['<p style="position:absolute">x</p>', ['fail layout rendering css-position']],
    ['<p style="opacity:0.5">x</p><p style="opacity:.9">y</p>', ['fail look information css-opacity']],
    ['<style>@media print{p{position:fixed}}</style>', ['fail look information css-at-media']],
    ['<style>.a{color:var(--x)}</style>', ['fail layout rendering css-variables']],
    ['<input type="text">', ['pass in-order information']],
    ['<input type="CHECKBOX">', ['fail look information html-input-checkbox']],
    ['<p style="display:inflexible">x</p>', ['pass in-order information']],
  ])('%s', (html, findings) => {
    expect(said(html)).toEqual(findings);
  });

  test('each feature once, with the programs, at the declaration', () => {
    const [draft] = clientSupport.run(
      readMailView(htmlMail('<p style="color:red; float:left">x</p><p style="float:right">')),
      mailGiven(),
    );
    expect(draft?.place?.snippet).toBe('float:left');
    expect(draft?.data).toMatchObject({ times: 2, names: 'Outlook for Windows' });
  });

  test('what Outlook alone lacks is information where it is offered something else', () => {
    expect(said('<!--[if mso]><table><![endif]--><p style="float:left">x</p>')).toEqual([
      'fail layout information css-float',
    ]);
  });

  test('without the tables nothing is passed', () => {
    expect(runOnHtml(clientSupport, '<p>x</p>').map(({ outcome }) => outcome)).toEqual(['unknown']);
  });
});

describe('every check', () => {
  const long = {
    'tags of a megabyte': '<div class="a b"><p style="color:#123">x</p></div>'.repeat(20_000),
    'a style sheet of a megabyte': `<style>${'.a .b{display:none} '.repeat(50_000)}</style><p class="a b">x</p>`,
    'broken tags': '</div><b><i></b>'.repeat(30_000),
    'duplicate attributes': `<p ${'a=1 '.repeat(100)}>`.repeat(2_000),
    'text of five megabytes': 'x '.repeat(2_500_000),
  };
  test.each(Object.entries(long))('takes bounded time: %s', (_name, html) => {
    const view = readMailView(htmlMail(html));
    const start = process.threadCpuUsage().user;
    for (const check of htmlChecks) expect(check.run(view, mailGiven()).length).toBeLessThanOrEqual(50);
    // Microseconds of this thread: others may keep the machine busy.
    expect(process.threadCpuUsage().user - start).toBeLessThan(1_500_000);
  });

  test('passes nothing that it did not read to its end', () => {
    const view = readMailView(htmlMail('<p>a</p>'.repeat(80_000)));
    for (const check of htmlChecks.filter(
      ({ id }) => id !== 'html/clip-point' && id !== 'html/document-frame',
    ))
      expect(check.run(view, mailGiven())[0]).toMatchObject({ outcome: 'unknown', message: 'read-in-part' });
  });

  test('says that it was not read because it is nested too deep', () => {
    const view = readMailView(htmlMail(`<p>${'<b>'.repeat(600)}x`));
    expect(documentFrame.run(view, mailGiven())[0]).toBeDefined();
    expect(activeContent.run(view, mailGiven())[0]).toMatchObject({
      outcome: 'unknown',
      message: 'nested-too-deep',
    });
  });

  test('does not arise for plain text', () => {
    const view = readMailView(Buffer.from('From: a@example.org\r\nContent-Type: text/plain\r\n\r\nhello'));
    for (const check of htmlChecks)
      expect(check.run(view, htmlGiven).map(({ outcome, message }) => `${outcome} ${message}`)).toEqual([
        'not-applicable no-html',
      ]);
  });

  test('tells a place whose bytes hold the snippet, through base64', () => {
    const html = `<p>${'ä'.repeat(50)}</p><div style="display:none"></div><span>${letter}<form></form><img src="data:x"><img src=a.webp>${letter}<p style="color:#fff">${sentence}</p></i>`;
    const raw = htmlMail(html, { transfer: 'base64' });
    const view = readMailView(raw);
    const places = htmlChecks
      .flatMap((check) => check.run(view, mailGiven()))
      .flatMap(({ place }) => place ?? []);
    expect(places.length).toBeGreaterThan(5);
    for (const { raw: range, snippet } of places) {
      const encoded = raw.toString('latin1', range.start, range.end);
      const decoded = Buffer.from(encoded, 'base64').toString('utf8').replaceAll(/\s+/g, ' ');
      expect(decoded).toContain(snippet);
      expect(snippet.length).toBeLessThanOrEqual(80);
    }
  });
});

describe('of a file that a template engine fills in yet', () => {
  const said = (check: MessageCheck, html: string, isTemplate = true) =>
    check
      .run(readMailView(htmlMail(html, { subject: 'Hi' })), { ...htmlGiven, isTemplate })
      .map(({ outcome, message }) => `${outcome} ${message}`);
  const whole = (title: string) =>
    `<!doctype html><html lang=en><head><title>${title}</title></head><body>x</body></html>`;

  test.each([
    [documentFrame, whole('{{ subject }}'), 'unknown title-unknown', 'fail long-title'],
    [documentFrame, whole('%%=v(@subject)=%%'), 'unknown title-unknown', 'fail long-title'],
    [documentFrame, whole('News of the week'), 'fail long-title', 'fail long-title'],
    [imageOnly, '<img src=x width=600>{{ body }}', 'unknown template', 'fail little-text'],
    [imageOnly, '<img src=x width=600>{# note #}', 'fail little-text', 'fail little-text'],
  ])('%o %s', (check, html, inTemplate, inMessage) => {
    expect(said(check, html)).toContain(inTemplate);
    expect(said(check, html, false)).toContain(inMessage);
  });

  test('a part of a page has the frame of another file', () => {
    expect(said(documentFrame, '{% block body %}<p>x</p>{% endblock %}')).not.toContain('fail no-doctype');
    expect(said(documentFrame, '<p>x</p>', false)).toContain('fail no-doctype');
  });

  test('MJML is named, and is no HTML yet', () => {
    const html = '<mjml><mj-body><mj-image src="x"/></mj-body></mjml>';
    expect(said(documentFrame, html)).toEqual(['fail mjml']);
  });
});
