import { describe, expect, test } from 'vitest';
import { messageChecks } from '../checks/index.ts';
import { letter } from '../checks/message/testing.ts';
import type { MailGiven, MessageCheck } from '../findings/message-check.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { checkMessage } from './check-message.ts';
import { composeMessage, htmlIn } from './compose-message.ts';
import { fixMessage } from './fix-message.ts';
import { readMailTables } from './mail-tables.ts';
import { templateChecks } from './template-checks.ts';

const tables = readMailTables(readDataFolder('data'));
const given: MailGiven = { profile: 'bulk', now: '2026-05-12T16:17:14.000Z', trackingDomains: [], tables };
const NOW = Date.parse('2026-05-12T16:00:00Z');

const page = (...body: readonly string[]): string =>
  [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><title>News</title></head><body>',
    ...body,
    '</body></html>',
    '',
  ].join('\n');

/** The file as `--fix` gives it back. */
function mendedFile(html: string): string {
  const composed = composeMessage(
    { html: { name: 't.html', bytes: Buffer.from(html) }, subject: 'News' },
    NOW,
  );
  const fixed = fixMessage(composed.raw, given, templateChecks(composed, messageChecks));
  return Buffer.from(htmlIn(composed, fixed.raw)).toString();
}

/** The HTML of a message as `--fix` gives it back. */
function mendedMessage(html: string): string {
  const raw = letter({
    without: ['content-type'],
    fields: ['Content-Type: text/html; charset=utf-8'],
    body: html.replaceAll('\n', '\r\n'),
  });
  const fixed = fixMessage(raw, given, messageChecks);
  return (checkMessage(fixed.raw, given, []).view.texts[0]?.text ?? '').replaceAll('\r\n', '\n');
}

/** [what, its HTML]: what is missing may be opened or closed by the template. */
const templates: readonly (readonly [string, string])[] = [
  ['Liquid: a condition', page('{% if x %}</div>{% endif %}', '<p>Hello</p>')],
  ['Liquid: a part before', page("{% render 'header' %}", '<p>Hello</p>', '</div>')],
  ['Liquid: a loop', page('{% for x in y %}<p>Hello</p></div>{% endfor %}')],
  ['Liquid: a comment', page('{% comment %} <div> {% endcomment %}', '<p>Hello</p>')],
  ['Liquid: a comment that trims', page('{%- comment -%} </div><b> {%- endcomment -%}', '<p>Hello</p>')],
  ['Jinja: a comment', page('{# <table> and </div> #}', '<p>Hello</p>')],
  [
    'Jinja: another file',
    '{% extends "base.html" %}\n{% block body %}\n<p>Hello</p></div>\n{% endblock %}\n',
  ],
  ['Twig: a call', page("{{ include('open.html.twig') }}", '<p>Hello</p>', '</div>')],
  ['Twig: what is not escaped', page('{{ body | raw }}', '<p>Hello</p>', '</div>')],
  ['Handlebars: a section', page('<p>Hello {{#if a}}</span>{{/if}}</p>')],
  ['Handlebars: what is not escaped', page('<p>Hello {{{body}}}</p></div>')],
  ['Handlebars: parts', page('{{> header}}', '</td></tr></table>', '{{> footer}}')],
  ['Handlebars: comments', page('{{!-- <div> }} --}}', '{{! </b> }}', '<p>Hello</p>')],
  ['Mailchimp', page('*|IF:A|*</div>*|END:IF|*', '<p>Hello</p>')],
  ['Mailchimp: HTML of its own', page('<p>Hello *|HTML:HEADER|* there</p></div>')],
  ['AMPscript', page('%%[ IF @a == 1 THEN ]%%</div>%%[ ENDIF ]%%', '<p>Hello</p>')],
  ['AMPscript over lines', page('%%[\nIF @a < 3 THEN\n]%%<p>Hello</p></div>\n%%[\nENDIF\n]%%')],
  ['AMPscript: a block of content', page('<p>%%=ContentBlockByKey("header")=%% Hello</p></div>')],
  ['ERB: a condition', page('<% if a %></b><% end %>', '<p>Hello</p>')],
  ['ERB: a loop', page('<% items.each do |i| %><p>Hello</p></div><% end %>')],
  ['ERB: a part', page("<p>Hello</p> <%= render 'x' %>", '</div>')],
  ['ERB and JSP: comments', page('<%# <i> %>', '<%-- <div> --%>', '<p>Hello</p>')],
  ['Freemarker', page('<#if a></div></#if>', '<p>Hello</p>')],
  ['Freemarker: a comment', page('<#-- <div> -->', '<p>Hello</p>')],
  ['Freemarker: a macro', page('<@layout title="x">', '<p>Hello</p></div>', '</@layout>')],
  ['Velocity', page('#if ($a.b())</div>#end', '<p>Hello</p>')],
  ['Velocity: a part', page('#parse("header.vm")', '<p>Hello</p></div>')],
  ['Velocity: a comment', page('#set($a = 1)', '#* <div> *#', '<p>Hello</p>')],
  ['a tag that stands alone', page('{{ header }}', '<p>Hello</p>', '</div>')],
  ['the end of an open block', page('<table><tr><td><div>Hello {% include "end" %}</td></tr></table>')],
  [
    'a head that a part ends',
    '<!DOCTYPE html>\n<html lang="en"><head><title>x</title>\n{{> end-of-head}}\n<p>Hello</p></body></html>\n',
  ],
];

describe('--fix leaves the structure alone where a template decides about it', () => {
  test.each(templates)('%s, as a file', (_, html) => {
    expect(mendedFile(html)).toBe(html);
  });

  test.each(templates)('%s, in a message', (_, html) => {
    expect(mendedMessage(html)).toBe(html);
  });
});

describe('--fix leaves a file alone that may be a part of another', () => {
  test.each([
    ['a footer', '</div>\n<p>Bye</p>\n</td></tr></table>\n</body>\n</html>\n'],
    ['a header', '<!DOCTYPE html>\n<html lang="en"><body><title>x</title>\n<div>\n<p>Hello</p>\n'],
    ['a box', '<div><p>Hello</p>\n'],
    [
      'end tags whose start tags are left out',
      '<!DOCTYPE html>\n<title>x</title>\n<p>Hello</p>\n</body></html>\n',
    ],
  ])('%s', (_, html) => {
    expect(mendedFile(html)).toBe(html);
  });
});

describe('--fix mends what is wrong whatever the template does', () => {
  test.each([
    ['a whole page', page('<p>Hello</p>', '</div>'), page('<p>Hello</p>', '')],
    ['with values', page('<p>Hello {{ name }}</p>', '</div>'), page('<p>Hello {{ name }}</p>', '')],
    [
      'an attribute in a loop',
      page('{% for x in y %}<p class="a" class="a">x</p>{% endfor %}'),
      page('{% for x in y %}<p class="a">x</p>{% endfor %}'),
    ],
  ])('%s', (_, html, mended) => {
    expect(mendedFile(html)).toBe(mended);
    expect(mendedMessage(html)).toBe(mended);
  });
});

describe('the proof refuses an edit of HTML that changes more than how it is written', () => {
  /** Changes `from` into `to`, and says that this is safe. */
  const changing = (from: string, to: string): MessageCheck => ({
    id: 'html/nesting',
    sources: [],
    run: ({ raw }) => {
      const at = Buffer.from(raw).indexOf(from);
      if (at < 0) return [];
      const range = { start: at, end: at + from.length };
      const fixes = [{ kind: 'message', edit: { range, bytes: to, isSafe: true } }] as const;
      const said = { outcome: 'fail', message: 'unclosed', consequence: 'rendering', confidence: 1 } as const;
      return [{ ...said, data: {}, receivers: [], fixes }];
    },
  });
  const fixed = (html: string, from: string, to: string) =>
    fixMessage(
      letter({ without: ['content-type'], fields: ['Content-Type: text/html'], body: html }),
      given,
      [changing(from, to)],
    ).applied;

  test.each([
    ['an element goes', '<div><p>x</p></div>', '<div>', ''],
    ['an element ends elsewhere', '<div><b>x</b>y</div>', '</b>y', 'y</b>'],
    ['an attribute is another', '<p class="a">x</p>', '"a"', '"b"'],
    ['words go', '<p>one two</p>', ' two', ''],
    ['words move to another element', '<p>a</p><p>b</p>', 'a</p><p>b', '</p><p>ab'],
    [
      'a conditional comment goes',
      '<!--[if mso]><br><![endif]--><p>x</p>',
      '<!--[if mso]><br><![endif]-->',
      '',
    ],
    ['an end tag goes in a template', '{% if a %}x{% endif %}<p>x</p></div>', '</div>', ''],
  ])('%s', (_, html, from, to) => {
    expect(fixed(html, from, to)).toEqual([]);
  });

  test('and keeps one that changes nothing of it', () => {
    expect(fixed('<p>x</p></div>', '</div>', '')).toEqual(['html/nesting unclosed']);
  });
});
