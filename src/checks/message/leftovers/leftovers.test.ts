import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MailGiven, MessageCheck } from '../../../findings/message-check.ts';
import { letter, multipart, run, said, textPartOf } from '../testing.ts';
import { leftoverChecks } from './all.ts';
import { findMergeTags } from './find-merge-tags.ts';
import { withoutQuotes } from './quoted-text.ts';

const checkOf = (name: string): MessageCheck => {
  const found = leftoverChecks.find(({ id }) => id === `leftovers/${name}`);
  if (found === undefined) throw new Error(`no check leftovers/${name}`);
  return found;
};
const plain = (body: string) => letter({ body });
const html = (body: string) => letter({ fields: ['Content-Type: text/html; charset=utf-8'], body });
const subject = (text: string) => letter({ fields: [`Subject: ${text}`] });

test.each([
  ['Hello {{ first_name }},', '{{ first_name }}'],
  ['Hello {{{name}}}', '{{{name}}}'],
  ['{% if vip %}Dear', '{% if vip %}'],
  ['<%= user.name %> said', '<%= user.name %>'],
  ['Dear *|FNAME|*', '*|FNAME|*'],
  ['Dear %%First Name%%', '%%First Name%%'],
  ['Dear %FIRST_NAME%', '%FIRST_NAME%'],
  ['Dear [[name]]', '[[name]]'],
  [`Dear \${user.name}`, `\${user.name}`],
  ['Dear $!{name}', '$!{name}'],
  ['Dear #{name}', '#{name}'],
  ['Dear {$name}', '{$name}'],
  ['Dear [FIRST_NAME]', '[FIRST_NAME]'],
  ['Dear {FNAME}', '{FNAME}'],
  ['Dear $customer.name', '$customer.name'],
  ['Dear -first_name-,', '-first_name-'],
  ['Dear %%=v(@name)=%%,', '%%=v(@name)=%%'],
  ['%%[ SET @x = 1\nIF @x < 2 THEN ]%% Dear', '%%[ SET @x = 1\nIF @x < 2 THEN ]%%'],
  ['Dear %recipient.name%', '%recipient.name%'],
  ['Dear %recipient_name%', '%recipient_name%'],
  ['Dear ##NAME##', '##NAME##'],
  ['Dear @@name@@', '@@name@@'],
  ['Dear <<name>>', '<<name>>'],
  ['Dear <<first_name>>', '<<first_name>>'],
  ['Hallo «Vorname»', '«Vorname»'],
  ['<#if vip>Dear', '<#if vip>'],
  ['#if ($vip.is("x")) Dear', '#if ($vip.is("x"))'],
  ['{# a note #}', '{# a note #}'],
  ['{{!-- a }} note --}}', '{{!-- a }} note --}}'],
  ['{% comment %} a {{ note }} {% endcomment %}', '{% comment %} a {{ note }} {% endcomment %}'],
])('%s: %s is a merge tag', (text, tag) => {
  expect(findMergeTags(text).map(({ start, end }) => text.slice(start, end))).toEqual([tag]);
});

test.each([
  '100%% sure, 20% off, 5 %DISCOUNT',
  'Write \\{{ name }} in your template',
  'a[0][1] and [1] and [sic]',
  'costs $5 {plus tax}',
  '*stars* | and |* bars',
  'on-name-day, first-name-basis',
  'a % b %',
  '#hashtag {x}',
  '«Bonjour», dit-il, «le mot nom»',
  '<<Bonjour>> dit-il',
  '## HEADING ## and ##',
  'you@@example',
  '100%% and 200%% = more',
  'see #end and #if only',
])('%s holds none', (text) => {
  expect(findMergeTags(text)).toEqual([]);
});

test.each<readonly [string, Buffer, readonly string[]]>([
  ['merge-tags', subject('Hello {{name}}'), ['fail rendering subject']],
  ['merge-tags', letter({ fields: ['From: *|COMPANY|* <a@example.org>'] }), ['fail rendering name']],
  ['merge-tags', html('<style>a{{b}}</style><p>Hello {{name}}</p>'), ['fail rendering text']],
  ['merge-tags', html('<a href="https://example.org/{{id}}">go</a>'), ['fail rendering link']],
  ['merge-tags', html('<p title="{{x}}">&#123;{ fine }}</p>'), ['fail rendering text']],
  ['header-template', letter({ fields: ['X-Campaign: %CAMPAIGN'] }), ['fail score mark']],
  ['header-template', subject('20% OFF %TODAY'), ['pass none']],
  ['missing-values', plain('Hello undefined,\r\n'), ['fail rendering greeting']],
  ['missing-values', plain('Liebe null!\r\n'), ['fail rendering greeting']],
  ['missing-values', plain('Total: NaN\r\n'), ['fail rendering value']],
  ['missing-values', plain('You bought [object Object]\r\n'), ['fail rendering object']],
  ['missing-values', plain('Total: undefined €\r\n'), ['fail rendering value']],
  ['missing-values', plain('Your address: null\r\nYours'), ['fail rendering value']],
  ['missing-values', subject('Order #undefined'), ['fail rendering value']],
  ['missing-values', subject('Ihre Bestellung Nr. null'), ['fail rendering value']],
  ['missing-values', plain('Liebe/r undefined,\r\n'), ['fail rendering greeting']],
  ['missing-values', plain('Sehr geehrte Frau null,\r\n'), ['fail rendering greeting']],
  ['missing-values', plain('Dear undefined we write\r\n'), ['fail rendering greeting']],
  ['missing-values', plain('Sehr geehrte(r) ,\r\n'), ['fail information greeting-without-name']],
  ['missing-values', plain('Notes: None\r\nAllergies: none\r\n'), ['pass none']],
  ['missing-values', plain('Warnings: null and void. Status: undefined behaviour\r\n'), ['pass none']],
  ['missing-values', plain('Dear Null family,\r\nDear Null,\r\nhi nan,\r\nno null values'), ['pass none']],
  ['missing-values', plain('Hello ,\r\n'), ['fail information greeting-without-name']],
  ['missing-values', html('<a href="https://example.org/undefined">x</a>'), ['fail rendering link']],
  ['missing-values', plain('The term is undefined, null and void.\r\nBonjour !\r\n'), ['pass none']],
  ['filler-text', html('<p>Lorem ipsum</p>'), ['fail rendering lorem-ipsum']],
  ['filler-text', plain('TODO: write this'), ['fail information note']],
  ['filler-text', plain('TODO PARA TI'), ['pass none']],
  ['filler-text', html('<p>Use this area to offer a short preview</p>'), ['fail information default-text']],
  ['test-subject', subject('Test 2'), ['fail rendering whole']],
  ['test-subject', subject('[DRAFT] May news'), ['fail rendering marked']],
  ['test-subject', subject('Entwurf: Mai'), ['fail rendering marked']],
  ['test-subject', subject('Test your knowledge of books'), ['pass none']],
  [
    'placeholder-address',
    plain('Write to help@example.com.'),
    ['fail information sender', 'fail information text'],
  ],
])('%s: %#', (id, raw, expected) => {
  expect(said(checkOf(id), raw)).toEqual(expected);
});

test.each([
  ['merge-tags', 'Use {{ name }} here.', 'fail information text'],
  ['missing-values', 'It says result: null', 'fail information value'],
  ['filler-text', 'We wrote to Lorem Ipsum GmbH', 'fail information lorem-ipsum'],
])('%s: who writes by hand of it is only told: "%s"', (id, text, expected) => {
  expect(said(checkOf(id), plain(text), { profile: 'personal' })).toEqual([expected]);
  expect(said(checkOf(id), plain(text))).toEqual([expected.replace('information', 'rendering')]);
});

describe('what is quoted, passed on or shown on purpose is not the text of the sender', () => {
  const amp = {
    head: ['Content-Type: text/x-amp-html; charset=utf-8'],
    body: '<html amp4email><template type="amp-mustache">{{name}}, result: null</template></html>',
  };
  test.each<readonly [string, Buffer]>([
    ['a quoted line', plain('Yes.\r\n> Dear {{ name }}, result: null, lorem ipsum\r\n')],
    [
      'a forwarded message',
      plain('See below.\r\n---------- Forwarded message ---------\r\nDear {{ name }}: null\r\n'),
    ],
    [
      'its German sister',
      plain('Siehe unten.\r\n-----Ursprüngliche Nachricht-----\r\nHallo {{ name }}: null\r\n'),
    ],
    ['source text', html('<p>Use it so:</p><pre><code>Hello <b>{{ name }}</b>: null</code></pre>')],
    [
      'a reply in HTML',
      html('<p>Yes.</p><blockquote type="cite"><p>Hello {{ name }}: null</p></blockquote>'),
    ],
    ['a reply from Gmail', html('<p>Yes.</p><div class="gmail_quote"><p>Hello {{ name }}: null</p></div>')],
    [
      'a part for AMP',
      multipart('alternative', [textPartOf('Hello Ann'), amp, textPartOf('<p>Hello Ann</p>', 'html')]),
    ],
  ])('%s', (_, raw) => {
    for (const id of ['merge-tags', 'missing-values', 'filler-text'])
      expect(said(checkOf(id), raw)).toEqual(['pass none']);
  });

  test.each<readonly [string, Buffer, string]>([
    ['behind the quote', plain('> Dear Ann\r\nDear {{ name }}\r\n'), '{{ name }}'],
    ['beside source text', html('<pre>{{ a }}</pre><p>Hello {{ b }}</p>'), '{{ b }}'],
  ])('%s it is, and its place is right', (_, raw, tag) => {
    expect(run(checkOf('merge-tags'), raw).map(({ place }) => place?.snippet)).toEqual([tag]);
  });
});

describe('tags are told in one row for each place they are in', () => {
  const rows = (raw: Buffer, given?: Partial<MailGiven>) =>
    run(checkOf('merge-tags'), raw, given).map(({ outcome, message, data }) => [outcome, message, data]);

  test.each<readonly [string, Buffer, readonly unknown[]]>([
    [
      'two in the text, one of them twice',
      plain('Dear {{ a }} {{ b }} {{ a }}'),
      [['fail', 'text', { tag: '{{ a }}', syntax: 'braces', count: 3, tags: '{{ a }} {{ b }}' }]],
    ],
    [
      'a choice: the template was not filled in',
      plain('{% if a %}Dear {{ b }}{% endif %}'),
      [
        [
          'fail',
          'unfilled',
          {
            ...{ tag: '{% if a %}', syntax: 'statement', count: 3, language: 'Liquid/Jinja/Twig' },
            tags: '{% if a %} {{ b }} {% endif %}',
          },
        ],
      ],
    ],
    [
      'many of Mailchimp',
      plain('*|A|* *|B|* *|C|* *|D|* *|E|*'),
      [
        [
          'fail',
          'unfilled',
          {
            ...{ tag: '*|A|*', syntax: 'mailchimp', count: 5, language: 'Mailchimp' },
            tags: '*|A|* *|B|* *|C|* *|D|* …',
          },
        ],
      ],
    ],
    [
      'links',
      html('<a href="https://example.org/{{a}}">x</a><a href="https://example.org/{{b}}">y</a>'),
      [['fail', 'link', { tag: '{{a}}', syntax: 'braces', count: 2, tags: '{{a}} {{b}}' }]],
    ],
  ])('%s', (_, raw, expected) => {
    expect(rows(raw)).toEqual(expected);
  });

  test.each<readonly [string, Buffer, readonly unknown[]]>([
    ['none', html('<p>Hello</p>'), [['pass', 'none', {}]]],
    [
      'anywhere in it, without its comments',
      html('<title>{{ a }}</title>{# note #}<p class="{{ b }}">{% if c %}x{% endif %}</p>'),
      [['unknown', 'template', { count: 4, language: 'Liquid/Jinja/Twig' }]],
    ],
    [
      'of several languages',
      html('<p>*|A|* <% if b %>x<% end %> [[c]]</p>'),
      [['unknown', 'template', { count: 4, language: 'Mailchimp, ERB/EJS' }]],
    ],
  ])('in a template they are counted: %s', (_, raw, expected) => {
    expect(rows(raw, { isTemplate: true })).toEqual(expected);
  });
});

test('the place of a tag is found in the raw bytes through base64', () => {
  const body = Buffer.from('Grüße, {{ first_name }}, und mehr').toString('base64');
  const raw = letter({ fields: ['Content-Transfer-Encoding: base64'], body });
  const place = run(checkOf('merge-tags'), raw)[0]?.place;
  const slice = raw.subarray(place?.raw.start, place?.raw.end).toString('latin1');
  expect(place?.snippet).toBe('{{ first_name }}');
  expect(Buffer.from(slice, 'base64').toString()).toContain('{{ first_name }}');
});

test('any text is looked through without a throw, and tags do not overlap', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '%%',
      '*|',
      '|*',
      '[[',
      ']]',
      '${',
      '}',
      'a',
      ' ',
      '<%',
      '%>',
      '\\',
      '-name-',
    ),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(pieces, (parts) => {
      const text = parts.join('');
      let end = 0;
      for (const tag of findMergeTags(text)) {
        expect(tag.start).toBeGreaterThanOrEqual(end);
        end = tag.end;
      }
      const raw = multipart(
        'alternative',
        [textPartOf(text), textPartOf(text, 'html')],
        [`Subject: ${text}`],
      );
      for (const check of leftoverChecks) expect(run(check, raw).length).toBeLessThanOrEqual(50);
    }),
  );
});

test('text without its quotes has its places, and takes linear time', () => {
  const line = fc.oneof(
    fc.string(),
    fc.string().map((text) => `> ${text}`),
    fc.constant('-----Original Message-----'),
    fc.constant('--'.repeat(200)),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const text = lines.join('\n');
      const own = withoutQuotes(text);
      expect(own.length).toBe(text.length);
      const changed = own.split('').filter((char, at) => char !== text.charAt(at));
      expect(changed.filter((char) => char !== ' ')).toEqual([]);
    }),
  );
  const start = performance.now();
  for (const piece of ['-', ' ', '> ', '--- forwarded message -\n', '\t'])
    withoutQuotes(piece.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(2000);
});
