/**
 * Peak memory of the program as a user runs it: the bundle of the package with its compiled data, at what takes most, with
 * the MALLOC_ARENA_MAX that ./waypost sets. Without it glibc keeps up to 25 MiB more of what V8's compiler threads freed, in
 * one run of two; a program cannot set it for itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCompiledData } from '../../src/main/compiled-data.ts';
import { bundleProgram } from '../bundle-program.ts';

export interface Peak {
  readonly name: string;
  readonly mebibytes: number;
}

/**
 * Writes the peak at the end of the program to the file of WAYPOST_BENCH_PEAK: VmHWM of Linux, because the maxRSS of a child
 * begins at that of the process that started it.
 */
const measuring = `data:text/javascript,${encodeURIComponent(
  `import { readFileSync, writeFileSync } from 'node:fs';
   process.on('exit', () => {
     const status = readFileSync('/proc/self/status', 'utf8');
     writeFileSync(process.env.WAYPOST_BENCH_PEAK, /VmHWM:\\s+(\\d+)/.exec(status)[1]);
   });`,
)}`;

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => `${line(n)}\n`).join('');

const reply = (n: number): string =>
  JSON.stringify({
    id: n,
    reply: `550 5.1.1 <user${n}@example.org>: Recipient address rejected: User unknown`,
  });

/** Ten removals, then a refusal: 1 in 11 lines is told. */
const logLine = (n: number): string =>
  n % 11 === 10
    ? `Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE${n % 89}: to=<u${n}@example${n % 700}.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <u${n}@example.org>: User unknown (in reply to RCPT TO command))`
    : 'Oct 11 22:14:15 mx1 postfix/qmgr[1]: 4E74613FE76: removed';

/** More messages than are held at a time. */
const WAITING = 9_000;

/** Two lines of three put off: each message is tried again, in the end every third is delivered. */
function denseLine(n: number): string {
  const message = Math.floor(n / 3) % WAITING;
  const attempt = Math.floor(n / 3 / WAITING);
  const id = `4${message.toString(36).toUpperCase().padStart(9, '0')}`;
  const minute = `${Math.floor(message / 150)}`.padStart(2, '0');
  const second = `${message % 60}`.padStart(2, '0');
  const start = `Oct ${11 + attempt} 22:${minute}:${second} mx1 postfix`;
  const domain = `example${message % 700}.org`;
  const host = `mx.${domain}[192.0.2.${message % 250}]`;
  const to = `to=<u${message}@${domain}>, relay=${host}:25, delay=${attempt * 86_400}, delays=0.1/0.01/0.3/1`;
  const said = `host ${host} said: 451 4.7.1 <u${message}@${domain}>: Recipient address rejected: Too many messages from 192.0.2.77 in a short time, try again later; ${id} (in reply to RCPT TO command)`;
  if (n % 3 === 0)
    return `${start}/qmgr[1]: ${id}: from=<news@example.org>, size=4096, nrcpt=1 (queue active)`;
  if (n % 3 === 1) return `${start}/smtp[42]: ${id}: ${said}`;
  return attempt === 4 && message % 3 === 0
    ? `${start}/smtp[42]: ${id}: ${to}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${id})`
    : `${start}/smtp[42]: ${id}: ${to}, dsn=4.7.1, status=deferred (${said})`;
}

/** The peaks of a reply, large logs, many replies and, where the corpus is, of its messages. */
export async function measurePeaks(corpus: string): Promise<readonly Peak[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  try {
    await bundleProgram(join(folder, 'bin'));
    // mailauth is loaded only where something is asked; data lie one folder above the program.
    writeCompiledData('data', folder);
    writeFileSync(join(folder, 'mail.log'), lines(160_000, logLine));
    writeFileSync(join(folder, 'dense.log'), lines(15 * WAITING, denseLine));
    const run = (name: string, args: readonly string[], input = ''): Peak => {
      const peak = join(folder, 'peak');
      const command = [
        '--import',
        measuring,
        join(folder, 'bin/waypost.js'),
        'explain',
        '--offline',
        ...args,
      ];
      const { status, stderr } = spawnSync(process.execPath, command, {
        input,
        encoding: 'utf8',
        maxBuffer: 1024 * 1024 * 1024,
        env: { ...process.env, MALLOC_ARENA_MAX: '2', WAYPOST_BENCH_PEAK: peak },
      });
      if (status !== 0) throw new Error(`waypost explain ${args.join(' ')}: ${stderr}`);
      return { name, mebibytes: Math.round(Number(readFileSync(peak, 'utf8')) / 1024) };
    };
    const peaks = [
      run('one reply', ['550 5.1.1 User unknown']),
      run('log of 160,000 lines', [join(folder, 'mail.log')]),
      run('log of 135,000 lines, most of which put off', [join(folder, 'dense.log')]),
      run('batch of 200,000 replies', ['--batch'], lines(200_000, reply)),
    ];
    if (!existsSync(corpus)) return peaks;
    const files = readdirSync(corpus).map((name) => join(corpus, name));
    const batch = lines(10 * files.length, (n) => JSON.stringify({ id: n, file: files[n % files.length] }));
    return [...peaks, run('folder of messages', [corpus]), run('batch of messages', ['--batch'], batch)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
