import { simpleParser } from 'mailparser';
import { afterEach, describe, expect, test } from 'vitest';
import { hasOpenssl, makeCertificate } from '../../gather/https/testing.ts';
import type { LookupHost } from './host-addresses.ts';
import { type MailNeeds, type MailPost, sendMail } from './send-mail.ts';
import type { EmailSettings } from './target-settings.ts';
import { type MailSink, startMailSink } from './testing.ts';

const hosts: Readonly<Record<string, readonly string[]>> = {
  'mail.example.org': ['127.0.0.1'],
  'other.example.org': ['127.0.0.1'],
  'far.example.org': ['192.0.2.25'],
  'both.example.org': ['127.0.0.1', '192.0.2.25'],
};
const lookupHost: LookupHost = (host) => {
  const found = hosts[host];
  return found === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve(found);
};
let sink: MailSink | undefined;
afterEach(async () => {
  await sink?.close();
  sink = undefined;
});

const send = (
  settings: Partial<EmailSettings>,
  more: Partial<MailPost> = {},
  needs: Partial<MailNeeds> = {},
) =>
  sendMail(
    {
      settings: {
        host: '127.0.0.1',
        port: sink?.port ?? 9,
        security: 'none',
        from: 'waypost@example.org',
        to: ['op@example.org'],
        ...settings,
      },
      subject: '[Waypost] critical: Größe',
      text: 'Plain ü text\n',
      html: '<p>HTML ü</p>',
      id: 'alert-1.opened',
      nowMs: Date.UTC(2026, 10, 26, 10),
      ...more,
    },
    { lookupHost, timeoutMs: 3000, ...needs },
  );

describe('to a server on this machine', () => {
  test('both parts, right headers, one Message-ID for all attempts', async () => {
    sink = await startMailSink();
    const result = await send({ to: ['op@example.org', 'two@example.org'] });
    expect(result).toMatchObject({ isSent: true, reply: expect.stringMatching(/^250 /) });
    await send({});
    expect(sink.messages).toHaveLength(2);
    const [first, second] = await Promise.all(sink.messages.map((raw) => simpleParser(raw)));
    expect(first?.text).toContain('Plain ü text');
    expect(first?.html).toContain('HTML ü');
    expect(first?.subject).toBe('[Waypost] critical: Größe');
    expect(first?.date?.toISOString()).toBe('2026-11-26T10:00:00.000Z');
    expect([first?.messageId, second?.messageId]).toEqual([
      '<alert-1.opened@example.org>',
      '<alert-1.opened@example.org>',
    ]);
    expect(first?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(sink.messages[0]).toMatch(/^List-ID: Waypost <waypost-alerts\.example\.org>\r$/im);
    expect(sink.messages[0]).toMatch(/^To: op@example\.org, two@example\.org\r$/m);
  });

  test('the message about the end follows the one about the beginning', async () => {
    sink = await startMailSink();
    await send({}, { id: 'alert-1.closed', follows: 'alert-1.opened' });
    const message = await simpleParser(sink.messages[0] ?? '');
    expect([message.inReplyTo, message.references]).toEqual([
      '<alert-1.opened@example.org>',
      '<alert-1.opened@example.org>',
    ]);
  });

  test('nothing of a subject becomes a header', async () => {
    sink = await startMailSink();
    await send({}, { subject: 'a\r\nBcc: evil@example.net\r\n\r\nbody' });
    expect(sink.messages[0]).not.toMatch(/^Bcc:/im);
    expect(sink.messages).toHaveLength(1);
  });

  test('a login is made where a user is set', async () => {
    const logins: string[] = [];
    sink = await startMailSink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        logins.push(`${username} ${password}`);
        done(null, { user: username });
      },
    });
    expect(await send({ user: 'op' }, { password: 'secret' })).toMatchObject({ isSent: true });
    expect(logins).toEqual(['op secret']);
  });
});

describe('what a server says when it refuses is told word for word', () => {
  test('the login', async () => {
    sink = await startMailSink({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) =>
        done(Object.assign(new Error('5.7.8 Bad credentials'), { responseCode: 535 })),
    });
    const result = await send({ user: 'op' }, { password: 'wrong-word' });
    expect(result).toMatchObject({
      isSent: false,
      problem: { code: 'login' },
      reply: '535 5.7.8 Bad credentials',
    });
    expect(JSON.stringify(result)).not.toContain('wrong-word');
  });

  test('the recipient', async () => {
    sink = await startMailSink({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('5.7.1 Relaying denied'), { responseCode: 550 })),
    });
    expect(await send({})).toMatchObject({
      isSent: false,
      problem: { code: 'smtp' },
      reply: '550 5.7.1 Relaying denied',
    });
  });

  test('the message', async () => {
    sink = await startMailSink({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('5.7.1 Spam'), { responseCode: 554 })));
      },
    });
    expect(await send({})).toMatchObject({ problem: { code: 'smtp' }, reply: '554 5.7.1 Spam' });
  });
});

describe('what is refused without a word on the line', () => {
  test.each([
    ['far.example.org', 'none', 'not-encrypted'],
    ['both.example.org', 'none', 'not-encrypted'],
    ['192.0.2.25', 'none', 'not-encrypted'],
    ['nowhere.example.org', 'tls', 'not-found'],
  ] as const)('%s with %s: %s', async (host, security, code) => {
    expect(await send({ host, security })).toMatchObject({ isSent: false, problem: { code } });
  });

  test('a closed port', async () => {
    expect(await send({ port: 9 })).toMatchObject({ problem: { code: 'refused', data: { port: 9 } } });
  });
});

describe.skipIf(!hasOpenssl())('with TLS', () => {
  const certificate = hasOpenssl() ? makeCertificate(['mail.example.org']) : { ca: '', cert: '', key: '' };
  const { ca, cert, key } = certificate;

  test('starttls is required: a server that offers none is not given the message', async () => {
    sink = await startMailSink();
    const result = await send(
      { host: 'mail.example.org', security: 'starttls', user: 'op' },
      { password: 'word' },
      { ca },
    );
    expect(result.isSent).toBe(false);
    expect(sink.messages).toEqual([]);
  });

  test.each(['starttls', 'tls'] as const)(
    '%s: the certificate is verified for the name',
    async (security) => {
      sink = await startMailSink({ key, cert, disabledCommands: [], secure: security === 'tls' });
      expect(await send({ host: 'mail.example.org', security }, {}, { ca })).toMatchObject({ isSent: true });
      for (const [host, trusted] of [
        ['other.example.org', ca],
        ['127.0.0.1', ca],
        ['mail.example.org', undefined],
      ] as const) {
        const result = await send({ host, security }, {}, trusted === undefined ? {} : { ca: trusted });
        expect([host, result.isSent, result.problem?.code]).toEqual([host, false, 'certificate']);
      }
      expect(sink.messages).toHaveLength(1);
    },
  );

  test('a server that says nothing ends at the time limit', async () => {
    const { createServer } = await import('node:net');
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const result = await send({ port }, {}, { timeoutMs: 300 });
    silent.close();
    expect(result).toMatchObject({ isSent: false, problem: { code: 'time-out' } });
  });
});
