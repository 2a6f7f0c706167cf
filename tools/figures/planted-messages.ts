/** Faults planted one at a time in the header and the frame of a good message, as programs make them. */

/** Changes a message whose octets are characters; undefined where it does not apply. */
type Plant = (message: string, eol: string) => string | undefined;

const afterFirstLine =
  (field: string): Plant =>
  (message, eol) => {
    const at = message.indexOf(eol) + eol.length;
    return `${message.slice(0, at)}${field}${eol}${message.slice(at)}`;
  };

/** Replaces within the header only. */
const inHeader =
  (pattern: RegExp, replacement: string): Plant =>
  (message, eol) => {
    const end = message.indexOf(`${eol}${eol}`);
    const header = message.slice(0, end);
    return pattern.test(header) ? header.replace(pattern, replacement) + message.slice(end) : undefined;
  };

/** The first soft line breaks of quoted-printable taken out: a line of more than 998 octets. */
function softBreaksOut(message: string, eol: string): string | undefined {
  const encoded = message.search(/^Content-Transfer-Encoding: *quoted-printable/im);
  if (encoded < 0) return undefined;
  const start = message.indexOf(`${eol}${eol}`, encoded);
  const end = message.indexOf(`${eol}--`, start);
  const body = message.slice(start, end < 0 ? message.length : end);
  const runs = body.split(eol).length > 20 ? body.split(`=${eol}`) : [];
  const joined = runs.join('');
  return joined.split(eol).some((line) => line.length > 998)
    ? message.slice(0, start) + joined + message.slice(start + body.length)
    : undefined;
}

const plants: readonly Plant[] = [
  inHeader(/^MIME-Version:.*\r?\n/im, ''),
  afterFirstLine('Date: Thu, 26 Nov 2026 10:00:00 +0000'),
  afterFirstLine('MIME-Version: 1.0'),
  afterFirstLine('Return-Path: <bounce@example.org>'),
  afterFirstLine('Bcc: secret@example.org'),
  inHeader(/^Subject: /im, 'Subject: Gr\xc3\xbc\xc3\x9fe '),
  inHeader(/^Message-ID:/im, 'Message-ID :'),
  inHeader(/^Date: .*$/im, 'Date: 2026-11-26 10:00:00'),
  inHeader(/^Message-ID: *<(.*)>$/im, 'Message-ID: $1'),
  inHeader(/^(From: .*\r?\n)/im, '$1$1'),
  afterFirstLine('List-Archive: https://example.org/list'),
  inHeader(/^To: .*$/im, `To: ${'Ann Example <ann@example.org>, '.repeat(40)}ann@example.net`),
  softBreaksOut,
  inHeader(/^Content-Transfer-Encoding: .*$/im, 'Content-Transfer-Encoding: 8-bit'),
  (message, eol) => {
    const end = message.indexOf(`${eol}${eol}`);
    const at = message.indexOf(eol, end + 2 * eol.length);
    if (end < 0 || at < 0) return undefined;
    return `${message.slice(0, at)}${eol === '\n' ? '\r\n' : '\n'}${message.slice(at + eol.length)}`;
  },
];

/** What of a message may not be changed: it is signed as a whole, or somebody else's and attached. */
export interface ClosedMail {
  readonly raw: Uint8Array;
  /** Octets that must be in the mended message as they are. */
  readonly closed: Uint8Array;
}

/** A message as the signed part of another (RFC 1847 §2.1), and attached to another (RFC 2046 §5.2.1); both frames have a fault. */
export function closedIn(raw: Uint8Array): readonly ClosedMail[] {
  const message = Buffer.from(raw).toString('latin1');
  const eol = message.includes('\r\n') ? '\r\n' : '\n';
  const lines = (...all: readonly string[]): string => all.map((line) => `${line}${eol}`).join('');
  const frame = (type: string, parts: string): Uint8Array =>
    Buffer.from(
      `${lines(
        'From: Shop <shop@example.org>',
        'To: Ann <ann@example.net>',
        'Subject: See below',
        'Date:Thu, 26 Nov 2026 10:00:00 +0000',
        'Message-ID: closed.1@example.org',
        'Mime-Version: 1.0',
        `Content-Type: ${type}; boundary=closed1`,
        '',
      )}${parts}--closed1--${eol}`,
      'latin1',
    );
  const bodyStart = message.search(/^Content-Type:/im);
  const entity = message.slice(Math.max(0, bodyStart));
  const key = lines('--closed1', 'Content-Type: application/pgp-signature', '', 'x');
  return [
    {
      raw: frame(
        'multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature"',
        `--closed1${eol}${entity}${eol}${key}`,
      ),
      closed: Buffer.from(entity, 'latin1'),
    },
    {
      raw: frame(
        'multipart/mixed',
        `${lines('--closed1', 'Content-Type: text/plain', '', 'See below.', '--closed1', 'Content-Type: message/rfc822', '')}${message}${eol}`,
      ),
      closed: Buffer.from(message, 'latin1'),
    },
  ];
}

/** The message with each fault that applies to it. */
export function plantInMessage(raw: Uint8Array): readonly Uint8Array[] {
  const message = Buffer.from(raw).toString('latin1');
  const eol = message.includes('\r\n') ? '\r\n' : '\n';
  return plants.flatMap((plant) => {
    const planted = plant(message, eol);
    return planted === undefined || planted === message ? [] : [Buffer.from(planted, 'latin1')];
  });
}
