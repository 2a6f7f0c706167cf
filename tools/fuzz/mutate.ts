/** Damages bytes as transport, gateways and attackers do: flipped, cut, repeated, spliced, mislabelled, misbounded. */
import type { Random } from './random.ts';

/** No case grows beyond this. */
const MAX_BYTES = 256 * 1024;
const MAX_STEPS = 6;

/** Pieces that parsers take for the beginning or the end of something. */
const pieces = [
  ...[
    '\r\n\r\n',
    '\r\n',
    '\r',
    '\n',
    '\0',
    '--',
    '\r\n--b\r\n',
    '\r\n--b--\r\n',
    '\r\n \t',
    '"',
    '<',
    '>',
    '(',
    ')',
  ],
  ...[
    '@',
    '=?utf-8?q?',
    '=?gb18030?b?',
    '?=',
    '=\r\n',
    '=3D',
    '&#x',
    '&amp;',
    '\\',
    ';',
    ':',
    '[',
    ']',
    '{',
    '}',
  ],
  ...[
    '550 5.7.1 ',
    '550-',
    '421 ',
    '4.2.0',
    '5.',
    '#5.1.1',
    'said: ',
    ' (in reply to RCPT TO command)',
    'From ',
  ],
  ...['Content-Type: multipart/mixed; boundary="', 'Content-Type: message/rfc822\r\n\r\n', 'Received: from '],
  ...[
    'Content-Type: text/html\r\n',
    'Content-Transfer-Encoding: base64\r\n',
    'Content-Transfer-Encoding: quoted-printable\r\n',
  ],
  ...[
    'Diagnostic-Code: smtp; ',
    'Final-Recipient: rfc822; ',
    'Status: ',
    'status=bounced (host ',
    '\u001b$B',
    '\u001b[2J',
  ],
  ...[
    '+ADw-',
    '\ufeff',
    '\u202e',
    '中文',
    'é',
    '\ud83d\ude00',
    '<script>',
    '<!--',
    '<![CDATA[',
    '%00',
    '{"',
    '127.0.0.1',
    '::1',
  ],
] as unknown as readonly [string, ...string[]];

const charsets = [
  ...[
    'utf-8',
    'utf-7',
    'utf-16',
    'utf-16be',
    'utf-32',
    'iso-2022-jp',
    'iso-2022-kr',
    'gb18030',
    'shift_jis',
    'euc-kr',
  ],
  ...['koi8-r', 'windows-1251', 'iso-8859-16', 'x-unknown', 'us-ascii', '', '"', 'utf-8\0', '='],
] as unknown as readonly [string, ...string[]];

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

function span(bytes: Buffer, random: Random, most = bytes.length): readonly [number, number] {
  const start = random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + random.below(most + 1))];
}

const flip: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  for (let i = random.below(20); i >= 0; i--) copy[random.below(copy.length)] = random.below(256);
  return copy;
};

const cut: Mutation = (bytes, random) => {
  const [start, end] = span(bytes, random);
  return random.below(2) === 0
    ? bytes.subarray(0, start)
    : Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
};

const repeat: Mutation = (bytes, random) => {
  const [start, end] = span(bytes, random, 2000);
  const times = 1 + random.below(random.below(4) === 0 ? 400 : 6);
  const middle = Array.from({ length: times }, () => bytes.subarray(start, end));
  return Buffer.concat([bytes.subarray(0, start), ...middle, bytes.subarray(start)]);
};

const splice: Mutation = (bytes, random, other) => {
  const [start, end] = span(bytes, random);
  const [from, to] = span(other, random);
  return Buffer.concat([bytes.subarray(0, start), other.subarray(from, to), bytes.subarray(end)]);
};

const insert: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const piece = Buffer.from(random.pick(pieces));
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
};

const longLine: Mutation = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const piece = random.pick(pieces);
  const filler = Buffer.from(piece.repeat(Math.ceil(random.below(100_000) / Math.max(1, piece.length))));
  return Buffer.concat([bytes.subarray(0, at), filler, bytes.subarray(at)]);
};

const relabel: Mutation = (bytes, random) => {
  const text = bytes.toString('latin1');
  return Buffer.from(
    text.replace(/charset\s{0,3}=\s{0,3}"?[\w.-]{0,40}/gi, () => `charset="${random.pick(charsets)}`),
    'latin1',
  );
};

/** Boundaries that are prefixes of each other, that never close, that close twice. */
const misbound: Mutation = (bytes, random) => {
  const lines = bytes.toString('latin1').split('\n');
  const places = lines.flatMap((line, i) => (line.startsWith('--') ? [i] : []));
  const at = places[random.below(places.length)];
  if (at === undefined) return insert(bytes, random, bytes);
  const line = lines[at] ?? '';
  const shapes = [
    line.slice(0, -3),
    `${line.trimEnd()}--`,
    `${line}x`,
    `${line}\n${line}`,
    ` ${line}`,
    line.toUpperCase(),
    '',
  ];
  lines[at] = shapes[random.below(shapes.length)] ?? '';
  return Buffer.from(lines.join('\n'), 'latin1');
};

const lineEnds: Mutation = (bytes, random) => {
  const end = random.pick(['\n', '\r', '\r\n', '\r\r\n', '\n\n']);
  return Buffer.from(bytes.toString('latin1').replaceAll(/\r?\n/g, end), 'latin1');
};

const noise: Mutation = (_, random) =>
  Buffer.from(Array.from({ length: random.below(4000) }, () => random.below(256)));

const mutations = [flip, cut, repeat, splice, insert, insert, longLine, relabel, misbound, lineEnds] as const;

/** A damaged copy of one of `seeds`, or bytes of pure chance. */
export function mutate(seeds: readonly Buffer[], random: Random): Buffer {
  if (seeds.length === 0 || random.below(50) === 0)
    return noise(Buffer.alloc(0), random, Buffer.alloc(0)) as Buffer;
  const any = (): Buffer => seeds[random.below(seeds.length)] ?? Buffer.alloc(0);
  let bytes = any();
  for (let i = 1 + random.below(MAX_STEPS); i > 0; i--) {
    if (bytes.length === 0) break;
    bytes = random.pick(mutations)(bytes, random, any()).subarray(0, MAX_BYTES) as Buffer;
  }
  return bytes;
}
