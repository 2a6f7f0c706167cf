/** A message made of an HTML file, so that a template can be checked before it has a header. */

export interface Composition {
  readonly html: Uint8Array;
  readonly text?: Uint8Array;
  readonly subject?: string;
  /** Default 'sender@example.org'. */
  readonly from?: string;
}

const BOUNDARY = 'waypost-alternative';

/** Header values hold no line ends; what is not ASCII becomes an encoded word (RFC 2047). */
function headerValue(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ').slice(0, 500);
  return /^[\x20-\x7e]*$/.test(line) ? line : `=?utf-8?B?${Buffer.from(line).toString('base64')}?=`;
}

function part(type: string, body: Uint8Array): Buffer {
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return Buffer.from(
    `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}\r\n`,
  );
}

/** Date and Message-ID are those of a sample: the checks of the header see a sound one. */
export function composeMessage({ html, text, subject, from }: Composition, nowMs = Date.now()): Uint8Array {
  const head = [
    `From: ${headerValue(from ?? 'sender@example.org')}`,
    'To: recipient@example.com',
    `Subject: ${headerValue(subject ?? 'Sample')}`,
    `Date: ${new Date(nowMs).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <sample.${nowMs}@${(from ?? 'sender@example.org')
      .split('@')
      .at(-1)
      ?.replace(/[>\s].*$/, '')}>`,
    'MIME-Version: 1.0',
  ].join('\r\n');
  if (text === undefined) return Buffer.concat([Buffer.from(`${head}\r\n`), part('text/html', html)]);
  return Buffer.concat([
    Buffer.from(
      `${head}\r\nContent-Type: multipart/alternative; boundary=${BOUNDARY}\r\n\r\n--${BOUNDARY}\r\n`,
    ),
    part('text/plain', text),
    Buffer.from(`--${BOUNDARY}\r\n`),
    part('text/html', html),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
}
