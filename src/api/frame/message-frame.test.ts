import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageFrame } from './message-frame.ts';

/** The body of the page made of HTML by itself. */
function bodyOf(html: string, findings: readonly object[] = []): string {
  const page = messageFrame(Buffer.from(html), true, { findings: findings as never });
  return /<body>([\s\S]*)<\/body><\/html>$/.exec(page)?.[1] ?? '';
}

const mail = (head: string, body: string): Buffer =>
  Buffer.from(`From: a@example.org\r\nMIME-Version: 1.0\r\n${head}\r\n\r\n${body}`);

describe('HTML of a message is written anew', () => {
  test.each([
    ['a script', '<p>a<script>x()</script>b</p>', '<p>ab</p>'],
    ['a handler', '<p onclick="x()" ONLOAD=y>a</p>', '<p>a</p>'],
    ['a frame', 'a<iframe src="https://t.example/">b</iframe>c', 'ac'],
    ['a form', '<form action="https://t.example/"><input name=a>b</form>', 'b'],
    [
      'a base and a redirect',
      '<base href="https://t.example/"><meta http-equiv=refresh content="0;url=/x">a',
      'a',
    ],
    ['a sheet of another host', '<link rel=stylesheet href="https://t.example/a.css">a', 'a'],
    ['SVG', '<svg><script>x()</script><a href="javascript:x()">b</a></svg>a', 'a'],
    ['a template', '<template><img src=x onerror=y></template>a', 'a'],
    ['a comment', 'a<!-- <script>x()</script> --><!--[if mso]><p>b</p><![endif]-->', 'a'],
    ['text that looks like tags', '&lt;script&gt;x&lt;/script&gt;', '&lt;script&gt;x&lt;/script&gt;'],
    [
      'a quote in an attribute',
      `<p title='"><script>x()</script>'>a</p>`,
      '<p title="&quot;&gt;&lt;script&gt;x()&lt;/script&gt;">a</p>',
    ],
    [
      'a link, which is shown and not followed',
      '<a href="javascript:x()">a</a>',
      '<a data-href="javascript:x()">a</a>',
    ],
    [
      'a picture of another host',
      '<img src="https://t.example/p.gif" alt=a width=1>',
      '<img data-remote="" alt="a" width="1">',
    ],
    [
      'a picture in the address',
      '<img src="data:image/png;base64,AAAA">',
      '<img src="data:image/png;base64,AAAA">',
    ],
    ['SVG in the address', '<img src="data:image/svg+xml;base64,AAAA">', '<img data-remote="">'],
    [
      'a picture of a style',
      '<p style="background:url(https://t.example/a)">a</p>',
      '<p style="background:-url(https://t.example/a)">a</p>',
    ],
    [
      'a sheet inside',
      '<style>@import "x"; p{background:URL (x)}</style>',
      '<style>@-import "x"; p{background:-url(x)}</style>',
    ],
    ['an element that is nothing', '<o:p>a</o:p><x-y>b</x-y>', 'ab'],
  ])('%s', (_, html, expected) => {
    expect(bodyOf(html)).toBe(expected);
  });

  test('whatever it is, no element or attribute stands in it that is not allowed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<script>',
        '</script>',
        '<style>',
        '</style>',
        '<svg',
        '<img src=',
        '"',
        "'",
        '>',
        '<!--',
        '-->',
        '<p onx=1',
        '&lt;',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const body = bodyOf(pieces.join(''));
        for (const [, name, rest] of body.matchAll(/<([a-z!/?][^\s>]*)([^>]*)>/gi)) {
          // Chance makes short names, too, and those of harmless elements stay.
          expect(name).toMatch(/^\/?(p|img|style|[abiqsu]|br|d[dlt]|em|h[1-6r]|li|[ou]l|t[dhrt])$/);
          expect(rest).not.toMatch(/\son|src="(?!data:image)/);
        }
      }),
      { examples: [[['<S', '>']]] },
    );
  });
});

describe('findings are marked at their place', () => {
  const finding = (start: number, end: number, more = {}) => ({
    place: { part: '', decoded: { start, end }, ...more },
  });

  test.each([
    [
      'in a text',
      'say <b>hello you</b>',
      [finding(13, 16)],
      'say <b>hello <mark data-finding="0" id="waypost-0">you</mark></b>',
    ],
    ['at a tag', '<p>a</p>', [finding(0, 3)], '<p data-finding="0" id="waypost-0">a</p>'],
    [
      'at an attribute',
      '<a href="x">a</a>',
      [{}, finding(9, 10)],
      '<a data-href="x" data-finding="1" id="waypost-1">a</a>',
    ],
    [
      'in a text with references, whole',
      'a&amp;b',
      [finding(0, 1)],
      '<mark data-finding="0" id="waypost-0">a&amp;b</mark>',
    ],
    [
      'two at once',
      'abc',
      [finding(0, 1), finding(2, 3)],
      '<mark data-finding="0 1" id="waypost-0"><a id="waypost-1"></a>abc</mark>',
    ],
    ['in a header, nowhere', 'abc', [finding(0, 1, { header: 'Subject' })], 'abc'],
    ['beyond the end, nowhere', 'abc', [finding(90, 91)], 'abc'],
  ])('%s', (_, html, findings, expected) => {
    expect(bodyOf(html, findings)).toBe(expected);
  });
});

describe('of a message', () => {
  test('the HTML part is shown, else the text, escaped and marked', () => {
    const both = mail(
      'Content-Type: multipart/alternative; boundary=b',
      '--b\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<i>html=21</i>\r\n--b--\r\n',
    );
    expect(messageFrame(both, false, {})).toContain('<i>html!</i>');
    const plain = mail('Content-Type: text/plain', '<b>not bold</b>');
    const findings = [{ place: { part: '', decoded: { start: 3, end: 6 } } }];
    expect(messageFrame(plain, false, { findings })).toContain(
      '<pre>&lt;b&gt;<mark data-finding="0" id="waypost-0">not</mark> bold&lt;/b&gt;</pre>',
    );
  });

  test('pictures that came with it are shown', () => {
    const related = mail(
      'Content-Type: multipart/related; boundary=b',
      '--b\r\nContent-Type: text/html\r\n\r\n<img src="cid:a%40b"><img src="cid:other">\r\n--b\r\nContent-Type: image/png\r\nContent-ID: <a@b>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b--\r\n',
    );
    expect(messageFrame(related, false, {})).toContain(
      '<img src="data:image/png;base64,iVBORw=="><img data-remote="">',
    );
  });

  test('which is nothing, nothing is shown and nothing breaks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void messageFrame(bytes, false, null)),
    );
  });

  test('a megabyte of tags takes no more than a moment', () => {
    const html = '<b><i>x</i></b>'.repeat(70_000);
    const findings = Array.from({ length: 1000 }, (_, at) => ({
      place: { part: '', decoded: { start: at, end: at + 1 } },
    }));
    const began = performance.now();
    messageFrame(Buffer.from(html), true, { findings });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
