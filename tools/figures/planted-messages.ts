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

const plants: readonly Plant[] = [
  inHeader(/^MIME-Version:.*\r?\n/im, ''),
  afterFirstLine('Date: Thu, 26 Nov 2026 10:00:00 +0000'),
  afterFirstLine('MIME-Version: 1.0'),
  afterFirstLine('Return-Path: <bounce@example.org>'),
  afterFirstLine('Bcc: secret@example.org'),
  inHeader(/^Subject: /im, 'Subject: Gr\xc3\xbc\xc3\x9fe '),
  inHeader(/^Message-ID:/im, 'Message-ID :'),
  inHeader(/^Date: .*$/im, 'Date: 2026-11-26 10:00:00'),
  inHeader(/^Content-Transfer-Encoding: .*$/im, 'Content-Transfer-Encoding: 8-bit'),
  (message, eol) => {
    const end = message.indexOf(`${eol}${eol}`);
    const at = message.indexOf(eol, end + 2 * eol.length);
    if (end < 0 || at < 0) return undefined;
    return `${message.slice(0, at)}${eol === '\n' ? '\r\n' : '\n'}${message.slice(at + eol.length)}`;
  },
];

/** The message with each fault that applies to it. */
export function plantInMessage(raw: Uint8Array): readonly Uint8Array[] {
  const message = Buffer.from(raw).toString('latin1');
  const eol = message.includes('\r\n') ? '\r\n' : '\n';
  return plants.flatMap((plant) => {
    const planted = plant(message, eol);
    return planted === undefined || planted === message ? [] : [Buffer.from(planted, 'latin1')];
  });
}
