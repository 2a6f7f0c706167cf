import { describe, expect, test } from 'vitest';
import { fromLatin1, latin1 } from '../../base/bytes.ts';
import { decodeRange } from './index.ts';

function decode(encoding: string, text: string): string {
  const raw = fromLatin1(text);
  return latin1(decodeRange(raw, { start: 0, end: raw.length }, encoding).bytes);
}

describe('transfer encodings', () => {
  test.each([
    ['7bit', 'a=41\n', 'a=41\n', 'nothing changes'],
    ['x-made-up', 'a=41\n', 'a=41\n', 'an unknown encoding changes nothing'],
    ['base64', 'aGVsbG8=', 'hello', 'a padded quantum'],
    ['base64', 'aGVsbG8', 'hello', 'missing padding'],
    ['base64', 'aGVs\r\nbG8=\r\n', 'hello', 'line ends between'],
    ['base64', 'a.G*V s-b!G8=', 'hello', 'characters outside the alphabet'],
    ['base64', 'aGk=aGk=', 'hihi', 'two encoded texts in a row'],
    ['base64', 'aGVsbG8=====', 'hello', 'too much padding'],
    ['base64', 'aGVsb', 'hel', 'one lonely character at the end'],
    ['base64', '', '', 'nothing'],
    ['quoted-printable', 'a=3Db', 'a=b', 'an escape'],
    ['quoted-printable', 'a=3db=c3=a9', 'a=b\xc3\xa9', 'small letters'],
    ['quoted-printable', 'soft=\r\nbreak', 'softbreak', 'a soft break'],
    ['quoted-printable', 'soft= \t\r\nbreak', 'softbreak', 'a soft break with white space'],
    ['quoted-printable', 'soft=\nbreak', 'softbreak', 'a soft break with a bare LF'],
    ['quoted-printable', 'line  \t\r\nnext', 'line\r\nnext', 'white space at the end of a line'],
    ['quoted-printable', 'a  b', 'a  b', 'white space inside'],
    ['quoted-printable', 'a=ZZb', 'a=ZZb', 'a bad escape stays'],
    ['quoted-printable', 'a=4', 'a=4', 'half an escape at the end stays'],
    ['quoted-printable', 'a=', 'a', 'a soft break at the very end'],
    ['x-uuencode', 'begin 644 a.txt\n%:&5L;&\\ \n`\nend\n', 'hello', 'uuencode with its frame'],
    ['uuencode', '%:&5L;&\\\n', 'hello', 'uuencode that lost its last space'],
    ['x-uuencode', 'no such line\n', '', 'uuencode garbage'],
  ])('%s %j gives %j: %s', (encoding, text, expected) => {
    expect(decode(encoding, text)).toBe(expected);
  });

  test.each([
    ['7bit', 'hello', 1, 3, 'el'],
    ['quoted-printable', 'h=65llo', 1, 2, '=65'],
    ['quoted-printable', 'he=\nllo', 1, 3, 'e=\nl'],
    ['base64', 'aGVs\nbG8=', 0, 1, 'aGVs'],
    ['base64', 'aGVs\nbG8=', 3, 4, 'bG8'],
    ['base64', 'aGVs\nbG8=', 2, 4, 'aGVs\nbG8'],
    ['x-uuencode', 'begin 644 a\n%:&5L;&\\ \nend\n', 0, 2, '%:&5L;&\\ \n'],
  ])('%s %j: bytes %i to %i came from %j', (encoding, text, start, end, expected) => {
    const raw = fromLatin1(text);
    const range = decodeRange(raw, { start: 0, end: raw.length }, encoding).rawRangeOf(start, end);
    expect(latin1(raw, range.start, range.end)).toBe(expected);
  });

  test('no more than the wanted bytes are decoded, and the cut is told', () => {
    const raw = fromLatin1('aGVsbG8gd29ybGQ=');
    const all = { start: 0, end: raw.length };
    expect(decodeRange(raw, all, 'base64', 4)).toMatchObject({ bytes: fromLatin1('hell'), isCut: true });
    expect(decodeRange(raw, all, '7bit', 2)).toMatchObject({ bytes: fromLatin1('aG'), isCut: true });
    expect(decodeRange(raw, all, 'base64').isCut).toBe(false);
  });
});
