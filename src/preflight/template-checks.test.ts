import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageChecks } from '../checks/index.ts';
import type { MailGiven, MessageFinding } from '../findings/message-check.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { checkMessage } from './check-message.ts';
import { type Composition, composeMessage, htmlIn } from './compose-message.ts';
import { fixMessage } from './fix-message.ts';
import { readMailTables } from './mail-tables.ts';
import { unknownOf } from './profile-fits.ts';
import {
  aboutTemplate,
  inOwnFiles,
  namedChecks,
  notGiven,
  templateChecks,
  withoutSample,
} from './template-checks.ts';

const tables = readMailTables(readDataFolder('data'));
const given: MailGiven = { profile: 'bulk', now: '2026-05-12T16:17:14.000Z', trackingDomains: [], tables };
const NOW = Date.parse('2026-05-12T16:00:00Z');

const composedOf = (html: string | Uint8Array, more: Omit<Composition, 'html'> = {}) =>
  composeMessage({ html: { name: 't.html', bytes: Buffer.from(html) }, ...more }, NOW);
const findingsOf = (html: string | Uint8Array, more: Omit<Composition, 'html'> = {}) => {
  const composed = composedOf(html, more);
  return inOwnFiles(checkMessage(composed.raw, given, templateChecks(composed, messageChecks)), composed)
    .findings;
};
const failures = (findings: readonly MessageFinding[]) =>
  findings.filter(({ outcome }) => outcome === 'fail');

const page = [
  '<!DOCTYPE html>',
  '<html lang="en">',
  '<head><meta charset="utf-8"><title>May</title></head>',
  '<body>',
  '<p>Grüße</p>',
  '<p><b>bold</p>',
  '<p>Hello Lorem ipsum</p>',
  '</body></html>',
  '',
];

describe('places are those of the file', () => {
  test.each([
    ['LF', page.join('\n'), {}],
    ['CRLF', page.join('\r\n'), {}],
    ['a byte order mark', `\ufeff${page.join('\n')}`, {}],
    [
      'with a text part',
      page.join('\n'),
      { text: { name: 't.txt', bytes: Buffer.from('Hello lorem ipsum\n') } },
    ],
  ])('%s', (_, html, more) => {
    const file = Buffer.from(html);
    const placed = failures(findingsOf(html, more)).flatMap(({ place }) =>
      place?.file === 't.html' ? [place] : [],
    );
    expect(placed.map(({ line, column }) => [line, column])).toEqual(
      expect.arrayContaining([
        [6, 4],
        [7, 10],
      ]),
    );
    for (const { raw, line, snippet } of placed) {
      const slice = file.subarray(raw.start, raw.end).toString();
      expect(slice.replaceAll(/\s+/g, ' ').startsWith(snippet.slice(0, 6))).toBe(true);
      expect(file.subarray(0, raw.start).toString().split('\n').length).toBe(line);
    }
  });

  test('what stands in the text part is told in its file, the subject in its option', () => {
    const places = failures(
      findingsOf(page.join('\n'), {
        text: { name: 't.txt', bytes: Buffer.from('One\nHello lorem ipsum\n') },
        subject: 'TEST lorem ipsum',
      }),
    ).map(({ place }) => [place?.file, place?.header, place?.line]);
    expect(places).toContainEqual(['t.txt', undefined, 2]);
    expect(places).toContainEqual(['--subject', 'Subject', 1]);
  });
});

describe('nothing is said of the wrapper', () => {
  test('without options: no header, no encoding, no structure, no sample address', () => {
    const findings = findingsOf(page.join('\n'));
    const families = new Set(findings.map(({ check }) => check.slice(0, check.indexOf('/'))));
    expect([...families].sort()).toEqual(['content', 'html', 'leftovers', 'links', 'mime', 'unsubscribe']);
    expect(findings.filter(({ check }) => /base64|transfer|line-|text-part/.test(check))).toEqual([]);
    expect(JSON.stringify(findings)).not.toMatch(/sender@|recipient@|Message-ID|waypost-alternative/);
  });

  test.each<[Omit<Composition, 'html'>, string, boolean]>([
    [{}, 'headers/subject-present', false],
    [{ subject: 'Hello' }, 'headers/subject-present', true],
    [{}, 'headers/from-domain', false],
    [{ from: 'Jörg <j@example.org>' }, 'headers/from-domain', true],
    [{}, 'mime/parts-differ', false],
    [{ text: { name: 't', bytes: Buffer.from('Other words than those.') } }, 'mime/parts-differ', true],
    [{}, 'headers/date-present', false],
    [{ subject: 'x', from: 'a@example.org' }, 'headers/message-id-domain', false],
  ])('%j: %s is judged: %s', (more, id, isJudged) => {
    expect(findingsOf(page.join('\n'), more).some(({ check }) => check === id)).toBe(isJudged);
  });

  test('what was not given is named', () => {
    expect(notGiven(composedOf('<p>x', { subject: 'x' }))).toEqual(['from', 'text']);
  });

  test('every check that is named here exists', () => {
    const ids = new Set(messageChecks.map(({ id }) => id as string));
    expect(namedChecks.filter((id) => !ids.has(id.split(' ')[0] ?? ''))).toEqual([]);
  });
});

describe('what others were asked', () => {
  const listed = { check: 'listing/shown-domain', message: 'listed' } as const;
  const silent = { check: 'auth/accepted', message: 'not-asked' } as const;
  test.each<[string, string, Omit<Composition, 'html'>, readonly string[]]>([
    [
      'a page with a link',
      '<a href="https://example.net/">x</a>',
      {},
      ['listing/shown-domain', 'input/lists'],
    ],
    [
      'a page without, from somebody',
      '<p>x',
      { from: 'a@example.net' },
      ['listing/shown-domain', 'input/lists'],
    ],
    ['a page without', '<p>x', {}, ['listing/shown-domain']],
  ])('%s', (_, html, more, expected) => {
    const composed = composedOf(html, more);
    const checked = checkMessage(composed.raw, given, []);
    const found = [listed, silent, { check: 'dmarc/record-found', message: 'missing' } as const].map(
      ({ check, message }) => unknownOf(check, message, checked.subject, {}),
    );
    const about = aboutTemplate(found, composed, withoutSample(checked, composed));
    expect(about.map(({ check }) => check)).toEqual(expected);
  });

  test('nobody is asked about the sample that was made up', () => {
    const composed = composedOf('<p>x', { subject: 'Hello' });
    const { view } = withoutSample(checkMessage(composed.raw, given, []), composed);
    expect(view.fields.map(({ key }) => key)).toEqual(['subject']);
  });
});

test('a name that is not ASCII is encoded, its address is not', () => {
  const { raw } = composedOf('<p>x', { from: 'Jörg <j@example.org>' });
  expect(Buffer.from(raw).toString()).toContain('From: =?utf-8?B?SsO2cmc=?= <j@example.org>');
});

test.each([
  ['<p>Gr\u00fc\u00dfe', 'latin1', 'windows-1252'],
  ['<meta charset="ISO-8859-15"><p>\u00fc', 'latin1', 'iso-8859-15'],
  ['<meta charset="iso-8859-1"><p>\u00fc', 'utf8', 'utf-8'],
  ['<p>plain', 'utf8', 'utf-8'],
] as const)('%s as %s is labelled %s', (html, encoding, charset) => {
  const { raw } = composedOf(Buffer.from(html, encoding));
  expect(Buffer.from(raw).toString('latin1')).toContain(`text/html; charset=${charset}`);
});

describe('mending', () => {
  test('the HTML comes back, changed where it was wrong and nowhere else', () => {
    const broken =
      '\ufeff<html lang="en"><body>\n<p class="a" class="b">Gr\u00fc\u00dfe</p>\n</body></html>\n';
    const composed = composedOf(broken);
    const fixed = fixMessage(composed.raw, given, templateChecks(composed, messageChecks));
    expect(fixed.applied).toContain('html/attributes contradicted');
    const mended = Buffer.from(htmlIn(composed, fixed.raw)).toString();
    expect(mended).toContain('<p class="a">Gr\u00fc\u00dfe</p>');
    expect(mended.startsWith('\ufeff<html lang="en">')).toBe(true);
    expect(mended).not.toContain('Content-');
  });

  test('files come back octet for octet when nothing is changed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.option(fc.uint8Array({ maxLength: 100 }), { nil: undefined }),
        (html, text) => {
          const composed = composedOf(html, text === undefined ? {} : { text: { name: 't', bytes: text } });
          expect(Buffer.from(htmlIn(composed, composed.raw))).toEqual(Buffer.from(html));
        },
      ),
    );
  });
});
