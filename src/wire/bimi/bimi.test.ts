import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBimiRecord, parseBimiRecord } from './record.ts';
import { svgProblems } from './svg-profile.ts';

describe('records', () => {
  test.each([
    ['v=BIMI1; l=https://example.org/logo.svg; a=https://example.org/vmc.pem', []],
    ['v=BIMI1; l=https://example.org/logo.svg', []],
    ['v=BIMI1;l=;a=https://example.org/vmc.pem', []],
    ['v=BIMI1; l=; a=;', []],
    ['v=BIMI1; l=;', []],
    ['v=BIMI1', ['no-location']],
    ['v=BIMI1; l=http://example.org/logo.svg', ['logo-not-https']],
    ['v=BIMI1; l=example.org/logo.svg', ['logo-not-https']],
    ['v=BIMI1; l=https://example.org/logo.png', ['logo-not-svg']],
    ['v=BIMI1; l=https://example.org/l.svg; a=self', ['certificate-not-https']],
    ['v=BIMI1; l=https://example.org/l.svg; l=x', ['syntax']],
  ])('%s: %j', (text, problems) => {
    expect(isBimiRecord(text)).toBe(true);
    expect(parseBimiRecord(text).problems).toEqual(problems);
  });

  test.each(['v=bimi1; l=', 'v=BIMI2', 'l=; v=BIMI1', '', 'v=spf1'])('%s is none', (text) => {
    expect(isBimiRecord(text)).toBe(false);
  });

  test('a declined record, tags that nobody knows', () => {
    expect(parseBimiRecord('v=BIMI1; l=; a=')).toMatchObject({ isDeclined: true });
    expect(parseBimiRecord('v=BIMI1; l=https://example.org/l.svg; avp=brand; x=1')).toMatchObject({
      isDeclined: false,
      unknownTags: ['x'],
    });
  });
});

const svg = (root = '', body = '<title>Example</title><path d="M0 0"/>') =>
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny-ps" viewBox="0 0 10 10" ${root}>${body}</svg>`;
const problems = (text: string) => svgProblems(Buffer.from(text));

describe('SVG Tiny PS', () => {
  test.each<[string, string, readonly string[]]>([
    ['good', svg(), []],
    ['no SVG', '<html></html>', ['not-svg']],
    ['empty', '', ['not-svg']],
    ['entities', '<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>', ['declaration']],
    ['no profile', '<svg version="1.2"><title>a</title></svg>', ['no-profile']],
    ['another version', svg().replace('1.2', '1.1'), ['no-version']],
    ['no title', svg('', '<path/>'), ['no-title']],
    ['an empty title', svg('', '<title> </title>'), ['no-title']],
    ['a title further in', svg('', '<g><title>a</title></g>'), ['no-title']],
    ['x on the root', svg('x="0"'), ['root-place']],
    ['a script', svg('', '<title>a</title><script>x</script>'), ['script']],
    ['an animation', svg('', '<title>a</title><animateTransform/>'), ['animation']],
    ['a photograph', svg('', '<title>a</title><image xlink:href="#a"/>'), ['raster-image']],
    ['HTML inside', svg('', '<title>a</title><foreignObject/>'), ['foreign-content']],
    ['a handler', svg('onload="x()"'), ['event-handler']],
    [
      'a link outside',
      svg('', '<title>a</title><use xlink:href="https://example.org/a.svg#b"/>'),
      ['outside-reference'],
    ],
    ['a link inside', svg('', '<title>a</title><use xlink:href="#b"/>'), []],
    ['no square', svg().replace('0 0 10 10', '0 0 20 10'), ['not-square']],
    [
      'too large',
      svg('', `<title>a</title><path d="${'M0 0 '.repeat(8000)}"/>`).replace(/d="[^"]*"/, ''),
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test('over 32 kB and over the limit', () => {
    const paths = '<path d="M0 0"/>'.repeat(3000);
    expect(problems(svg('', `<title>a</title>${paths}`))).toEqual(['too-large']);
    expect(svgProblems(new Uint8Array(1_000_001))).toEqual(['too-large']);
  });
});

test('time is linear in the size of a picture', () => {
  const started = performance.now();
  for (const fill of ['a', 'a ', ' a', 'a=', '"']) {
    svgProblems(Buffer.from(svg('', `<g ${fill.repeat(4000 / fill.length)}>`.repeat(60))));
  }
  expect(performance.now() - started).toBeLessThan(1000);
});

test('any text and any bytes are read without a throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => Array.isArray(parseBimiRecord(`v=BIMI1; l=${text}`).problems)),
  );
  const part = fc.constantFrom(
    '<svg ',
    '<',
    '>',
    'baseProfile="tiny-ps"',
    '<title>',
    '</svg>',
    'on',
    '="',
    "'",
    '<!--',
    'x',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.array(part).map((parts) => Buffer.from(parts.join(''))),
      ),
      (bytes) => Array.isArray(svgProblems(bytes)),
    ),
  );
});
