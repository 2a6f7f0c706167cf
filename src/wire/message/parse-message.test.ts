import { describe, expect, test } from 'vitest';
import { fromLatin1, latin1 } from '../../base/bytes.ts';
import { decodeBytes, decodeText, header, headers, type MimePart, parseMessage, walkParts } from './index.ts';

/** 'path type "body"', one entry a part. */
function outline(text: string): readonly string[] {
  const message = parseMessage(fromLatin1(text));
  return [...walkParts(message.root)].map((part) => {
    const body = latin1(message.raw, part.bodyRange.start, part.bodyRange.end);
    return `${part.path} ${part.contentType.type}${part.children.length > 0 ? '' : ` ${JSON.stringify(body)}`}`;
  });
}

function problemsOf(text: string): readonly string[] {
  return parseMessage(fromLatin1(text)).problems.map((problem) => problem.code);
}

const MULTI = 'Content-Type: multipart/mixed; boundary=a\n\n';

describe('structure', () => {
  test.each<[string, string, readonly string[]]>([
    ['a plain message', 'Subject: x\n\nhi\n', [' text/plain "hi\\n"']],
    ['no header at all', 'just prose here\n', [' text/plain "just prose here\\n"']],
    ['no body', 'Subject: x\n', [' text/plain ""']],
    ['nothing', '', [' text/plain ""']],
    [
      'two parts, preamble, epilogue',
      `${MULTI}pre\n--a\n\none\n--a\n\ntwo\n--a--\nepi\n`,
      [' multipart/mixed', '1 text/plain "one"', '2 text/plain "two"'],
    ],
    [
      'CRLF',
      `${MULTI}--a\n\none\n--a--\n`.replaceAll('\n', '\r\n'),
      [' multipart/mixed', '1 text/plain "one"'],
    ],
    [
      'CR CR LF',
      `${MULTI}--a\n\none\n--a--\n`.replaceAll('\n', '\r\r\n'),
      [' multipart/mixed', '1 text/plain "one"'],
    ],
    [
      'bare CR only',
      `${MULTI}--a\n\none\n--a--\n`.replaceAll('\n', '\r'),
      [' multipart/mixed', '1 text/plain "one"'],
    ],
    ['no closing boundary', `${MULTI}--a\n\none\n`, [' multipart/mixed', '1 text/plain "one\\n"']],
    [
      'boundary at the very end',
      `${MULTI}--a\n\none\n--a`,
      [' multipart/mixed', '1 text/plain "one"', '2 text/plain ""'],
    ],
    [
      'white space after the boundary',
      `${MULTI}--a \t\n\none\n--a--  \n`,
      [' multipart/mixed', '1 text/plain "one"'],
    ],
    [
      'a line that only begins like the boundary',
      `${MULTI}--a\n\n--ab\n--a--\n`,
      [' multipart/mixed', '1 text/plain "--ab"'],
    ],
    [
      'an outer boundary ends inner parts',
      `${MULTI}--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--`,
      [' multipart/mixed', '1 multipart/mixed', '1.1 text/plain "one"', '2 text/plain "two"'],
    ],
    [
      'an inner boundary that begins with the outer one',
      `${MULTI}--a\nContent-Type: multipart/mixed; boundary="a-b"\n\n--a-b\n\none\n--a-b--\n--a--`,
      [' multipart/mixed', '1 multipart/mixed', '1.1 text/plain "one"'],
    ],
    [
      'a digest',
      'Content-Type: multipart/digest; boundary=a\n\n--a\n\nSubject: in\n\nhi\n--a--',
      [' multipart/digest', '1 message/rfc822', '1.message text/plain "hi"'],
    ],
    [
      'an enclosed message',
      `${MULTI}--a\nContent-Type: message/rfc822\n\nSubject: in\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nhi\n--c--\n--a--`,
      [' multipart/mixed', '1 message/rfc822', '1.message multipart/mixed', '1.1 text/plain "hi"'],
    ],
    ['a header cut by a boundary', `${MULTI}--a\nSubject: x\n--a--`, [' multipart/mixed', '1 text/plain ""']],
    [
      'an mbox line before',
      'From bob@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n\nhi',
      [' text/plain "hi"'],
    ],
    ['empty lines before', '\n \r\n\nSubject: x\n\nhi', [' text/plain "hi"']],
    [
      'another boundary in use than named',
      `${MULTI}--zz\nContent-Type: text/plain\n\none\n--zz--`,
      [' multipart/mixed', '1 text/plain "one"'],
    ],
    [
      'no boundary named',
      'Content-Type: multipart/mixed\n\n--zz\nContent-Type: text/plain\n\none\n--zz--',
      [' multipart/mixed', '1 text/plain "one"'],
    ],
    ['a boundary that never comes', `${MULTI}text`, [' multipart/mixed "text"']],
    ['an unreadable type', 'Content-Type: nonsense\n\nx', [' text/plain "x"']],
  ])('%s', (_title, text, expected) => {
    expect(outline(text)).toEqual(expected);
  });

  test('a message behind base64 is detached and can be read from its bytes', () => {
    const inner = Buffer.from('Subject: in\n\nhi').toString('base64');
    const message = parseMessage(
      fromLatin1(`Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inner}`),
    );
    expect(message.root).toMatchObject({ isDetached: true, children: [] });
    const detached = parseMessage(decodeBytes(message, message.root).bytes);
    expect(header(detached.root, 'subject')?.value).toBe('in');
  });

  test('a message that only claims base64 is read where it stands', () => {
    const text = 'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nSubject: in\n\nhi';
    expect(outline(text)).toEqual([' message/rfc822', 'message text/plain "hi"']);
  });

  test('type, disposition, file name and encoding are told', () => {
    const text =
      "Content-Type: Image/PNG; name=a.png\nContent-Disposition: ATTACHMENT; filename*=utf-8''%C3%A9.png\nContent-Transfer-Encoding: BASE64 (why)\n\n";
    expect(parseMessage(fromLatin1(text)).root).toMatchObject({
      contentType: { type: 'image/png', parameters: { name: 'a.png' } },
      disposition: 'attachment',
      filename: 'é.png',
      transferEncoding: 'base64',
    } satisfies Partial<MimePart>);
  });

  test('headers are found in any case, the first one or all', () => {
    const { root } = parseMessage(fromLatin1('X-A: 1\nx-a: 2\n\n'));
    expect(header(root, 'X-a')?.value).toBe('1');
    expect(headers(root, 'x-A').map((field) => field.value)).toEqual(['1', '2']);
    expect(header(root, 'x-b')).toBeUndefined();
  });
});

describe('problems', () => {
  test.each<[string, string, readonly string[]]>([
    ['a clean message', 'Subject: x\r\n\r\nhi\r\n', []],
    ['NUL', 'Subject: x\n\n\0', ['nul']],
    ['a bare CR among line ends', 'Subject: x\n\na\rb\n', ['bare-cr']],
    ['mixed line ends', 'Subject: x\r\n\nhi', ['mixed-line-ends']],
    ['a line without a colon', 'Subject: x\nno field here\n\nhi', ['header-without-colon']],
    ['a fold before any field', ' folded\nSubject: x\n\n', ['folded-line-without-field']],
    ['a fold that lost its space', 'Content-Type: text/plain;\ncharset=utf-8\n\nhi', ['fold-without-space']],
    ['a blank line that is not empty', 'Subject: x\n \nbody text here', ['blank-line-not-empty']],
    ['an mbox line inside', 'A: b\n>From bob Mon\nSubject: x\n\n', ['mbox-line-in-header']],
    ['no closing boundary', `${MULTI}--a\n\none`, ['boundary-not-closed']],
    ['no boundary', 'Content-Type: multipart/mixed\n\ntext', ['boundary-missing']],
    ['a boundary that never comes', `${MULTI}text`, ['boundary-not-found']],
    ['another boundary', `${MULTI}--b\nContent-Type: text/plain\n\n--b--`, ['boundary-differs']],
  ])('%s', (_title, text, codes) => {
    expect(problemsOf(text)).toEqual(codes);
  });
});

describe('text', () => {
  test('lines know their place through quoted-printable and base64', () => {
    const encoded = Buffer.from('first\r\nsecond\r\n').toString('base64');
    const message = parseMessage(
      fromLatin1(
        `${MULTI}--a\nContent-Transfer-Encoding: quoted-printable\n\nh=\n=C3=A9!\nb\n--a\nContent-Transfer-Encoding: base64\n\n${encoded}\n--a--`,
      ),
    );
    const [one, two] = message.root.children.map((part) => decodeText(message, part).lines);
    expect(one?.map((line) => [line.text, latin1(message.raw, line.range.start, line.range.end)])).toEqual([
      ['hé!', 'h=\n=C3=A9!'],
      ['b', 'b'],
    ]);
    expect(
      two?.map((line) => [
        line.text,
        Buffer.from(latin1(message.raw, line.range.start, line.range.end), 'base64').toString(),
      ]),
    ).toEqual([
      ['first', 'first\r'],
      ['second', '\nsecond\r\n'],
    ]);
  });
});
