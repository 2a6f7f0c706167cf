/** `waypost <anything>` picks the command: a name is audited, ordinary mail is checked, everything else is explained. */
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Command, Option } from 'commander';
import { looksLikeSubject } from '../audit/looks-like-subject.ts';
import type { CliIo } from './io.ts';

/** Which verb a file, or what comes in, asks for; `stdin` of the answer gives again what was read of it. */
export type VerbLoader = () => Promise<{
  /** 'audit': a file of a DMARC or TLS report. */
  readonly verbOfFile: (path: string) => 'check' | 'explain' | 'audit';
  readonly verbOfStream: (
    stdin: Readable,
  ) => Promise<{ readonly verb: 'check' | 'explain'; readonly stdin: Readable }>;
}>;

/** `waypost <anything>` picks the verb: what is no command and no option is something to audit or to explain. */
export function withVerb(args: readonly string[], commands: readonly string[]): readonly string[] {
  const [first] = args;
  if (
    first === undefined ||
    commands.includes(first) ||
    isMistyped(first, commands) ||
    ['help', '--help', '-h', '--version', '-V'].includes(first)
  )
    return args;
  return [isSubject(first) ? 'audit' : 'explain', ...args];
}

/** One letter wrong, missing, too many, or two changed: 'explian'. The program then asks whether the command is meant. */
function isMistyped(word: string, commands: readonly string[]): boolean {
  return word.length > 3 && commands.some((command) => isNearly(word, command)) && !existsSync(word);
}

function isNearly(word: string, command: string): boolean {
  let same = 0;
  while (same < word.length && word[same] === command[same]) same++;
  const [left, meant] = [word.slice(same), command.slice(same)];
  return (
    left.slice(1) === meant.slice(1) ||
    left.slice(1) === meant ||
    left === meant.slice(1) ||
    (left.slice(2) === meant.slice(2) && left[0] === meant[1] && left[1] === meant[0])
  );
}

/** Something to audit, and no file. */
const isSubject = (text: string): boolean => looksLikeSubject(text) && !existsSync(text);

/** What is no option and no value of one. */
function positionalsOf(args: readonly string[], options: readonly Option[]): readonly string[] {
  const takesNext = (arg: string): boolean =>
    options.some(({ long, required }) => long === arg && required) || arg === '--';
  return args.filter((arg, at) => (arg === '-' || !arg.startsWith('-')) && !takesNext(args[at - 1] ?? ''));
}

/** Reports are given to an audit by an option. */
const withReports = (args: readonly string[], file: string): readonly string[] =>
  args.flatMap((arg) => (arg === file ? ['--reports', arg] : [arg]));

/** Where no verb is given a file, or what comes in, is looked into: ordinary mail is checked. `read` gives again what was read of it. */
export async function pickCommand(
  args: readonly string[],
  commands: readonly Command[],
  loadVerb: VerbLoader,
  io: Pick<CliIo, 'stdin'>,
): Promise<{ readonly args: readonly string[]; readonly read?: CliIo['stdin'] }> {
  const names = commands.map((command) => command.name());
  const given = args.length === 0 ? ['explain'] : withVerb(args, names);
  const unread = { args: given };
  const [verb] = given;
  if (verb !== 'explain' || args[0] === 'explain') return unread;
  const check = commands.find((command) => command.name() === 'check')?.options ?? [];
  // What only explain can do says what is wanted.
  const isStrange = args.some(
    (arg) => arg.startsWith('--') && !check.some(({ long }) => long === arg.split('=', 1)[0]),
  );
  if (isStrange) return unread;
  const [first = '-'] = positionalsOf(args, check);
  const { verbOfFile, verbOfStream } = await loadVerb();
  if (first !== '-') {
    if (!existsSync(first)) return unread;
    const found = verbOfFile(first);
    return { args: [found, ...(found === 'audit' ? withReports(args, first) : args)] };
  }
  if (io.stdin.isTTY === true) return unread;
  const { verb: found, stdin: read } = await verbOfStream(io.stdin);
  return { args: [found, ...args], read };
}
