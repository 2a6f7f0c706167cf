/**
 * `npm run bench:audit`: how fast records-only audits are, against a name server on loopback that serves as many zones
 * as there are domains, half of them with faults. Prints one warm domain, then all of them: seconds, domains a second,
 * CPU seconds, peak memory of the built program, each beside its bar. `--domains N` takes fewer.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.ts';
import { createResolver } from '../../src/gather/dns/index.ts';

const PORT = 5391;
const root = join(import.meta.dirname, '../..');
const count = Number(process.argv[process.argv.indexOf('--domains') + 1]) || 10_000;

const start = `$TTL 300
@ IN SOA ns hostmaster (2026010101 3600 600 86400 60)
@ IN NS ns
@ IN A 192.0.2.80
ns IN A 127.0.0.1
`;
const good = `@ IN MX 10 mx
@ IN MX 20 mx2
mx IN A 192.0.2.10
mx IN AAAA 2001:db8::10
mx2 IN A 192.0.2.11
@ IN TXT "v=spf1 mx include:_spf -all"
_spf IN TXT "v=spf1 ip4:198.51.100.0/24 -all"
_dmarc IN TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.org"
_smtp._tls IN TXT "v=TLSRPTv1; rua=mailto:tls@example.org"
`;
/** Zone templates: every second one has faults. */
const templates: readonly string[] = [
  good,
  '@ IN MX 10 mx\nmx IN A 192.0.2.10\n@ IN TXT "v=spf1 mx -all"\n@ IN TXT "v=spf1 a ~all"\n',
  good,
  '@ IN MX 10 gone\n@ IN TXT "v=spf1 include:gone.example.org ptr +all"\n_dmarc IN TXT "v=DMARC1; p=none; pct=50"\n',
  good,
  '@ IN MX 0 .\n@ IN TXT "v=spf1 ipv4:192.0.2.1 -all"\n_dmarc IN TXT "v=DMARC1; q=1"\n',
];
const names = Array.from({ length: count }, (_, i) => `d${i}.bench.example`);

function writeLab(folder: string): void {
  for (const [i, records] of templates.entries()) writeFileSync(join(folder, `zone${i}`), start + records);
  writeFileSync(join(folder, 'names'), `${names.join('\n')}\n`);
  const zones = names
    .map((name, i) => `zone "${name}" { type primary; file "zone${i % templates.length}"; };`)
    .join('\n');
  writeFileSync(
    join(folder, 'named.conf'),
    `options { directory "${folder}"; pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key";
  listen-on port ${PORT} { 127.0.0.1; }; listen-on-v6 { none; }; recursion no; dnssec-validation no; notify no; };
controls { };
${zones}
zone "." { type primary; file "root"; };
`,
  );
  writeFileSync(
    join(folder, 'root'),
    `${start.replaceAll('ns', 'ns.example.').replaceAll('hostmaster ', 'h. ')}`,
  );
}

async function isReady(): Promise<boolean> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const resolver = createResolver({
      servers: [{ host: '127.0.0.1', port: PORT }],
      clock: systemClock,
      timeoutMs: 300,
      tries: 1,
      cacheSize: 0,
    });
    const answer = await resolver.lookup(names.at(-1) ?? '', 'MX');
    resolver.close();
    if (answer.state === 'present') return true;
    await sleep(200);
  }
  return false;
}

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
  readonly lines: number;
}

/** Runs the program as a user does; its last words are its own usage of the machine. */
async function run(args: readonly string[], folder: string): Promise<Run> {
  const usage = join(folder, 'usage');
  const measuring = `data:text/javascript,${encodeURIComponent(
    `import { writeFileSync } from 'node:fs';
     process.on('exit', () => { const u = process.resourceUsage(); writeFileSync(${JSON.stringify(usage)}, JSON.stringify([u.userCPUTime + u.systemCPUTime, u.maxRSS])); });`,
  )}`;
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--import',
      measuring,
      join(root, 'dist/bin/waypost.js'),
      'audit',
      '--resolver',
      `127.0.0.1:${PORT}`,
      '--no-progress',
      '--json',
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let lines = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const [cpuMicros = 0, maxKiB = 0] = JSON.parse(readFileSync(usage, 'utf8')) as number[];
  return {
    seconds: (performance.now() - startedMs) / 1000,
    cpuSeconds: cpuMicros / 1e6,
    peakMiB: maxKiB / 1024,
    lines,
  };
}

/** One domain again and again in one process, its answers remembered: what an audit itself costs. */
async function warmMs(): Promise<number> {
  const { host } = await import('../../src/main/audit-host.ts');
  const { readAuditOptions } = await import('../../src/cli/audit/options.ts');
  const { parseAuditSubject } = await import('../../src/audit/subject.ts');
  const options = readAuditOptions(
    { resolver: `127.0.0.1:${PORT}`, connect: false, lists: false },
    ['en'],
    'en',
  );
  const subject = parseAuditSubject(names[0] ?? '');
  if (!options.ok || !subject.ok) throw new Error('the bench gave wrong options');
  const tools = await host.open(options.value, false);
  for (let i = 0; i < 20; i++) await tools.audit(subject.value);
  const startedMs = performance.now();
  for (let i = 0; i < 50; i++) await tools.audit(subject.value);
  const elapsed = (performance.now() - startedMs) / 50;
  tools.close();
  return elapsed;
}

const say = (name: string, value: string, bar: string, holds: boolean): void =>
  console.log(`${name.padEnd(34)}${value.padEnd(28)}${bar.padEnd(26)}${holds ? 'holds' : 'MISSED'}`);

const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-audit-'));
let server: ChildProcess | undefined;
try {
  writeLab(folder);
  server = spawn('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], {
    cwd: folder,
    stdio: 'ignore',
  });
  if (!(await isReady())) throw new Error('named did not come up; install bind9');
  const warm = await warmMs();
  say('one domain, records only, warm', `${warm.toFixed(1)} ms`, 'below 20 ms', warm < 20);
  const all = await run(['--file', join(folder, 'names')], folder);
  const rate = Math.round(all.lines / all.seconds);
  const share = count / 10_000;
  say(
    `${all.lines} of ${count} domains`,
    `${all.seconds.toFixed(1)} s, ${rate}/s, ${all.cpuSeconds.toFixed(1)} CPU s`,
    `below ${Math.round(30 * share)} s`,
    all.lines === count && all.seconds < 30 * share,
  );
  say('peak memory', `${Math.round(all.peakMiB)} MiB`, 'below 200 MiB', all.peakMiB < 200);
} finally {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
