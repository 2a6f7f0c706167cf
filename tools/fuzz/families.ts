/** Inputs of any length that make careless parsers slow: the same thing again and again, alone and inside a message. */
import type { Target } from './testing.ts';

export interface Family {
  readonly name: string;
  /** About `size` bytes. */
  readonly make: (size: number) => Buffer;
}

/** `unit` again and again. A function is given the number of the repetition. */
type Unit = string | ((n: number) => string);

const units: readonly Unit[] = [
  ...[
    'a',
    '5',
    '@',
    ':',
    '=',
    '<',
    '>',
    '"',
    '\\',
    '(',
    ',',
    ';',
    '&',
    '[',
    '{"a":',
    ' ',
    '\t',
    '\n',
    '\r',
    '\r\n',
    '\0',
    '-',
    '.',
  ],
  ...[
    'a@',
    '<a@b.',
    'a@b.c ',
    'a b ',
    '1.1.1.',
    '1:1:',
    '550 ',
    '550-',
    '550-x\n',
    '550 5.1.1 a\n',
    '5.1.1 ',
    '421 4.7.0 ',
    '> ',
    '>>',
    '> > a\n',
  ],
  ...[
    '=?utf-8?q?',
    '=?utf-8?q?a?= ',
    '=?utf-8?b?',
    '?=',
    '=\n',
    ' \r\n',
    ' \t\r\n',
    '=3D',
    '=0D=0A=\r\n',
    '&amp;',
    '&#',
    '&#x',
    '<p>',
    '<!--',
    '</',
    '<a href="',
    '<br>',
  ],
  ...[
    '--b',
    '\n--b\n',
    '\n--b--\n',
    '\nFrom ',
    '\nFrom a@b Mon\n',
    'a:\n',
    'a: b\n c\n',
    'Received: from a by b; c\n',
    '\n\n',
  ],
  ...[
    'said: ',
    'host a said: ',
    'host mx.example.org[192.0.2.1] said: 550 a\n',
    '(in reply to ',
    'to=<a@b>, ',
    'Jan  1 00:00:00 m postfix/smtp[1]: A1B2C3: to=<a@b.c>, status=bounced (x)\n',
  ],
  ...[
    '2026-01-01 00:00:00 1abcde-000001-AB ** a@b.c: x\n',
    '中',
    '中文 ',
    '\u001b$B',
    '+ADw-',
    '\u00e9',
    '\udc00',
    'A=',
    'v=spf1 ',
    'a:%{i} ',
    'include:a.b ',
    'p=a; ',
    'https://',
  ],
  ...[
    'Final-Recipient: rfc822; a@b.c\n',
    'Final-Recipient: rfc822; a@b.c\nAction: failed\nStatus: 5.1.1\n\n',
    'Diagnostic-Code: smtp; 550 a\n',
    ' a\n',
    'Content-Type: message/rfc822\n\n',
  ],
  ...['mailbox unavailable ', 'user unknown ', 'spam ', 'blocked using zen.spamhaus.org ', 'not '],
  (n) => `user${n}@example.org `,
  (n) => `<user${n}@example.org>: host mx${n}.example.org said: 550 5.1.1 unknown\n`,
  (n) => `Final-Recipient: rfc822; user${n}@example.org\nAction: failed\nStatus: 5.1.1\n\n`,
  (n) =>
    `Jan  1 00:00:00 m postfix/smtp[1]: A${n}: to=<u${n}@example.org>, status=bounced (host a[192.0.2.1] said: 550 no)\n`,
  (n) => `word${n} `,
];

const repeated = (unit: Unit, size: number): string => {
  if (typeof unit === 'string') return unit.repeat(Math.ceil(size / Buffer.byteLength(unit)));
  const parts: string[] = [];
  for (let length = 0, n = 0; length < size; n++) {
    const part = unit(n);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
};

const head =
  'From: MAILER-DAEMON@mx.example.net\r\nTo: a@example.com\r\nSubject: Undelivered Mail Returned to Sender\r\n';
const typed = (type: string, encoding: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${head}Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`),
    Buffer.from(body),
  ]);

/** How a run of units reaches a reader of messages. */
const envelopes: Readonly<Record<string, (filling: string) => Buffer>> = {
  alone: (filling) => Buffer.from(filling),
  'in a text': (filling) => typed('text/plain; charset=utf-8', '8bit', filling),
  'in HTML': (filling) => typed('text/html', '8bit', `<html>${filling}`),
  'in quoted-printable': (filling) => typed('text/plain', 'quoted-printable', filling),
  'in base64': (filling) => typed('text/plain', 'base64', Buffer.from(filling).toString('base64')),
  'in a header': (filling) => Buffer.from(`${head}X-Failed-Recipients: ${filling}\r\n\r\nbody\r\n`),
  'in a report': (filling) =>
    typed(
      'multipart/report; boundary=b',
      '7bit',
      `--b\r\n\r\nfailed\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${filling}\r\n--b--\r\n`,
    ),
  'in what came back': (filling) =>
    typed(
      'multipart/report; boundary=b',
      '7bit',
      `--b\r\n\r\n550 failed\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${filling}\r\n--b--\r\n`,
    ),
};

/** Messages whose structure is the attack. */
const structures: readonly Family[] = [
  { name: 'multiparts in each other', make: (size) => nested(size, false) },
  { name: 'multiparts in each other with one boundary', make: (size) => nested(size, true) },
  {
    name: 'messages in each other',
    make: (size) => Buffer.from('Content-Type: message/rfc822\r\n\r\n'.repeat(size / 32)),
  },
  {
    name: 'parts without end',
    make: (size) => typed('multipart/mixed; boundary=b', '7bit', '--b\r\n\r\nx\r\n'.repeat(size / 10)),
  },
  {
    name: 'parts that refuse',
    make: (size) =>
      typed('multipart/mixed; boundary=b', '7bit', '--b\r\n\r\n<a@b.c>: 550 5.1.1 x\r\n'.repeat(size / 32)),
  },
  {
    name: 'lines that begin like a long boundary',
    make: (size) =>
      typed(
        `multipart/mixed; boundary=${'b'.repeat(60)}`,
        '7bit',
        `--${'b'.repeat(59)}\r\n`.repeat(size / 63),
      ),
  },
  {
    name: 'a boundary as long as the message',
    make: (size) =>
      typed(`multipart/mixed; boundary="${'b'.repeat(size / 2)}"`, '7bit', `--${'b'.repeat(size / 2)}\r\n`),
  },
  {
    name: 'parameters',
    make: (size) => Buffer.from(`${head}Content-Type: text/plain${'; a*0*=b'.repeat(size / 8)}\r\n\r\nx`),
  },
  {
    name: 'DKIM signatures',
    make: (size) => Buffer.from(`${'DKIM-Signature: v=1; a=b; d=c; s=d\r\n'.repeat(size / 36)}${head}\r\nx`),
  },
];

function nested(size: number, isSame: boolean): Buffer {
  const parts: string[] = [];
  for (let n = 0; n * 60 < size; n++) {
    const boundary = isSame ? 'b' : `b${n}`;
    parts.push(`Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\n`);
  }
  return Buffer.from(parts.join(''));
}

/** Records whose names point at names that point on (RFC 1035 §4.1.4). */
const packetFamilies: readonly Family[] = [
  { name: 'zero octets', make: (size) => Buffer.alloc(size) },
  { name: 'pointers', make: (size) => Buffer.from('c00c0010000100000001000100'.repeat(size / 13), 'hex') },
  { name: 'labels', make: (size) => Buffer.from('0161'.repeat(size / 2), 'hex') },
  { name: 'ones', make: (size) => Buffer.alloc(size, 0xff) },
];

const nameOf = (unit: Unit): string => JSON.stringify(typeof unit === 'string' ? unit : unit(1)).slice(0, 40);

/** The families a target is tried on. */
export function familiesFor({ envelope }: Target): readonly Family[] {
  if (envelope === 'packet') return packetFamilies;
  const shapes = envelope === 'text' ? (['alone'] as const) : Object.keys(envelopes);
  const runs = units.flatMap((unit) =>
    shapes.map((shape) => ({
      name: `${nameOf(unit)} ${shape}`,
      make: (size: number) => envelopes[shape]?.(repeated(unit, size)) ?? Buffer.alloc(0),
    })),
  );
  return envelope === 'text' ? runs : [...runs, ...structures];
}
