/** The command line of `waypost`: commands, options, help. What a command needs is loaded only when it runs. */
import { Command, CommanderError } from 'commander';
import type { ExplainHost } from './explain/command.ts';
import type { RawOptions } from './explain/options.ts';
import { type CliIo, EXIT, writeTo } from './io.ts';

export interface ProgramHost {
  readonly version: string;
  readonly loadExplain: () => Promise<{
    readonly run: typeof import('./explain/command.ts').runExplain;
    readonly host: ExplainHost;
  }>;
}

const EXPLAIN_EXAMPLES = `
Examples:
  waypost explain '550 5.7.1 Service unavailable; client [192.0.2.7] blocked using zen.spamhaus.org'
  waypost explain bounce.eml                  a bounce message, a maildir folder, an mbox
  waypost explain /var/log/mail.log           the refusals in a log, grouped by cause
  pbpaste | waypost explain -                 whatever was copied
  waypost explain --report bounce.eml         the message to send to the postmaster who can help
  waypost explain --offline --json bounce.eml the words alone, for a program

Exit codes: 0 explained, 1 nothing could be said, 2 wrong usage, 3 the program failed.
`;

const MAIN_EXAMPLES = `
Examples:
  waypost '550 High probability of spam'      anything is recognised: a reply, a bounce, a log line
  waypost bounce.eml
  waypost explain --help
`;

function explainCommand(host: ProgramHost, io: CliIo, finish: (code: number) => void): Command {
  return new Command('explain')
    .description('explain a refusal: who refused, why, how sure, with evidence, and what to do')
    .argument(
      '[input...]',
      'text of a reply, a bounce message, mbox, maildir or log; - or nothing for standard input',
    )
    .option('--offline', 'ask nothing: the verdict rests on the words alone')
    .option('--connect', 'also connect to the recipient’s mail host (port 25), without sending mail')
    .option('--resolver <host:port>', 'DNS server to ask instead of the system’s')
    .option('--from <address>', 'the sender of the refused message, where the bounce does not tell')
    .option('--sender-ip <ip>', 'the address your mail leaves from')
    .option('--helo <name>', 'the name your server gives at EHLO')
    .option('--recipient <address>', 'the recipient of the refused message')
    .option('--message <file>', 'the refused message itself: its signatures can then be verified')
    .option('--report', 'write the message to send to the postmaster, host or list that can help')
    .option('--show-addresses', 'with --report: do not withhold addresses')
    .option('--format <form>', 'text, json or html', 'text')
    .option('--json', 'the same as --format json (docs/explain-json.md)')
    .option('--batch', 'JSON Lines in and out, in the same order: {"id","reply"} or {"id","file"}')
    .option('--lang <language>', 'language of the explanation: en or de')
    .option('--verbose', 'show every look-up and how each finding moved the verdict')
    .option('--color', 'colours even without a terminal')
    .option('--no-color', 'no colours')
    .option('--no-progress', 'no progress bar')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action(async (sources: readonly string[], options: RawOptions) => {
      const { run, host: explainHost } = await host.loadExplain();
      finish(await run(sources, options, io, explainHost));
    });
}

function completionCommand(program: Command, io: CliIo, finish: (code: number) => void): Command {
  return new Command('completion')
    .description('print the completion script of a shell')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', '\nExample:\n  waypost completion bash > /etc/bash_completion.d/waypost\n')
    .action(async (shell: string) => {
      const { completionScript } = await import('./completion.ts');
      const script = completionScript(shell, program);
      if (script === undefined) {
        await writeTo(io.stderr, `waypost completion: '${shell}' is not bash, zsh or fish.\n`);
        finish(EXIT.usage);
      } else await writeTo(io.stdout, script);
    });
}

/** `waypost <anything>` picks the verb: what is no command and no option is something to explain. */
export function withVerb(args: readonly string[], commands: readonly string[]): readonly string[] {
  const [first] = args;
  if (
    first === undefined ||
    commands.includes(first) ||
    ['help', '--help', '-h', '--version', '-V'].includes(first)
  )
    return args;
  return ['explain', ...args];
}

/** Runs the command line; answers the exit code. */
export async function runProgram(args: readonly string[], io: CliIo, host: ProgramHost): Promise<number> {
  let exitCode: number = EXIT.explained;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('waypost')
    .description('Every mail rejection explained with evidence.')
    .usage('<command> [options] | <anything to explain>')
    .version(host.version)
    .addHelpText('after', MAIN_EXAMPLES);
  const output = {
    writeOut: (text: string) => io.stdout.write(text),
    writeErr: (text: string) => io.stderr.write(text),
  };
  program.addCommand(explainCommand(host, io, finish)).addCommand(completionCommand(program, io, finish));
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(output);
  const names = program.commands.map((command) => command.name());
  if (args.length === 0 && io.stdin.isTTY === true) {
    program.outputHelp();
    return EXIT.explained;
  }
  const given = args.length === 0 ? ['explain'] : withVerb(args, names);
  try {
    await program.parseAsync([...given], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.explained : EXIT.usage;
  }
}
