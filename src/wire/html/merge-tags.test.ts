import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverMergeTags, scanMergeTags } from './merge-tags.ts';
import { readHtml } from './read-html.ts';
import { renderedOutline } from './rendered-outline.ts';
import { isPiece, structureTags } from './template-structure.ts';

const rolesIn = (text: string) => scanMergeTags(text).map(({ syntax, role }) => `${syntax} ${role}`);

test.each<[string, readonly string[]]>([
  ['{{ a }}{{#if a}}{{else}}{{/if}}', ['braces output', 'braces if', 'braces else', 'braces end-if']],
  ['{{#each a}}{{/each}}{{> part}}', ['braces other', 'braces other', 'braces other']],
  ['{{if .A}}{{range .B}}{{end}}', ['braces if', 'braces other', 'braces other']],
  ['{% if a %}{% elsif b %}{% endif %}', ['statement if', 'statement else', 'statement end-if']],
  ['{% for a in b %}{% include "c" %}', ['statement other', 'statement other']],
  ['{# {{ a }} #}{{! a }}{{!-- }} --}}', ['comment comment', 'comment comment', 'comment comment']],
  ['{% comment %}{% if a %}{% endcomment %}', ['comment comment']],
  ['{% comment %}{% if a %}', ['statement other', 'statement if']],
  [
    '<%= a %><%- a %><%# a %><%-- % > --%>',
    ['erb output', 'erb output', 'comment comment', 'comment comment'],
  ],
  ['<% if a %><% b.each do |c| %><% end %><% end %>', ['erb if', 'erb other', 'erb other', 'erb end-if']],
  ['<% if (a) { %><% } else { %><% } %>', ['erb if', 'erb else', 'erb end-if']],
  [
    '*|A|**|IF:A|**|ELSE:|**|END:IF|*',
    ['mailchimp output', 'mailchimp if', 'mailchimp else', 'mailchimp end-if'],
  ],
  ['*|INTERESTED:A:B|**|END:INTERESTED|*', ['mailchimp other', 'mailchimp other']],
  ['%%a%%%%=v(@a)=%%', ['percents output', 'percents output']],
  [
    '%%[ IF @a THEN ]%%%%[ ELSE ]%%%%[ ENDIF ]%%%%[ IF @a THEN SET @b = 1 ENDIF ]%%',
    ['ampscript if', 'ampscript else', 'ampscript end-if', 'ampscript other'],
  ],
  [
    '<#if a><#else></#if><#list a as b></#list><@c/>',
    [
      ...['freemarker if', 'freemarker else', 'freemarker end-if'],
      ...['freemarker other', 'freemarker other', 'freemarker other'],
    ],
  ],
  ['<#-- <#if a> -->', ['comment comment']],
  [
    '#if ($a.b())#foreach($c in $d)#end#else#end#* x *#',
    [
      'velocity if',
      'velocity other',
      'velocity other',
      'velocity else',
      'velocity end-if',
      'comment comment',
    ],
  ],
  ['<a href="#end">#else</a> #* and *#', []],
  ['100%% of it, a[[-0]], {x}, <b>, @media{#a{color:red}}', []],
])('%s', (text, expected) => {
  expect(rolesIn(text)).toEqual(expected);
});

const marks = fc.constantFrom(
  ...[
    '{{',
    '}}',
    '{#',
    '#}',
    '{%',
    '%}',
    '<%',
    '%>',
    '<%--',
    '--%>',
    '<#',
    '</#',
    '>',
    '<@',
    '*|',
    '|*',
    '%%',
    '%%[',
  ],
  ...[
    ']%%',
    '%%=',
    '=%%',
    '#if(',
    ')',
    '#end',
    '#*',
    '*#',
    'comment',
    'endcomment',
    'if ',
    'a',
    '\n',
    '<b>',
    '</b>',
  ],
);

test('any text: tags are in order and inside it, what is covered has its length, and the rest stays', () => {
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 80 }), (pieces) => {
      const text = pieces.join('');
      const { covered, tags } = coverMergeTags(text);
      expect(covered.length).toBe(text.length);
      let end = 0;
      for (const { span } of tags) {
        expect(span.start).toBeGreaterThanOrEqual(end);
        expect(covered.slice(end, span.start)).toBe(text.slice(end, span.start));
        end = span.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
      const html = readHtml(text);
      expect(structureTags(html).length).toBeLessThanOrEqual(tags.length);
      expect(renderedOutline(html)).toEqual(renderedOutline(readHtml(text)));
    }),
  );
});

test('hostile text takes linear time', () => {
  const start = performance.now();
  for (const piece of [
    '{{',
    '{#',
    '%%[',
    '#if(',
    '<#a',
    '{% comment %}',
    '<%',
    '#if(a',
    '%%=',
    '{{!--',
    '*|A',
    '#set(#*',
  ])
    scanMergeTags(piece.repeat(2_000_000 / piece.length));
  expect(performance.now() - start).toBeLessThan(5_000);
});

describe('where a template decides about the structure', () => {
  const structure = (source: string) =>
    structureTags(readHtml(source)).map(({ start, end }) => source.slice(start, end));

  test.each<[string, readonly string[]]>([
    ['<p>Hello {{ a }}</p><td>{{ b }}</td>', []],
    ['<p>{{ a }} {{ b }}</p>', []],
    ['<p class="{% if a %}b{% endif %}" {{#if c}}id=d{{/if}}>x</p>', []],
    ['{# a #}<p>x</p>', []],
    ['{% if a %}<p>x</p>{% endif %}', ['{% if a %}', '{% endif %}']],
    ['<p>x</p>{{ footer }}<p>y</p>', ['{{ footer }}']],
    ['<p>a {{{ b }}} c {{ d | raw }} {{& e }}</p>', ['{{{ b }}', '{{ d | raw }}', '{{& e }}']],
    [
      '<p>a {{ include("b") }} <%= render "c" %> *|HTML:D|*</p>',
      [...['{{ include("b") }}', '<%= render "c" %>', '*|HTML:D|*']],
    ],
    ['<p>a %%=ContentBlockByKey("b")=%% %%=v(@c)=%%</p>', ['%%=ContentBlockByKey("b")=%%']],
  ])('%s', (source, expected) => {
    expect(structure(source)).toEqual(expected);
  });

  test.each([
    ['<p>x</p>', true],
    ['<!doctype html><p>x</p>', false],
    ['<html><p>x</p></html>', false],
    ['<p>x</p></body></html>', true],
  ])('%s is a piece: %s', (source, expected) => {
    expect(isPiece(readHtml(source))).toBe(expected);
  });
});

describe('two ways to write the same page have one outline, other pages have another', () => {
  const outline = (source: string) => renderedOutline(readHtml(source)).join('\n');
  test.each([
    ['<p>a</p></div>', '<p>a</p>'],
    ['<p>a</i>b</p>', '<p>ab</p>'],
    ['<table><tr><td><div>x</td></tr></table>', '<table><tr><td><div>x</div></td></tr></table>'],
    ['<p class="a" class="b">x</p>', '<p class=a>x</p>'],
    ['<p>a\r\nb</p>', '<p>a\nb</p>'],
    ['<meta charset="latin1"><p>x</p>', '<meta charset="utf-8"><p>x</p>'],
  ])('%j and %j', (one, other) => {
    expect(outline(one)).toBe(outline(other));
  });
  test.each([
    ['<p>a</p>b', '<p>ab</p>'],
    ['<div><p>a</p></div>', '<div></div><p>a</p>'],
    ['<p title="a">x</p>', '<p title="b">x</p>'],
    ['<p>a<br>b</p>', '<p>ab<br></p>'],
    ['<!--[if mso]>a<![endif]-->', '<!--[if mso]>b<![endif]-->'],
  ])('%j, %j', (one, other) => {
    expect(outline(one)).not.toBe(outline(other));
  });
});
