import { expect, test } from 'vitest';
import { type MailProfile, openPreflight, type PreflightOptions } from './preflight.ts';

const mail = (...fields: readonly string[]): string =>
  [
    'From: ann@birnbaum.example',
    'To: bob@example.org',
    'Subject: Hello',
    'Date: Thu, 26 Nov 2026 10:00:00 +0000',
    'Message-ID: <1@birnbaum.example>',
    ...fields,
    '',
    'Hello',
    '',
  ].join('\r\n');

async function failuresOf(message: string, options: PreflightOptions): Promise<readonly string[]> {
  const preflight = openPreflight({ offline: true, ...options });
  const { findings } = await preflight.check(message);
  preflight.close();
  return findings.flatMap(({ check, outcome }) => (outcome === 'fail' ? [check] : []));
}

test('a refusal stands only for the receivers that are asked for', async () => {
  const twice = mail('From: eve@birnbaum.example');
  expect(await failuresOf(twice, {})).toContain('headers/from-single');
  for (const name of ['google', 'gmail', 'Gmail'])
    expect(await failuresOf(twice, { receivers: [name] })).toContain('headers/from-single');
  expect(await failuresOf(twice, { receivers: ['apple'] })).not.toContain('headers/from-single');
});

test('mail that looks like bulk is told, as the command does', async () => {
  const preflight = openPreflight({ offline: true });
  const { findings } = await preflight.check(mail('List-Unsubscribe: <https://birnbaum.example/u/1>'));
  preflight.close();
  expect(findings.map(({ check }) => check)).toContain('input/profile');
});

test('what concerns nobody asked for is told apart', async () => {
  const preflight = openPreflight({ offline: true, receivers: ['icloud'] });
  const { leftOut } = await preflight.check(mail('From: eve@birnbaum.example'));
  preflight.close();
  expect(leftOut.map(({ check }) => check)).toContain('headers/from-single');
});

test.each(['', 'hello world', '<h1>Hello</h1>'])(
  '%j is no message, and nothing is said of it',
  async (text) => {
    const preflight = openPreflight({ offline: true });
    const { findings, problem } = await preflight.check(text);
    preflight.close();
    expect({ findings, code: problem?.code }).toEqual({ findings: [], code: 'no-mail' });
  },
);

test('nothing is looked up offline, and that is said', async () => {
  const preflight = openPreflight({ offline: true });
  const { findings } = await preflight.check(mail());
  preflight.close();
  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'auth/accepted', message: 'not-asked', outcome: 'unknown' }),
  );
});

test.each<[string, PreflightOptions]>([
  ['an address that is none', { senderIp: '192.0.2.300' }],
  ['a resolver that is none', { resolver: 'no port:x' }],
  ['a receiver that nobody knows', { receivers: ['hotmial'] }],
  ['a profile that is none', { profile: 'newsletter' as MailProfile }],
  ['a reverse-path that is none', { mailFrom: 'not an address' }],
  ['a name for HELO that is none', { helo: 'bad helo' }],
  ['a tracking domain that is an address of the web', { trackingDomains: ['https://click.example/'] }],
  ['a language without a catalogue', { language: 'xx' }],
])('%s is refused', (_, options) => {
  expect(() => openPreflight(options)).toThrow();
});
