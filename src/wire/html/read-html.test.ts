import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anchorsOf, imagesOf, readHtml, visibleText } from './index.ts';

const at = (source: string, span: { readonly start: number; readonly end: number } | undefined): string =>
  span === undefined ? '' : source.slice(span.start, span.end);

describe('elements', () => {
  const source =
    '<!DOCTYPE html><p class="a" title=\'&lt;x&gt;\' data-x=1 hidden>Caf&eacute; <br/>x<b>y</b></p>';
  const html = readHtml(source);
  const [p, br, b] = html.elements;

  test('know their tags and parents', () => {
    expect(html.elements.map(({ name }) => name)).toEqual(['p', 'br', 'b']);
    expect(at(source, p?.startTag)).toBe('<p class="a" title=\'&lt;x&gt;\' data-x=1 hidden>');
    expect(at(source, p?.endTag)).toBe('</p>');
    expect(br?.isSelfClosed).toBe(true);
    expect(b?.parent).toBe(p);
    expect(p?.end).toBe(source.length);
    expect(at(source, html.doctype)).toBe('<!DOCTYPE html>');
  });

  test('attributes know name, value, quotes and places', () => {
    expect(
      p?.attributes.map((a) => [a.name, a.value, a.quote, at(source, a.valueSpan), at(source, a.span)]),
    ).toEqual([
      ['class', 'a', '"', 'a', 'class="a"'],
      ['title', '<x>', "'", '&lt;x&gt;', "title='&lt;x&gt;'"],
      ['data-x', '1', '', '1', 'data-x=1'],
      ['hidden', '', '', '', 'hidden'],
    ]);
  });

  test('texts are decoded and know their place', () => {
    expect(html.texts.map(({ text, span }) => [text, at(source, span)])).toEqual([
      ['Café ', 'Caf&eacute; '],
      ['x', 'x'],
      ['y', 'y'],
    ]);
  });
});

test.each([
  ['<!--[if mso]><table><![endif]-->', ['conditional-hidden']],
  ['<!--[if !mso]><!--><p>x</p><!--<![endif]-->', ['conditional-revealed', 'conditional-revealed']],
  ['<!--[if !mso]><!-- --><p>x</p><!-- <![endif]-->', ['conditional-revealed', 'conditional-revealed']],
  ['<![if !mso]><p>x</p><![endif]>', ['conditional-revealed', 'conditional-revealed']],
  ['<!-- note -->', ['plain']],
])('comments of %s', (source, kinds) => {
  const html = readHtml(source);
  expect(html.comments.map(({ kind }) => kind)).toEqual(kinds);
  expect(html.problems).toEqual([]);
  expect(html.elements.every(({ name }) => name === 'p')).toBe(true);
});

test.each([
  '<a href="{{ url | default: "https://example.org/" }}">x</a>',
  '<p>{{#if a < b}}<b>x</b>{{else}}y{{/if}}</p>',
  '<td {% if x %}class="a"{% else %}class="b"{% endif %}>x</td>',
  '<p>*|IF:NAME|*Dear *|NAME|**|END:IF|* %%first_name%% [[name]] $' + '{order.id} <%= user["<b>"] %></p>',
  '{% if a %}<div class="a">{% else %}<div class="b">{% endif %}x</div>',
])('merge tags are text: %s', (source) => {
  const html = readHtml(source);
  expect(html.problems).toEqual([]);
  expect(html.mergeTags.length).toBeGreaterThan(0);
});

test('links and pictures', () => {
  const source =
    '<a href="https://example.org/?a=1&amp;b=2" title=T rel="x">Click <b>he</b>re<br>now <img src="a.png" alt=""></a><img src=b.png>';
  const html = readHtml(source);
  const [anchor] = anchorsOf(html);
  expect(anchor).toMatchObject({
    href: 'https://example.org/?a=1&b=2',
    text: 'Click here now',
    title: 'T',
    rel: 'x',
  });
  expect(at(source, anchor?.hrefSpan)).toBe('https://example.org/?a=1&amp;b=2');
  expect(imagesOf(html).map(({ src, alt, anchor: link }) => [src, alt, link?.name])).toEqual([
    ['a.png', '', 'a'],
    ['b.png', undefined, undefined],
  ]);
});

test('what is not text of the message is not read as text', () => {
  const html = readHtml(
    '<html><head><title>T</title><style>p{}</style></head><body><script>x()</script><p>seen</p></body></html>',
  );
  expect(visibleText(html).map(({ text }) => text)).toEqual(['seen']);
});

test('limits end the reading, and say where', () => {
  const deep = readHtml('<div>'.repeat(600));
  expect(deep.cutAt).toBe(512 * 5);
  expect(deep.problems).toEqual([]);
  expect(readHtml('<br>'.repeat(200_001)).cutAt).toBe(800_000);
});

const pieces = fc.constantFrom(
  '<',
  '>',
  '"',
  "'",
  '=',
  '/',
  '!',
  '--',
  '-->',
  '<!--',
  '<![if x]>',
  '<![endif]>',
  '<!--[if mso]>',
  '<![endif]-->',
  '<a',
  '<a href="',
  '</a>',
  '<table>',
  '</table>',
  '<tr>',
  '<td',
  '</td>',
  '<b>',
  '</b>',
  '<i>',
  '</i>',
  '<style>',
  '</style>',
  '<title>',
  '<div style="',
  'display:none',
  ';',
  'x',
  ' ',
  '\n',
  '&amp;',
  '&',
  '{{',
  '}}',
  '{%',
  '%}',
  'if',
  'else',
  'endif',
  '<%',
  '%>',
  '*|',
  '|*',
  '[[',
  ']]',
  '${',
  '%%',
  '<svg>',
  '<br/>',
  '<p>',
  '</p>',
  '\u0000',
  'ä',
  '😀',
  '<body',
  '<html>',
  '</html>',
  '</body>',
  '{',
  '}',
  '@media',
  '(',
);

test('any text is read without a throw, and every place holds what it says', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const source = parts.join('');
      const html = readHtml(source);
      for (const element of html.elements) {
        expect(at(source, element.startTag).startsWith('<')).toBe(true);
        expect(at(source, element.startTag).endsWith('>')).toBe(true);
        if (element.endTag !== undefined) expect(at(source, element.endTag)).toMatch(/^<\/.*>$/s);
        for (const { span, valueSpan } of element.attributes) {
          expect(span.start).toBeGreaterThan(element.startTag.start);
          expect(span.end).toBeLessThan(element.startTag.end);
          if (valueSpan !== undefined) expect(valueSpan.start).toBeLessThanOrEqual(valueSpan.end);
        }
      }
      for (const { span } of [...html.problems, ...html.texts, ...html.comments, ...html.mergeTags]) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(source.length);
        expect(span.start).toBeLessThanOrEqual(span.end);
      }
      visibleText(html);
      anchorsOf(html);
      imagesOf(html);
    }),
    { numRuns: 500 },
  );
});

test.each([
  '<',
  '<a ',
  '<a href="',
  '<!--',
  '{{',
  '[[',
  '%%',
  '<div>',
  '</b>',
  '&amp;',
  '<b><i></b></i>',
  '<table>x',
  '"',
  '<p><a>',
])('a megabyte of %s takes linear time', (piece) => {
  const start = process.threadCpuUsage().user;
  readHtml(piece.repeat(Math.ceil(1_000_000 / piece.length)));
  // Microseconds of this thread: others may keep the machine busy.
  expect(process.threadCpuUsage().user - start).toBeLessThan(1_500_000);
});
