/** Test support: HTML with one fault each and HTML without, and what the checks say of a message. */
import { instantOf } from '../../../base/clock.ts';
import type { MailGiven, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { readMailView } from '../../../wire/mail-view/index.ts';

export interface BrokenHtml {
  readonly name: string;
  readonly lines: readonly string[];
  /** 'check message' that tells of it. */
  readonly said: string;
  /** Line of the fault, from 1. */
  readonly line: number;
}

const page = (...body: readonly string[]): readonly string[] => [
  '<!DOCTYPE html>',
  '<html lang="en"><head><meta charset="utf-8"><title>News</title></head>',
  '<body>',
  ...body,
  '</body>',
  '</html>',
];

/** The twelve ways to break HTML that the checks must find, each within one line of its place. */
export const brokenHtml: readonly BrokenHtml[] = [
  {
    name: 'div not closed',
    lines: page('<table><tr><td>', '<div class="box">', '<p>Hello</p>', '</td></tr></table>', '<p>Bye</p>'),
    said: 'html/nesting unclosed',
    line: 5,
  },
  {
    name: 'table not closed',
    lines: page('<div>', '<table><tr><td>', '<p>Hello</p>', '</td></tr>', '<p>Text behind it</p>', '</div>'),
    said: 'html/nesting unclosed',
    line: 5,
  },
  {
    name: 'link not closed',
    lines: page('<p>Hello</p>', '<p><a href="https://example.org/">Read on</p>', '<p>Other text</p>'),
    said: 'html/nesting unclosed',
    line: 5,
  },
  {
    name: 'b and i misnested',
    lines: page('<p>Hello</p>', '<p><b>bold <i>both</b> italic</i></p>', '<p>Bye</p>'),
    said: 'html/nesting misnested',
    line: 5,
  },
  {
    name: 'end tag without its start',
    lines: page('<p>Hello</p>', '</div>', '<p>Bye</p>'),
    said: 'html/nesting stray-end',
    line: 5,
  },
  {
    name: 'text directly in a table',
    lines: page(
      '<table>',
      '<tr><td>one</td></tr>',
      'This sentence is shown above the whole table.',
      '<tr><td>two</td></tr>',
      '</table>',
    ),
    said: 'html/nesting text-in-table',
    line: 6,
  },
  {
    name: 'link in a link',
    lines: page(
      '<p>',
      '<a href="https://example.org/a">one',
      '<a href="https://example.org/b">two</a>',
      '</a>',
      '</p>',
    ),
    said: 'html/nesting anchor-in-anchor',
    line: 6,
  },
  {
    name: 'quote of an attribute not closed',
    lines: page(
      '<p>Hello</p>',
      '<a href="https://example.org/>Read on</a>',
      '<p class="x">Bye</p>',
      '<p>End</p>',
    ),
    said: 'html/complete unterminated-attribute',
    line: 5,
  },
  {
    name: 'comment not closed',
    lines: page('<p>Hello</p>', '<!-- footer', '<p>Bye</p>'),
    said: 'html/complete unterminated-comment',
    line: 5,
  },
  {
    name: 'style not closed',
    lines: [
      '<!DOCTYPE html>',
      '<html lang="en"><head><title>News</title>',
      '<style>',
      'p { color: #333 }',
      '</head>',
      '<body><p>Hello</p></body>',
      '</html>',
    ],
    said: 'html/complete unterminated-content',
    line: 3,
  },
  {
    name: 'cut off in a tag',
    lines: [...page('<p>Hello</p>', '<table><tr><td>one</td></tr></table>').slice(0, 5), '<p>More <a hre'],
    said: 'html/complete cut-tag',
    line: 6,
  },
  {
    name: 'attribute twice',
    lines: page('<p>Hello</p>', '<p style="color:#333" style="margin:0">Bye</p>'),
    said: 'html/attributes contradicted',
    line: 5,
  },
];

/** Four good ones that readers made for web pages complain about. */
export const goodHtml: readonly Pick<BrokenHtml, 'name' | 'lines'>[] = [
  {
    name: 'XHTML 1.0 Transitional',
    lines: [
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
      '<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en"><head>',
      '<meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>News</title></head>',
      '<body bgcolor="#ffffff"><table border="0" cellpadding="0"><tr><td>Hello<br /><img src="https://example.org/a.png" alt="A" /></td></tr></table></body>',
      '</html>',
    ],
  },
  {
    name: 'downlevel-revealed comments',
    lines: page(
      '<![if !mso]>',
      '<p>Not in Outlook</p>',
      '<![endif]>',
      '<!--[if !mso]><!-->',
      '<p>Nor this</p>',
      '<!--<![endif]-->',
    ),
  },
  {
    name: 'tables for Outlook in conditional comments',
    lines: page(
      '<!--[if (gte mso 9)|(IE)]><table width="600"><tr><td><![endif]-->',
      '<div style="max-width:600px">Hello</div>',
      '<!--[if mso]></td><td><v:rect fill="true"><v:textbox><![endif]-->',
      '<p>Text</p>',
      '<!--[if mso]></v:textbox></v:rect></td></tr></table><![endif]-->',
    ),
  },
  {
    name: 'end tags left out, merge tags',
    lines: [
      '<!doctype html>',
      '<html lang=en><head><title>{{ subject | default: "News" }}</title>',
      '<body {{#if rtl}}dir="rtl"{{/if}}>',
      '<p>Dear *|FNAME|*, %%greeting%%',
      '<ul><li>one<li>two {% if items.size < 3 %}<b>few</b>{% endif %}</ul>',
      '<table>{% for item in items %}<tr><td>{{ item.name }}<td><a href="{{ item.url | append: "?a=1" }}">[[title]]</a>{% endfor %}</table>',
      '{% if a %}<div class="a">{% else %}<div class="b">{% endif %}x</div>',
    ],
  },
];

/** A message whose only part is this HTML. */
export function htmlMail(
  html: string,
  more: { readonly transfer?: '8bit' | 'base64'; readonly charset?: string; readonly subject?: string } = {},
): Buffer {
  const { transfer = '8bit', charset = 'utf-8', subject = 'News of the week' } = more;
  const bytes = Buffer.from(html, charset === 'utf-8' ? 'utf8' : 'latin1');
  const body =
    transfer === 'base64'
      ? (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n')
      : bytes.toString('latin1');
  const head = [
    'From: News <news@example.org>',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    `Content-Type: text/html; charset=${charset}`,
    `Content-Transfer-Encoding: ${transfer}`,
  ];
  return Buffer.from([...head, '', body].join('\r\n'), 'latin1');
}

export const htmlGiven: MailGiven = {
  profile: 'bulk',
  now: instantOf(1_795_651_200_000),
  trackingDomains: [],
};

/** What the check says of a message with this HTML. */
export function runOnHtml(check: MessageCheck, html: string): readonly MessageDraft[] {
  return check.run(readMailView(htmlMail(html)), htmlGiven);
}

/** 'fail message' of each finding. */
export function saidOfHtml(check: MessageCheck, html: string): readonly string[] {
  return runOnHtml(check, html).map(({ outcome, message }) => `${outcome} ${message}`);
}
