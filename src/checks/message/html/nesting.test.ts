import { describe, expect, test } from 'vitest';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { attributes } from './attributes.ts';
import { complete } from './complete.ts';
import { nesting } from './nesting.ts';
import { brokenHtml, goodHtml, htmlGiven, htmlMail, runOnHtml, saidOfHtml } from './testing.ts';

const structure = [nesting, complete, attributes];

const faultsOf = (lines: readonly string[]) => {
  const html = lines.join('\r\n');
  return structure.flatMap((check) =>
    runOnHtml(check, html)
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ message, place }) => [
        `${check.id} ${message}`,
        html.slice(0, place?.decoded?.start ?? 0).split('\n').length,
      ]),
  );
};

describe('the twelve breakages are located, each with one finding', () => {
  test.each(brokenHtml)('$name', ({ lines, said, line }) => {
    expect(faultsOf(lines)).toEqual([[said, line]]);
  });
});

describe('no false alarm', () => {
  test.each(goodHtml)('$name', ({ lines }) => {
    expect(faultsOf(lines)).toEqual([]);
  });

  test.each([
    '<ul><li>a<ul><li>b</ul><li>c</ul>',
    '<dl><dt>a<dd>b<dt>c<dd>d</dl>',
    '<table><thead><tr><th>a<tbody><tr><td>b<td>c</table>',
    '<p>a<div>b</div><p>c',
    '<select><option>a<option>b</select>',
    '<p>a<br>b<br/>c<img src=x></p><hr>',
    '<svg><path d="M0 0"/><g><circle r="1"/></g></svg>',
    '<o:p/><p>x</p>',
    '<a href=x>one</a><a href=y>two</a>',
    '<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>',
    '<table><!-- x --> {{rows}} </table>',
    '<td {{attributes}} {% if a %}class="x"{% else %}class="y"{% endif %}>x</td>',
    '<b><p>bold</p></b>',
    '<!-- <b> --><p title="a > b">x < y</p>',
    '<p>a</br>b</p>',
    '<p>x</p></body></html>',
    '<!doctype html><title>x</title></head><p>x</p></body></html>',
    '<html><p>x</p></body></html>',
    '{# <table> #}{% comment %}<div>{% endcomment %}<p>x</p>{{!-- </p></div> --}}',
    '<%-- <b> --%><#-- <i> --><p>x</p>',
    '<mjml><mj-body><mj-image/></mj-body></mjml>',
  ])('%s', (html) => {
    expect(saidOfHtml(nesting, html)).toEqual(['pass in-order']);
    expect(saidOfHtml(complete, html)).toEqual(['pass in-order']);
    expect(saidOfHtml(attributes, html)).toEqual(['pass in-order']);
  });
});

describe('nesting', () => {
  test.each([
    ['<div><span>x</div>', 'fail unclosed'],
    ['<span/>x', 'fail self-closed'],
    ['<div><span>x</div></span>', 'fail misnested'],
    ['x</table>', 'fail stray-end'],
    ['x</img>', 'fail stray-end'],
    ['<p>x</p></body></html></body>', 'fail stray-end'],
    ['<body><p>x</p></body></body>', 'fail stray-end'],
    ['<p>x<div>y</body></html>', 'fail unclosed'],
    ['<table><tr>words<td>x</td></tr></table>', 'fail text-in-table'],
    ['<table><tr><div>x</div></tr></table>', 'fail element-in-table'],
    ['<table><tr><td><table><tr><td>x</td></tr></td></tr></table>', 'fail unclosed'],
  ])('%s', (html, said) => {
    expect(saidOfHtml(nesting, html)).toEqual([said]);
  });

  test.each([
    ['<p><b>a<i>b</b>c</i></p>', 'information'],
    ['<div><span>x</div></span>', 'information'],
    ['<div><center>x</div></center>', 'rendering'],
    ['<p>x</i></p>', 'information'],
    ['<p>x</p></div>', 'rendering'],
    ['<table>word<tr><td>x</td></tr></table>', 'information'],
  ])('consequence of %s', (html, consequence) => {
    expect(runOnHtml(nesting, html).map((draft) => draft.consequence)).toEqual([consequence]);
  });

  test('lines and tags are named', () => {
    expect(runOnHtml(nesting, '<div>\n<p>\n<b>a\n<i>b</b>\nc</i></p></div>')[0]?.data).toEqual({
      tag: 'i',
      line: 4,
      otherLine: 4,
      ended: '</b>',
    });
  });
});

describe('what a template, or another file, may open or close is information without a fix', () => {
  test.each([
    ['{{> header}}<p>x</p></div>', 'fail information stray-end-here'],
    ['<div>{% include "x" %}<p>x</p>', 'fail information unclosed-here'],
    ['<table><tr><td><div>{% if a %}x{% endif %}</td></tr></table>', 'fail information unclosed-here'],
    ['<div><center>{% if a %}x{% endif %}</div></center>', 'fail information misnested'],
    ['<table>{% include "rows" %}<div>x</div></table>', 'fail information element-in-table'],
    ['<a href=x>a{% if b %}c{% endif %}<a href=y>b</a></a>', 'fail information anchor-in-anchor'],
    ['<p>{{{ body }}}</p></div>', 'fail information stray-end-here'],
    // What stands elsewhere, or is a value or a note, changes nothing.
    ['<p>x</p></div>{% if a %}x{% endif %}', 'fail rendering stray-end'],
    ['<p>Hello {{ name }} <i class="{% if a %}b{% endif %}">x</i></p></div>', 'fail rendering stray-end'],
    ['{# </div> #}<p>x</p></div>', 'fail rendering stray-end'],
    ['<table><tr><td>{{ price }}</td></tr></table></div>', 'fail rendering stray-end'],
  ])('%s', (html, said) => {
    const drafts = runOnHtml(nesting, html);
    expect(drafts.map(({ outcome, consequence, message }) => `${outcome} ${consequence} ${message}`)).toEqual(
      [said],
    );
    if (/%|\{\{[>{]/.test(html.replace(/class="[^"]*"/, ''))) expect(drafts[0]?.fixes).toEqual([]);
    else expect(drafts[0]?.fixes).toHaveLength(1);
  });

  test.each([
    ['<p>x</p></td></tr></table>', 'stray-end-here'],
    ['<div><p>x</p>', 'unclosed-here'],
    ['<!doctype html><html><body><p>x</p></div></body></html>', 'stray-end'],
    ['<!doctype html><html><body><div><p>x</p></body></html>', 'unclosed'],
  ])('given as a file: %s', (html, message) => {
    const drafts = nesting.run(readMailView(htmlMail(html)), { ...htmlGiven, isTemplate: true });
    expect(new Set(drafts.map((draft) => draft.message))).toEqual(new Set([message]));
  });
});

describe('fixes take the fault away and bring none, through base64 too', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['<table><tr><td><div>x</td></tr></table>', '<table><tr><td><div>x</div></td></tr></table>'],
    ['<p><a href=x>one</p>', '<p><a href=x>one</a></p>'],
    ['<p>x</p></div>', '<p>x</p>'],
    ['<p class="a" id="b" class="a">x</p>', '<p class="a" id="b">x</p>'],
  ];
  test.each(
    cases.flatMap(([broken, whole]) =>
      (['8bit', 'base64'] as const).map((transfer) => [broken, transfer, whole] as const),
    ),
  )('%s in %s', (broken, transfer, whole) => {
    const raw = htmlMail(broken, { transfer });
    const findings = structure.flatMap((check) => check.run(readMailView(raw), htmlGiven));
    const fix = findings.flatMap(({ fixes }) => fixes)[0];
    if (fix?.kind !== 'message') throw new Error('no fix');
    const { range, bytes } = fix.edit;
    const fixed = Buffer.concat([
      raw.subarray(0, range.start),
      Buffer.from(bytes, 'latin1'),
      raw.subarray(range.end),
    ]);
    const view = readMailView(fixed);
    expect(view.texts[0]?.text).toBe(whole);
    expect(structure.flatMap((check) => check.run(view, htmlGiven)).map(({ outcome }) => outcome)).toEqual([
      'pass',
      'pass',
      'pass',
    ]);
  });

  test.each([
    '<p>x</p></p>',
    '<span/>x',
    '<p><a href=x>one</p>',
    '<p><b>a<i>b</b>c</i></p>',
    '<a href=x>a<a href=y>b</a></a>',
  ])('no safe fix for %s', (html) => {
    const fixes = runOnHtml(nesting, html).flatMap((draft) => draft.fixes);
    expect(fixes.some((fix) => fix.kind === 'message' && fix.edit.isSafe)).toBe(false);
  });
});

test('at most 50 findings, with the count', () => {
  const drafts = runOnHtml(nesting, '</div>'.repeat(80));
  expect(drafts).toHaveLength(50);
  expect(drafts[0]?.data.count).toBe(80);
});
