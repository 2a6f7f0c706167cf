/**
 * `npm run bench:dns`: how many questions the DNS client asks a second, and a second of its own processor time, at a real
 * server (BIND on loopback from Debian's package). What the server costs is not counted, for it is a process of its own.
 *
 * usage: node tools/bench/dns.ts [questions]   default 20000, every one another name
 */
import { systemClock } from '../../src/base/clock.ts';
import { createResolver } from '../../src/gather/dns/index.ts';
import type { DnsType } from '../../src/gather/dns/types.ts';
import { missingPrograms, startDnsLab } from '../../test/lab/dns-lab.ts';

const count = Number(process.argv[2] ?? 20_000);
/** What an audit asks, present and absent mixed. */
const types: readonly DnsType[] = ['MX', 'TXT', 'A', 'AAAA', 'CAA', 'SOA', 'TLSA', 'TXT'];
/** Domains that are audited at the same time. */
const workers = 32;

interface Round {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly unknown: number;
}

async function round(
  server: { readonly host: string; readonly port: number },
  start: number,
): Promise<Round> {
  const resolver = createResolver({ servers: [server], clock: systemClock });
  let next = 0;
  let unknown = 0;
  const work = async (): Promise<void> => {
    for (let domain = next++; domain * types.length < count; domain = next++) {
      const asked = types.map((type, place) =>
        resolver.lookup(`n${start + domain}x${place}.many.unsigned.test`, type),
      );
      for (const { state } of await Promise.all(asked)) if (state === 'unknown') unknown += 1;
    }
  };
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: workers }, work));
  const wallMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpu);
  resolver.close();
  return { wallMs, cpuMs: (user + system) / 1000, unknown };
}

const missing = missingPrograms();
if (missing.length > 0) {
  process.stderr.write(`not measured: ${missing.join(', ')} not installed\n`);
  process.exitCode = 1;
} else {
  const lab = await startDnsLab();
  try {
    await round(lab.authority, 0);
    const { wallMs, cpuMs, unknown } = await round(lab.authority, count);
    const rate = (ms: number): string => Math.round((count * 1000) / ms).toLocaleString('en');
    process.stdout.write(
      `${count} questions: ${rate(wallMs)} a second, ${rate(cpuMs)} a CPU-second of the client, ${unknown} unanswered\n`,
    );
  } finally {
    await lab.close();
  }
}
