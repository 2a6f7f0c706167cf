import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { letter, multipart, run, said, textPartOf } from '../testing.ts';
import { leftoverChecks } from './all.ts';
import { findMergeTags } from './find-merge-tags.ts';

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

test('who writes about templates by hand is only told', () => {
  expect(said(checkOf('merge-tags'), plain('Use {{ name }} here.'), { profile: 'personal' })).toEqual([
    'fail information text',
  ]);
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
