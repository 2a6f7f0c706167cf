/**
 * A small Internet of names on loopback, from Debian's own programs: BIND serves signed, bogus and unsigned zones,
 * unbound validates them, rbldnsd serves lists under the names of real ones. Nothing leaves the machine: what the lab
 * does not hold is refused.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/base/clock.ts';
import { createResolver, type DnsServer } from '../../src/gather/dns/index.ts';

export interface DnsLab {
  /** unbound: recursive, validating. */
  readonly recursive: DnsServer;
  /** BIND: authoritative only. */
  readonly authority: DnsServer;
  readonly close: () => Promise<void>;
}

const programs = ['named', 'unbound', 'rbldnsd', 'dnssec-keygen', 'dnssec-signzone'] as const;
type Program = (typeof programs)[number];

function find(program: Program): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/sbin'];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/** The programs that are not installed; the lab needs all (Debian: bind9 bind9-utils unbound rbldnsd). */
export function missingPrograms(): readonly string[] {
  return programs.filter((program) => find(program) === undefined);
}

function pathOf(program: Program): string {
  const path = find(program);
  if (path === undefined) throw new Error(`${program} is not installed`);
  return path;
}

const start = `$TTL 300
@ IN SOA ns.test. hostmaster.test. (2026010101 3600 600 86400 60)
@ IN NS ns.test.
`;
const long = 'x'.repeat(200);

/** Zone → its records after SOA and NS. */
const zones: Readonly<Record<string, string>> = {
  'signed.test': `@ IN MX 10 mx
@ IN TXT "v=spf1 mx -all"
mx IN A 192.0.2.10
alias IN CNAME mx
${Array.from({ length: 24 }, (_, n) => `big IN TXT "${n} ${long}"`).join('\n')}
`,
  'bogus.test': '@ IN MX 10 mx.signed.test.\n@ IN TXT "v=spf1 mx -all"\n',
  'unsigned.test':
    '@ IN MX 10 mx\nmx IN A 192.0.2.20\nloop IN CNAME loop2\nloop2 IN CNAME loop\n' +
    // As many domains as a benchmark likes: each its own name, all alike.
    '*.many IN MX 10 mx\n*.many IN TXT "v=spf1 mx ip4:192.0.2.0/24 -all"\n*.many IN A 192.0.2.21\n',
};
const signed = ['signed.test', 'bogus.test'];

const soa = '$SOA 300 ns.lists.test hostmaster.lists.test 1 600 300 86400 60\n$NS 300 ns.lists.test\n';
/** The key under which the lab's Abusix list is asked. */
export const labListKey = 'Lab0Key0that0is0secret';

/** rbldnsd knows no wildcard for a whole zone: every name that the lab's tests ask about. */
const everyName = ['com', 'org', 'net', 'test', 'example', 'invalid', '127']
  .map((end) => `.${end}\n`)
  .join('');

/** rbldnsd: zone, type of data, data. */
const lists: readonly (readonly [string, string, string])[] = [
  [
    'zen.spamhaus.org',
    'ip4set',
    ':127.0.0.2:Listed, see https://lists.test/$\n127.0.0.2\n192.0.2.7 :127.0.0.4:exploited $\n192.0.2.8 :127.0.0.10:end-user range $\n',
  ],
  ['zen.spamhaus.org', 'ip6trie', ':127.0.0.3:Listed $\n2001:db8:0:7::/64\n::ffff:127.0.0.2\n'],
  ['dbl.spamhaus.org', 'dnset', ':127.0.1.2:Listed $\n.listed.example\ntest\n'],
  // A dead list: it lists the world.
  ['bl.spamcop.net', 'ip4trie', ':127.0.0.2:Listed $\n0.0.0.0/0\n'],
  // A list that refuses this resolver.
  ['b.barracudacentral.org', 'ip4trie', ':127.255.255.254:Query refused\n0.0.0.0/0\n'],
  // Two that refuse by an address that others take for a listing, whatever is asked.
  ['multi.uribl.com', 'dnset', `:127.0.0.1:Query refused\n${everyName}`],
  ['multi.surbl.org', 'dnset', `:127.0.0.1:Query refused\n${everyName}`],
  // Parked: a page of advertisements under every name.
  ['bl.mailspike.net', 'ip4trie', ':198.51.100.9:This domain is for sale\n0.0.0.0/0\n'],
  // Emptied: not even its test entry is left.
  ['psbl.surriel.com', 'ip4set', ':127.0.0.2:Listed\n203.0.113.250\n'],
  // Marks for good and bad alike.
  ['rep.mailspike.net', 'ip4set', ':127.0.0.18:good\n192.0.2.9\n127.0.0.2 :127.0.0.10:worst\n'],
  [
    'hostkarma.junkemailfilter.com',
    'ip4trie',
    ':127.0.1.1:uses QUIT\n0.0.0.0/0\n127.0.0.2 :127.0.0.2:black\n',
  ],
  ['dnsbl-1.uceprotect.net', 'ip4set', ':127.0.0.2:Listed $\n127.0.0.2\n192.0.2.7\n'],
  ['dnsbl-3.uceprotect.net', 'ip4set', ':127.0.0.2:Your whole network $\n127.0.0.2\n192.0.2.0/24\n'],
  // As a subscriber of the lab asks it.
  [
    `${labListKey}.combined.mail.abusix.zone`,
    'ip4set',
    ':127.0.0.2:spam\n127.0.0.2-6\n127.0.0.11\n127.0.0.12\n192.0.2.7 :127.0.0.4:exploit\n',
  ],
];

/** A zone below test. of the caller's own: its records after SOA and NS. */
export interface LabZone {
  readonly name: string;
  readonly records: string;
  readonly isSigned: boolean;
}

const ownZones: readonly LabZone[] = Object.entries(zones).map(([name, records]) => ({
  name,
  records,
  isSigned: signed.includes(name),
}));

/**
 * Starts the lab; ready when all three answer. A free port may be taken before the program binds it, so it is tried
 * three times; throws with the programs' last words where they do not come up.
 */
export async function startDnsLab(more: readonly LabZone[] = []): Promise<DnsLab> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnFreePorts(more);
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

async function startOnFreePorts(more: readonly LabZone[]): Promise<DnsLab> {
  const all = [...ownZones, ...more];
  const folder = mkdtempSync(join(tmpdir(), 'waypost-dns-lab-'));
  // rbldnsd gives up root before it reads its data.
  chmodSync(folder, 0o755);
  const host = '127.0.0.1';
  const [authority, recursive, listing] = await Promise.all([freePort(host), freePort(host), freePort(host)]);
  writeZones(folder, all);
  writeFileSync(join(folder, 'named.conf'), namedConf(folder, authority, all));
  writeFileSync(join(folder, 'unbound.conf'), unboundConf(folder, recursive, authority, listing, all));
  const isRoot = process.getuid?.() === 0;
  const words: string[] = [];
  const run = (program: Program, args: readonly string[]): ChildProcess => {
    const child = spawn(pathOf(program), args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => words.push(`${program}: ${chunk.toString().slice(0, 500)}`));
    }
    return child;
  };
  const asUser = isRoot ? ['-u', 'nobody:nogroup'] : [];
  const children = [
    run('named', ['-g', '-c', join(folder, 'named.conf'), ...(isRoot ? ['-u', 'root'] : [])]),
    run('unbound', ['-d', '-c', join(folder, 'unbound.conf')]),
    run('rbldnsd', ['-n', ...asUser, '-b', `${host}/${listing}`, '-w', folder, ...listArguments(folder)]),
  ];
  const close = async (): Promise<void> => {
    await Promise.all(children.map(stop));
    rmSync(folder, { recursive: true, force: true });
  };
  if (!(await isReady({ host, port: recursive }))) {
    await close();
    throw new Error(`the DNS lab did not come up:\n${words.slice(-20).join('\n')}`);
  }
  return { recursive: { host, port: recursive }, authority: { host, port: authority }, close };
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 3000).unref();
  });
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', reject);
    socket.bind(0, host, () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

async function isReady(server: DnsServer): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const resolver = createResolver({
      servers: [server],
      clock: systemClock,
      timeoutMs: 300,
      tries: 1,
      cacheSize: 0,
    });
    const answers = await Promise.all([
      resolver.lookup('signed.test', 'MX'),
      resolver.lookup('2.0.0.127.zen.spamhaus.org', 'A'),
    ]);
    resolver.close();
    if (answers.every(({ state }) => state === 'present')) return true;
    await sleep(50);
  }
  return false;
}

/** Signs with ECDSA P-256; the bogus zone is changed after that, so that its signatures no longer fit (RFC 4035 §5.3). */
function writeZones(folder: string, all: readonly LabZone[]): void {
  const run = (program: Program, args: readonly string[]): string =>
    execFileSync(pathOf(program), args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const sign = (zone: string): void => {
    const key = run('dnssec-keygen', ['-q', '-a', 'ECDSAP256SHA256', '-f', 'KSK', zone]).trim();
    const file = join(folder, zone);
    writeFileSync(file, readFileSync(file, 'utf8') + readFileSync(join(folder, `${key}.key`), 'utf8'));
    run('dnssec-signzone', ['-q', '-S', '-x', '-z', '-o', zone, '-f', `${zone}.signed`, zone]);
  };
  for (const { name, records } of all) writeFileSync(join(folder, name), start + records);
  const signedZones = all.filter(({ isSigned }) => isSigned).map(({ name }) => name);
  for (const zone of signedZones) sign(zone);
  const delegations = all.map(({ name }) => `${name}. IN NS ns.test.\n`);
  const digests = signedZones.map((zone) => readFileSync(join(folder, `dsset-${zone}.`), 'utf8'));
  writeFileSync(join(folder, 'test'), `${start}ns IN A 127.0.0.1\n${[...delegations, ...digests].join('')}`);
  sign('test');
  const bogus = join(folder, 'bogus.test.signed');
  writeFileSync(bogus, readFileSync(bogus, 'utf8').replaceAll('v=spf1 mx -all', 'v=spf1 mx ~all'));
  for (const [index, [, , data]] of lists.entries()) writeFileSync(join(folder, `list${index}`), soa + data);
}

function listArguments(folder: string): readonly string[] {
  return lists.map(([zone, type], index) => `${zone}:${type}:${join(folder, `list${index}`)}`);
}

function namedConf(folder: string, port: number, all: readonly LabZone[]): string {
  const zone = ({ name, isSigned }: Omit<LabZone, 'records'>): string => {
    const file = isSigned ? `${name}.signed` : name;
    return `zone "${name}" { type primary; file "${file}"; };\n`;
  };
  return `options {
  directory "${folder}"; pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key";
  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; notify no; allow-transfer { none; };
};
controls { };
${[{ name: 'test', isSigned: true }, ...all].map(zone).join('')}`;
}

/** Each zone is a stub of its own: the name servers that NS records name are at port 53, where nobody listens. */
function unboundConf(
  folder: string,
  port: number,
  authority: number,
  listing: number,
  all: readonly LabZone[],
): string {
  const anchors = readdirSync(folder).filter((file) => /^Ktest\.\+\d+\+\d+\.key$/.test(file));
  const anchor = anchors.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
  writeFileSync(join(folder, 'anchor'), anchor);
  const listZones = [...new Set(lists.map(([zone]) => zone))];
  const stub = (name: string, to: number): string =>
    `stub-zone:\n  name: "${name}"\n  stub-addr: 127.0.0.1@${to}\n`;
  return `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: "${folder}/unbound.pid"
  interface: 127.0.0.1@${port}
  do-ip6: no
  do-not-query-localhost: no
  use-syslog: no
  module-config: "validator iterator"
  trust-anchor-file: "${folder}/anchor"
  local-zone: "test." nodefault
  ede: yes
${listZones.map((zone) => `  domain-insecure: "${zone}"\n`).join('')}remote-control:
  control-enable: no
${['test', ...all.map(({ name }) => name)].map((name) => stub(name, authority)).join('')}${listZones.map((zone) => stub(zone, listing)).join('')}forward-zone:
  name: "."
  forward-addr: 127.0.0.1@${authority}
`;
}
