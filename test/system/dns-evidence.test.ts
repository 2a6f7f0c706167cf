/** The real program asks real servers (BIND, unbound, rbldnsd): what it looked at is shown as question, answer, server, TTL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DnsLab, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';
import { explainJson, runWaypost } from './program.ts';

const missing = missingPrograms();
if (missing.length > 0) console.warn(`evidence tests skipped: ${missing.join(', ')} not installed`);

/** Listed in the lab's zen, without a reverse name, and not in the SPF record of signed.test. */
const ip = '192.0.2.7';
const given = ['--sender-ip', ip, '--from', 'me@signed.test', '--recipient', 'you@unsigned.test'];
const listedReply = `554 5.7.1 Service unavailable; Client host [${ip}] blocked using zen.spamhaus.org`;

/** The look-ups behind an observation. */
const lookupsOf = (from: unknown): readonly object[] => {
  const { kind, lookups } = from as { readonly kind: string; readonly lookups?: readonly object[] };
  return kind === 'dns' ? [from as object] : (lookups ?? []);
};

describe.skipIf(missing.length > 0)('explain with live evidence', () => {
  let lab: DnsLab;
  let server: string;
  const ask = (reply: string) => explainJson(['--resolver', server, ...given, reply]);
  beforeAll(async () => {
    lab = await startDnsLab();
    server = `${lab.recursive.host}:${lab.recursive.port}`;
  });
  afterAll(() => lab?.close());

  test('a list that the reply names is asked, and its answer decides', async () => {
    const { explanations } = await ask(listedReply);
    const verdict = explanations[0]?.verdict;
    expect(verdict).toMatchObject({
      category: 'reputation.ip-listed',
      cause: { category: 'reputation.ip-listed', isAsserted: true },
      suppress: false,
      evidence: {
        ipListings: {
          state: 'present',
          value: {
            answers: expect.arrayContaining([
              expect.objectContaining({ zone: 'zen.spamhaus.org', state: 'listed' }),
            ]),
          },
        },
      },
    });
    expect(verdict?.findings).toContainEqual(
      expect.objectContaining({ check: 'listing/ip-listed', outcome: 'fail' }),
    );
    expect(lookupsOf(verdict?.evidence['ipListings']?.from)).toContainEqual(
      expect.objectContaining({
        question: '7.2.0.192.zen.spamhaus.org. A',
        server,
        rcode: 'NOERROR',
        ttlSeconds: expect.any(Number),
        elapsedMs: expect.any(Number),
      }),
    );
  });

  test('a reverse name that is missing is absent, not unknown', async () => {
    const { explanations } = await ask('550 5.7.25 Client host rejected: cannot find your reverse hostname');
    const verdict = explanations[0]?.verdict;
    expect(verdict).toMatchObject({
      cause: { category: 'dns.ptr', isAsserted: true },
      evidence: {
        ptr: {
          state: 'absent',
          from: { question: '7.2.0.192.in-addr.arpa. PTR', server, rcode: 'NXDOMAIN' },
        },
      },
    });
    expect(verdict?.findings).toContainEqual(
      expect.objectContaining({ check: 'dns/ptr-exists', outcome: 'fail' }),
    );
  });

  test('SPF is evaluated for the real IP, and the corrected record is verified', async () => {
    const { explanations } = await ask('550 5.7.23 SPF check failed');
    const verdict = explanations[0]?.verdict;
    expect(verdict).toMatchObject({
      cause: { category: 'auth.spf', isAsserted: true },
      evidence: { spf: { state: 'present', value: { domain: 'signed.test', ip, result: 'fail' } } },
    });
    const asked = lookupsOf(verdict?.evidence['spf']?.from);
    expect(asked).toContainEqual(
      expect.objectContaining({ question: 'signed.test. TXT', server, isAuthenticated: true }),
    );
    expect(JSON.stringify(verdict?.fixes)).toContain(`ip4:${ip}`);
  });

  test('at most twelve questions, whatever the words leave open', async () => {
    const { explanations } = await ask('550 5.7.1 Denied by policy');
    const evidence = explanations[0]?.verdict.evidence ?? {};
    const asked = Object.values(evidence)
      .flatMap(({ from }) => lookupsOf(from))
      .map((lookup) => lookup as { readonly question: string; readonly server: string })
      .filter((lookup) => lookup.server === server);
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked.map((lookup) => lookup.question)).size).toBeLessThanOrEqual(12);
  });

  test('--verbose prints question, server and TTL; --offline asks nothing', async () => {
    const live = await runWaypost(['explain', '--verbose', '--resolver', server, ...given, listedReply]);
    expect(live.stdout).toMatch(/7\.2\.0\.192\.zen\.spamhaus\.org\. A .*127\.0\.0\.1:\d+/s);
    expect(live.stdout).toContain('TTL');
    const offline = await explainJson(['--offline', ...given, listedReply]);
    expect(Object.keys(offline.explanations[0]?.verdict.evidence ?? {})).toEqual(['reply']);
  });
});
