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

/** The peaks of a reply, a large log, many replies and, where the corpus is, of its messages. */
export async function measurePeaks(corpus: string): Promise<readonly Peak[]> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
  try {
    await bundleProgram(join(folder, 'bin'));
    // mailauth is loaded only where something is asked; data lie one folder above the program.
    writeCompiledData('data', folder);
    writeFileSync(join(folder, 'mail.log'), lines(160_000, logLine));
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
