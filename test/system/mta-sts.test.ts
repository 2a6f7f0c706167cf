/**
 * MTA-STS, TLS-RPT and DANE against real servers: names signed by BIND and validated by unbound, an HTTPS server with a certificate
 * made on the spot, a mail host with STARTTLS.
 */
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { transportChecks } from '../../src/checks/transport/audit-checks.ts';
import type { Evidence } from '../../src/findings/evidence.ts';
import { runChecks } from '../../src/findings/run-checks.ts';
import type { AuditContext } from '../../src/gather/audit/index.ts';
import { createResolver } from '../../src/gather/dns/index.ts';
import { createHttpsFetch } from '../../src/gather/https/index.ts';
import { hasOpenssl, makeCertificate, startHttps, type TestHttps } from '../../src/gather/https/testing.ts';
import { gatherMailHost } from '../../src/gather/mail-host/gather-mail-host.ts';
import { type FakeHost, startFakeHost } from '../../src/gather/mail-host/testing.ts';
import { gatherDane } from '../../src/gather/transport/gather-dane.ts';
import { gatherTransport } from '../../src/gather/transport/gather-transport.ts';
import { formatTlsa, tlsaForCertificate } from '../../src/wire/tlsa/index.ts';
import { type DnsLab, missingPrograms, startDnsLab } from '../lab/dns-lab.ts';

const missing = [...missingPrograms(), ...(hasOpenssl() ? [] : ['openssl'])];
if (missing.length > 0) console.warn(`MTA-STS tests skipped: ${missing.join(', ')} not installed`);

const good = 'version: STSv1\r\nmode: enforce\r\nmx: *.sts.test\r\nmax_age: 604800\r\n';
const plain = { 'Content-Type': 'text/plain' };

/** What the policy host of <name>.sts.test answers; and what is said of it. */
const domains: Readonly<Record<string, { readonly answer: RequestListener; readonly said: string }>> = {
  good: { answer: (_, to) => to.writeHead(200, plain).end(good), said: 'pass fetched' },
  moved: {
    answer: (_, to) =>
      to.writeHead(301, { Location: 'https://mta-sts.good.sts.test/.well-known/mta-sts.txt' }).end(),
    said: 'fail redirect',
  },
  lost: { answer: (_, to) => to.writeHead(404).end('no'), said: 'fail status' },
  page: {
    answer: (_, to) => to.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
    said: 'fail content-type',
  },
  endless: {
    answer: (_, to) => {
      to.writeHead(200, plain);
      const more = (): void => {
        while (!to.destroyed && to.write('x'.repeat(8192)));
        if (!to.destroyed) to.once('drain', more);
      };
      more();
    },
    said: 'fail too-large',
  },
  slow: {
    answer: (_, to) => {
      to.writeHead(200, plain);
      const timer = setInterval(() => to.write('x'), 200);
      to.on('close', () => clearInterval(timer));
    },
    said: 'unknown could-not-check',
  },
  uncovered: {
    answer: (_, to) => to.writeHead(200, plain).end(good.replace('*.sts.test', 'old.sts.test')),
    said: 'pass fetched',
  },
  /** The certificate does not name its host. */
  strange: { answer: (_, to) => to.writeHead(200, plain).end(good), said: 'fail certificate' },
};
const names = Object.keys(domains);

describe.skipIf(missing.length > 0)('transport security of a domain', () => {
  let lab: DnsLab;
  let resolver: ReturnType<typeof createResolver>;
  let https: TestHttps;
  let mailHost: FakeHost;
  let context: AuditContext;
  let tlsa: string;

  beforeAll(async () => {
    const certificate = makeCertificate(
      names.filter((name) => name !== 'strange').map((name) => `mta-sts.${name}.sts.test`),
    );
    const own = makeCertificate(['mx.sts.test']);
    const record = tlsaForCertificate(own.cert);
    if (!record.ok) throw new Error(record.problem.message);
    tlsa = formatTlsa(record.value);
    const wrong = `3 1 1 ${'ab'.repeat(32)}`;
    const perDomain = names.map((name) => {
      const records = [
        `${name} IN MX 10 mx`,
        `_mta-sts.${name} IN TXT "v=STSv1; id=1;"`,
        `mta-sts.${name} IN A 127.0.0.1`,
      ];
      return `${records.join('\n')}\n`;
    });
    const hosts = `mx IN A 127.0.0.1
_25._tcp.mx IN CNAME key.tlsa
key.tlsa IN TLSA ${tlsa}
stale IN A 127.0.0.1
_25._tcp.stale IN TLSA ${wrong}
alias IN CNAME mx
_smtp._tls.good IN TXT "v=TLSRPTv1; rua=mailto:tls@good.sts.test,mailto:tls@silent.sts.test"
silent IN MX 0 .
gone IN MX 10 mx
_mta-sts.gone IN TXT "v=STSv1; id=1"
mta-sts.gone IN CNAME nowhere.unsigned.test.
mixed IN MX 10 mx
mixed IN MX 20 plain
plain IN A 127.0.0.1
`;
    const open = `@ IN MX 10 mx\nmx IN A 127.0.0.1\n_25._tcp.mx IN TLSA ${tlsa}\n`;
    lab = await startDnsLab([
      { name: 'sts.test', records: perDomain.join('') + hosts, isSigned: true },
      { name: 'open.test', records: open, isSigned: false },
    ]);
    https = await startHttps(certificate, (request, response) => {
      const name = request.headers.host?.split('.')[1] ?? '';
      if (request.url !== '/.well-known/mta-sts.txt') response.writeHead(404).end();
      else domains[name]?.answer(request, response);
    });
    mailHost = await startFakeHost({ tls: { key: own.key, cert: own.cert } });
    resolver = createResolver({ servers: [lab.recursive], clock: systemClock });
    const fetch = createHttpsFetch({
      resolver,
      allowPrivate: true,
      port: https.port,
      ca: certificate.ca,
    });
    context = {
      resolver,
      clock: systemClock,
      connect: true,
      allowPrivate: true,

      ports: { 25: mailHost.port },
      // Shorter than in earnest: nobody waits for the slow one.
      fetch: (url, limits) => fetch(url, { ...limits, timeoutMs: 1500 }),
    };
  });
  afterAll(async () => {
    resolver?.close();
    await Promise.all([lab?.close(), https?.close(), mailHost?.close()]);
  });

  const findingsOf = (evidence: Evidence, check: string) =>
    runChecks(transportChecks, evidence)
      .filter((finding) => finding.check === `transport/${check}`)
      .map(({ outcome, message }) => `${outcome} ${message}`);

  test.each(names)('the policy of %s.sts.test', async (name) => {
    const evidence = await gatherTransport(`${name}.sts.test`, context);
    expect(findingsOf(evidence, 'mta-sts-record')).toEqual(['pass valid']);
    expect(findingsOf(evidence, 'mta-sts-policy')).toEqual([domains[name]?.said]);
  });

  test('a good one is good through and through, with every question in the evidence', async () => {
    const evidence = await gatherTransport('good.sts.test', context);
    for (const check of [
      'mta-sts-syntax',
      'mta-sts-mode',
      'mta-sts-max-age',
      'mta-sts-mx',
      'tls-rpt-record',
      'dane-mx',
    ])
      expect(findingsOf(evidence, check), check).toEqual([expect.stringMatching(/^pass /)]);
    const from = evidence.mtaSts?.from;
    expect(from?.kind === 'computed' && from.lookups).toContainEqual(
      expect.objectContaining({
        question: '_mta-sts.good.sts.test. TXT',
        rcode: 'NOERROR',
        isAuthenticated: true,
      }),
    );
  });

  test('a mail host that the policy leaves out gets no mail', async () => {
    const evidence = await gatherTransport('uncovered.sts.test', context);
    expect(findingsOf(evidence, 'mta-sts-mx')).toEqual(['fail not-covered']);
  });

  test('an alias that leads nowhere, a report mailbox that takes no mail', async () => {
    expect(findingsOf(await gatherTransport('gone.sts.test', context), 'mta-sts-policy')).toEqual([
      'fail alias-dangling',
    ]);
    expect(findingsOf(await gatherTransport('good.sts.test', context), 'tls-rpt-targets')).toEqual([
      'fail cannot-receive',
    ]);
  });

  const hostFindings = async (host: string) => {
    const [mail, dane] = await Promise.all([gatherMailHost(host, context), gatherDane(host, context)]);
    return (check: string) => findingsOf({ ...mail, ...dane }, check);
  };

  test('TLSA behind an alias, validated, fits what the host shows', async () => {
    const said = await hostFindings('mx.sts.test');
    expect(said('dane-secure')).toEqual(['pass secure']);
    expect(said('dane-match')).toEqual(['pass fits']);
    expect(said('dane-rollover')).toEqual(['pass one-key']);
  });

  test('TLSA that fits nothing stops mail, and the record that would fit is given', async () => {
    const said = await hostFindings('stale.sts.test');
    expect(said('dane-match')).toEqual(['fail no-match']);
    const evidence = {
      ...(await gatherMailHost('stale.sts.test', context)),
      ...(await gatherDane('stale.sts.test', context)),
    };
    const fixes = runChecks(transportChecks, evidence).flatMap((finding) => finding.fixes);
    expect(fixes).toEqual([{ kind: 'dns', name: '_25._tcp.stale.sts.test', type: 'TLSA', value: tlsa }]);
  });

  test('the host of an alias is looked at where the alias leads', async () => {
    expect((await gatherDane('alias.sts.test', context)).dane).toMatchObject({
      state: 'present',
      value: { foundAt: '_25._tcp.mx.sts.test', isSecure: true },
    });
  });

  test('TLSA without DNSSEC is ineffective, and one host without TLSA is told', async () => {
    const said = await hostFindings('mx.open.test');
    expect(said('dane-secure')).toEqual(['fail not-secure']);
    expect(said('dane-match')).toEqual(['not-applicable not-secure']);
    expect(findingsOf(await gatherTransport('open.test', context), 'dane-mx')).toEqual(['fail not-signed']);
    expect(findingsOf(await gatherTransport('mixed.sts.test', context), 'dane-mx')).toEqual([
      'fail some-hosts',
    ]);
    expect(findingsOf(await gatherTransport('unsigned.test', context), 'dane-mx')).toEqual([
      'not-applicable none',
    ]);
  });
});
