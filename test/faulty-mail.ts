/** Test support: messages with faults that `--fix` mends, beside parts that it must leave as they are. */
import fc from 'fast-check';

/** A piece that must be in the mended message as it was, octet for octet. */
interface Part {
  readonly text: string;
  readonly isKept: boolean;
}

/** A message of octets, one character each, and what of it must stay. */
export interface FaultyMail {
  readonly raw: Buffer;
  readonly kept: readonly string[];
}

const EOL = '\r\n';
const head = (type: string, transfer?: string, ...more: readonly string[]): string =>
  [
    `Content-Type: ${type}`,
    ...(transfer === undefined ? [] : [`Content-Transfer-Encoding: ${transfer}`]),
    ...more,
    '',
    '',
  ].join(EOL);
const octets = (text: string): string => Buffer.from(text).toString('latin1');
const words = octets('Grüße an alle, die Bücher mögen. ');

const faultyHtml = octets(
  '<!doctype html><html lang="de"><head><title>t</title></head><body><p class="a" class="b">Grüße</span> an <b>alle</p></body></html>',
);
const faultyTexts: readonly string[] = [
  `first\rsecond${EOL}third`,
  `first\nsecond${EOL}third`,
  `a\0b${EOL}c`,
  `short${EOL}${words.repeat(40)}end ${EOL}${EOL}short`,
  `From the shop${EOL}.${EOL}-- ${EOL}${'x'.repeat(1_200)}`,
  words,
];

const textParts = fc
  .tuple(fc.constantFrom(...faultyTexts), fc.constantFrom('8bit', '7bit', undefined))
  .map(
    ([text, transfer]): Part => ({ text: head('text/plain; charset=utf-8', transfer) + text, isKept: false }),
  );
const encodedParts = fc
  .constantFrom(
    ['quoted-printable', `a=b and =zz${EOL}${'Gr=C3=BC=C3=9Fe =3D '.repeat(70)}${EOL}end=20`],
    ['base64', Buffer.from(`${words.repeat(60)}${EOL}`, 'latin1').toString('base64')],
  )
  .map(
    ([transfer, body]): Part => ({ text: head('text/plain; charset=utf-8', transfer) + body, isKept: false }),
  );
const htmlParts = fc
  .constantFrom('8bit', '7bit', undefined)
  .map(
    (transfer): Part => ({ text: head('text/html; charset=utf-8', transfer) + faultyHtml, isKept: false }),
  );

const noise = fc
  .array(fc.constantFrom('\r', '\n', '\0', '\r\n', 'PNG', '\x89', 'x'), { minLength: 3, maxLength: 40 })
  .map((pieces) => `${pieces.join('')}end`);
const files = fc.tuple(noise, fc.constantFrom('binary', '8bit', '7bit')).map(
  ([bytes, transfer]): Part => ({
    text: `${head('image/png; name=a.png', transfer, 'Content-Disposition: attachment; filename=a.png')}${bytes}`,
    isKept: transfer === 'binary',
  }),
);
const keptBodies = fc.constantFrom(
  `${head('text/csv; name=a.csv', '8bit', 'Content-Disposition: attachment; filename=a.csv')}a;b\rc;d\r\n1;2`,
  `${head('text/plain; charset=utf-16le', '8bit')}${Buffer.from('one\r\ntwo', 'utf16le').toString('latin1')}`,
  `${head('message/rfc822')}From: c@example.org${EOL}Subject: ${words}${EOL}Mime-Version: 1.0${EOL}${head('text/html; charset=utf-8')}${faultyHtml}`,
  `${head('multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary=s1')}--s1${EOL}${head('text/html; charset=utf-8')}${faultyHtml}${EOL}--s1${EOL}${head('application/pgp-signature; name=s.asc')}x\ry${EOL}--s1--`,
  `${head('application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'base64')}${Buffer.alloc(400, 7).toString('base64')}`,
  `${head('message/delivery-status')}Reporting-MTA: dns; mx.example.org${EOL}${EOL}Final-Recipient: rfc822; a@example.net\rAction: failed`,
);
const kept = keptBodies.map((text): Part => ({ text, isKept: true }));

const fields = fc.record({
  from: fc.constantFrom(
    'From: Shop <a@example.org>',
    `From: Shop <a@example.org>${EOL}From:  Shop <a@example.org>`,
  ),
  subject: fc.constantFrom('Subject: Hello', octets('Subject: Grüße aus Köln'), 'Subject : Hello'),
  date: fc.constantFrom(
    'Date: Tue, 12 May 2026 15:47:14 +0000',
    `Date: Tue, 12 May 2026 15:47:14 +0000${EOL}Date: Tue, 12 May 2026 15:47:14 +0000`,
    'Date:Tue, 12 May 2026 15:47:14 +0000',
  ),
  id: fc.constantFrom('Message-ID: <1@example.org>', 'Message-ID: 1@example.org', 'X-Note: none'),
  mime: fc.constantFrom('MIME-Version: 1.0', 'Mime-Version: 1.0'),
  to: fc.constantFrom(
    'To: b@example.com',
    `To: ${Array.from({ length: 60 }, (_, i) => `Reader ${i} <r${i}@example.com>`).join(', ')}`,
  ),
  more: fc.constantFrom(
    'List-Archive: https://example.org/list',
    'Return-Path: <a@example.org>',
    'List-Id: news.example.org',
    'Content-Transfer-Encoding: base64',
    'Content-Transfer-Encoding: quoted-printable',
    octets('X-Note: Grüße'),
  ),
});

/** One message: a header with faults, one to five parts. */
export const faultyMails: fc.Arbitrary<FaultyMail> = fc
  .tuple(
    fields,
    fc.array(fc.oneof(textParts, encodedParts, htmlParts, files, kept, kept), { minLength: 1, maxLength: 5 }),
  )
  .map(([{ from, subject, date, id, mime, to, more }, parts]) => {
    const body = parts.map(({ text }) => `--b1${EOL}${text}${EOL}`).join('');
    const lines = [
      more,
      from,
      to,
      subject,
      date,
      id,
      mime,
      'Content-Type: multipart/mixed; boundary=b1',
      '',
      '',
    ];
    return {
      raw: Buffer.from(`${lines.join(EOL)}${body}--b1--${EOL}`, 'latin1'),
      kept: parts.filter(({ isKept }) => isKept).map(({ text }) => text),
    };
  });
