import { describe, expect, test } from 'vitest';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { readDataFolder } from '../main/data-folder.ts';
import { catalogueOf, createExplainServices } from '../main/services.ts';
import { explainArrival } from './explain.ts';
import { readArrivals } from './read-arrivals.ts';
import { headlineOf } from './say/headline.ts';
import type { Verdict } from './verdict.ts';

const data = readDataFolder('data');
const services = createExplainServices(data);

async function verdictOf(text: string, facts: Partial<ReplyFacts> = {}): Promise<Verdict> {
  for (const arrival of readArrivals(Buffer.from(text)))
    if (arrival.ok) {
      const refusals = arrival.value.refusals.map((one) => ({ ...one, facts: { ...one.facts, ...facts } }));
      const [verdict] = (await explainArrival({ ...arrival.value, refusals }, services)).verdicts;
      if (verdict !== undefined) return verdict;
    }
  throw new Error(`nothing is refused in ${text}`);
}
const idsOf = ({ fixes }: Verdict): readonly string[] => fixes.map(({ id }) => id);

describe('the server that one sends through was not found', () => {
  test.each([
    'nodemailer: Error: getaddrinfo ENOTFOUND smtp.relay.example',
    'File "/usr/lib/python3.11/smtplib.py", line 341, in connect\nsocket.gaierror: [Errno -2] Name or service not known',
    'javax.mail.MessagingException: Unknown SMTP host: smtp.relay.example;\n  nested exception is:\n\tjava.net.UnknownHostException: smtp.relay.example',
    'Unknown SMTP host: smtp.relay.example',
    'gomail: could not send email 1: dial tcp: lookup smtp.relay.example on 192.0.2.53:53: no such host',
    'msmtp: cannot locate host smtp.relay.example: Name or service not known',
    'curl: (6) Could not resolve host: smtp.relay.example',
    "System.Net.Mail.SmtpException: Failure sending mail. ---> The remote name could not be resolved: 'smtp.relay.example'",
    'ssmtp: Cannot open smtp.relay.example:25',
    'Unable to initialize SMTP properly. Check config and use --smtp-debug. VALUES: server=smtp.relay.example',
    '<a@example.org>: Host or domain name not found. Name service error for name=smtp.relay.example type=A: Host not found',
  ])('%s', async (text) => {
    const verdict = await verdictOf(text);
    expect(verdict.category).toBe('net.connection');
    expect(idsOf(verdict)[0]).toBe('account/submission-port');
    expect(idsOf(verdict).filter((id) => id.startsWith('list/'))).toEqual([]);
    expect(verdict.suppress).toBe(false);
    expect(headlineOf(verdict, catalogueOf(data, 'en'), {})).toMatch(/^The message reached no server: /);
    expect(headlineOf(verdict, catalogueOf(data, 'de'), {})).toMatch(/ hat keinen Server erreicht: /);
  });

  test.each([
    // A server with a code looked for the recipient's.
    'smtplib.SMTPRecipientsRefused: {"a@example.org": (550, b"5.1.2 Host unknown (Name server: example.org: no such host)")}',
    // The recipient's own domain.
    '<a@example.org>: Host or domain name not found. Name service error for name=example.org type=A: Host not found',
    '<a@example.org>: Host or domain name not found. Name service error for name=example.org type=MX: Host not found',
  ])('another was: %s', async (text) => {
    expect((await verdictOf(text)).category).toBe('domain.not-found');
  });
});

test("a host that is neither a relay by its name nor the recipient's: his MX may name it, and his address is fine", async () => {
  const words =
    'Host or domain name not found. Name service error for name=mx7.example.net type=A: Host not found';
  const verdict = await verdictOf(`<a@example.org>: ${words}`);
  expect(verdict.category).toBe('domain.no-route');
  expect(idsOf(verdict)).not.toContain('list/remove');
  // Of the sender's own domain: our relay.
  expect((await verdictOf(`<a@example.org>: ${words}`, { sender: 's@example.net' })).category).toBe(
    'net.connection',
  );
});

describe("a host that is not the recipient's domain: nothing is said of that domain", () => {
  const line = (program: string, name: string, isDeferred = false): string =>
    `Nov 20 10:00:00 mail postfix/${program}[123]: 4F1B2C3D4E5: to=<a@example.org>, relay=none, delay=1, delays=0/0/0/0, ${
      isDeferred ? 'dsn=4.4.3, status=deferred' : 'dsn=5.4.4, status=bounced'
    } (Host or domain name not found. Name service error for name=${name} type=A: Host not found${isDeferred ? ', try again' : ''})`;
  test.each([
    [line('lmtp', 'dovecot'), 'server.config'],
    [line('lmtp', 'dovecot', true), 'server.config'],
    [line('smtp', 'mailhub'), 'net.connection'],
    [line('smtp', 'mailhub', true), 'net.connection'],
    [line('smtp', 'mx7.example.org'), 'domain.no-route'],
    [line('smtp', 'smtp.example.org'), 'domain.no-route'],
  ])('%s', async (text, category) => {
    const verdict = await verdictOf(text);
    expect([verdict.category, verdict.suppress]).toEqual([category, false]);
    expect(idsOf(verdict)).not.toContain('list/remove');
  });
  test('the very domain', async () => {
    expect(await verdictOf(line('smtp', 'example.org'))).toMatchObject({
      category: 'domain.not-found',
      suppress: true,
    });
  });
});

test.each([
  'smtplib.SMTPServerDisconnected: Connection unexpectedly closed',
  "Task 'a@example.org - Sending' reported error (0x800CCC0F): 'The connection to the server was interrupted.'",
  'javax.mail.MessagingException: Could not connect to SMTP host: smtp.relay.example, port: 587',
  'Connection could not be established with host smtp.relay.example [Connection timed out #110]',
])('nobody who was not reached has put anything off: %s', async (text) => {
  const verdict = await verdictOf(text);
  expect(headlineOf(verdict, catalogueOf(data, 'en'), { speaker: 'X' })).not.toContain('X');
});

describe('Client host rejected: Access denied', () => {
  const denied = '554 5.7.1 <host.example.net[192.0.2.4]>: Client host rejected: Access denied';
  test('through a program, or in the log of a relay: nobody has logged in', async () => {
    for (const via of ['program', 'relay'] as const) {
      const verdict = await verdictOf(denied, { via });
      expect([verdict.category, idsOf(verdict)[0]]).toEqual([
        'sender-account.auth-required',
        'relay/authenticate',
      ]);
    }
  });
  test("by a server of the recipient's it is a rule of his", async () => {
    expect((await verdictOf(denied)).category).toBe('policy.unspecified');
    expect((await verdictOf(denied, { via: 'mx' })).category).toBe('policy.unspecified');
  });
});

test.each(['curl: (55) RCPT failed: 550', 'curl: (55) MAIL failed: 550'])(
  'a code alone is no word about the recipient: %s',
  async (text) => {
    const verdict = await verdictOf(text);
    expect([verdict.category, verdict.suppress]).toEqual(['unknown', false]);
    expect(idsOf(verdict).filter((id) => id.startsWith('list/'))).toEqual([]);
  },
);
