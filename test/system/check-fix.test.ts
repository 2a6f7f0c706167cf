/** The real program mends messages: what it changes, what it leaves and says, and that it asks nobody. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isVerified, signingForms, signMail } from '../signed-mail.ts';
import { runWaypost } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-fix-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const crlf = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
const head = [
  'From: Example <news@example.org>',
  'To: reader@example.com',
  'Subject: Grüße',
  'Date: Tue, 12 May 2026 15:47:14 +0000',
  'Message-ID: <1.2@example.org>',
  'Mime-Version: 1.0',
];
const html =
  '<!doctype html><html lang="de"><head><title>t</title></head><body><p class="a" class="b">Grüße</span></p></body></html>';
const unsigned = Buffer.from(crlf(...head, 'Content-Type: text/html; charset=utf-8', '', html));
const signedPart = crlf(
  '--s',
  'Content-Type: text/html; charset=utf-8',
  '',
  html,
  '--s',
  'Content-Type: application/pkcs7-signature; name=smime.p7s',
  'Content-Transfer-Encoding: base64',
  '',
  'MIIB',
  '--s--',
);

/** Gives a file to `--fix`: the mended message, and what was said. */
async function mend(name: string, raw: Buffer, ...options: readonly string[]) {
  const path = join(folder, name);
  const output = `${path}.mended`;
  writeFileSync(path, raw);
  const { code, stderr } = await runWaypost(['check', '--fix', '--output', output, ...options, path]);
  return { code, said: stderr, mended: readFileSync(output) };
}

describe('waypost check --fix', () => {
  const [form] = signingForms;
  const signed = form === undefined ? unsigned : signMail(unsigned, form);

  test.each([
    ['en', 'it would break the signature of example.org (d=)', '</span> in line 1'],
    ['de', 'es bräche die Signatur von example.org (d=)', '</span> in Zeile 1'],
  ])(
    'under a signature it mends what is not covered, and says what it left (%s)',
    async (language, words, left) => {
      const { code, said, mended } = await mend(`signed-${language}.eml`, signed, '--lang', language);
      expect(code).toBe(0);
      expect(await isVerified(mended)).toBe(true);
      expect(said).toContain('MIME-Version: ');
      expect(said).toContain(left);
      expect(said).not.toMatch(/headers\/|html\//);
      expect(said).toContain(words);
      expect(said).not.toMatch(/[{}]|undefined/);
    },
  );

  test('a signed part keeps its octets; the frame is mended', async () => {
    const type =
      'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=s';
    const { said, mended } = await mend('smime.eml', Buffer.from(crlf(...head, type, '', signedPart)));
    expect(mended.toString()).toContain(`\r\n\r\n${signedPart}`);
    expect(mended.toString()).toContain('\r\nMIME-Version: 1.0\r\n');
    expect(said).toContain('is signed as a whole; mend before signing');
  });

  test('a binary file keeps its octets', async () => {
    const file = Buffer.from('\x89PNG\r\n\x1a\n\0\r\0\n', 'latin1');
    const raw = Buffer.concat([
      Buffer.from(
        crlf(
          ...head,
          'Content-Type: multipart/mixed; boundary=m',
          '',
          '--m',
          'Content-Type: image/png; name=a.png',
          'Content-Transfer-Encoding: binary',
          '',
        ),
      ),
      file,
      Buffer.from(crlf('', '--m--')),
    ]);
    const { mended } = await mend('binary.eml', raw);
    expect(mended.includes(file)).toBe(true);
  });

  test('the report promises --fix only where it keeps the promise', async () => {
    const path = join(folder, 'promise.eml');
    writeFileSync(path, signed);
    const { stdout } = await runWaypost(['check', '--offline', path]);
    const count = (words: string): number => stdout.split(words).length - 1;
    expect(count('--fix leaves it')).toBe(3);
    expect(count('can be mended by --fix')).toBe(2);
  });

  test('nobody is asked: neither filters nor DNS', async () => {
    let asked = 0;
    const filter = createServer((socket) => {
      asked += 1;
      socket.destroy();
    });
    const names = createSocket('udp4', () => {
      asked += 1;
    });
    filter.listen(0, '127.0.0.1');
    names.bind(0, '127.0.0.1');
    await Promise.all([once(filter, 'listening'), once(names, 'listening')]);
    const { port } = filter.address() as AddressInfo;
    const options = [
      '--rspamd',
      `http://127.0.0.1:${port}`,
      '--resolver',
      `127.0.0.1:${names.address().port}`,
    ];
    try {
      expect((await mend('asked.eml', unsigned, ...options)).code).toBe(0);
      expect(asked).toBe(0);
      const path = join(folder, 'asked.eml');
      await runWaypost(['check', ...options, path]);
      expect(asked).toBeGreaterThan(1);
    } finally {
      filter.close();
      names.close();
    }
  });
});
