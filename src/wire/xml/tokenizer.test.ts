import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeReferences } from './references.ts';
import { XmlTokenizer } from './tokenizer.ts';
import { XmlTextStream } from './xml-text-stream.ts';

function eventsOf(pieces: readonly string[]): { readonly events: string; readonly stop: string | undefined } {
  const events: string[] = [];
  const tokenizer = new XmlTokenizer({
    open: (name) => events.push(`(${name}`),
    text: (piece) => events.push(piece),
    close: (name) => events.push(`${name})`),
  });
  for (const piece of pieces) tokenizer.push(piece);
  tokenizer.end();
  return { events: events.join(''), stop: tokenizer.stop };
}

test.each<[string, string, string]>([
  ['elements and text', '<a><b>x</b></a>', '(a(bxb)a)'],
  ['an empty element', '<a><b/></a>', '(a(bb)a)'],
  ['prefix and case go', '<n:A xmlns:n="x>y"><n:b>1</N:B></n:a>', '(a(b1b)a)'],
  ['an address in angle brackets is text', '<a>X <x@example.org></a>', '(aX <x@example.org>a)'],
  ['empty angle brackets are text', '<a><></a>', '(a<>a)'],
  ['a lone < is text', '<a>1 < 2</a>', '(a1 < 2a)'],
  ['an element that is never closed', '<a>M <mailer> x</a>', '(aM (mailer xmailer)a)'],
  ['an end without a beginning', '<a></b>x</a>', '(axa)'],
  ['comments and instructions', '<?xml version="1.0"?><a><!-- <b> -->x<?p ?></a>', '(axa)'],
  ['character data', '<a><![CDATA[<b>&]]></a>', '(a<b>&amp;a)'],
  ['text outside', 'x<a/>y', '(aa)'],
  ['a document that was cut', '<a><b>x', '(a(bx'],
])('%s', (_, text, events) => {
  expect(eventsOf([text])).toEqual({ events, stop: undefined });
  expect(eventsOf([...text])).toEqual({ events, stop: undefined });
});

test.each([
  ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'declaration'],
  ['<a><!ENTITY x "y"></a>', 'declaration'],
  ['<a>'.repeat(65), 'depth'],
])('stops: %s', (text, stop) => {
  expect(eventsOf([text]).stop).toBe(stop);
  expect(eventsOf([...text]).stop).toBe(stop);
});

test.each([
  ['a &amp; b &#65;&#x42; &lt;', 'a & b AB <'],
  [
    'A & B; &nbsp; &constructor; &#0; &#xD800; &#99999999;',
    'A & B; &nbsp; &constructor; &#0; &#xD800; &#99999999;',
  ],
])('references of %s', (text, decoded) => {
  expect(decodeReferences(text)).toBe(decoded);
});

test('pieces of any size give the same', () => {
  const token = fc.constantFrom(
    '<a>',
    '</a>',
    '<b x="',
    '">',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<',
    '&',
    'x',
  );
  fc.assert(
    fc.property(fc.array(token), fc.integer({ min: 1, max: 7 }), (tokens, size) => {
      const text = tokens.join('');
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
        text.slice(i * size, (i + 1) * size),
      );
      expect(eventsOf(pieces)).toEqual(eventsOf([text]));
    }),
  );
});

test('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => eventsOf([text]).events !== undefined));
  fc.assert(fc.property(fc.string(), (text) => decodeReferences(text) !== undefined));
});

test.each([
  ['<a', 'b"'],
  ['<a "', ''],
  ['<', ''],
  ['</a x', ''],
])('%s again and again takes linear time', (unit, tail) => {
  const text = unit.repeat(400_000) + tail;
  const before = performance.now();
  eventsOf([text]);
  expect(performance.now() - before).toBeLessThan(3_000);
});

test.each<[string, Uint8Array, string]>([
  ['UTF-8', Buffer.from('<a>ä</a>'), '<a>ä</a>'],
  ['a byte order mark', Buffer.from('\ufeff<a/>'), '<a/>'],
  ['UTF-16', Buffer.from('\ufeff<a/>', 'utf16le'), '<a/>'],
  [
    'a declared encoding',
    Buffer.from('<?xml encoding="iso-8859-1"?>ä', 'latin1'),
    '<?xml encoding="iso-8859-1"?>ä',
  ],
  ['an unknown one', Buffer.from('<?xml encoding="klingon"?>x'), '<?xml encoding="klingon"?>x'],
  ['a wrong byte', Buffer.from([0x3c, 0x61, 0xff]), '<a\ufffd'],
])('bytes to text: %s', (_, bytes, text) => {
  const stream = new XmlTextStream();
  expect(stream.push(bytes) + stream.end()).toBe(text);
});
