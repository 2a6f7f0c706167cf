/** The command line of `waypost`: its commands, each defined in commands/. What a command needs is loaded only when it runs. */
import { Command, CommanderError } from 'commander';
import { auditCommand } from './commands/audit.ts';
import { checkCommand } from './commands/check.ts';
import { completionCommand } from './commands/completion.ts';
import { explainCommand } from './commands/explain.ts';
import { serveCommands } from './commands/serve.ts';
import { type CliIo, EXIT } from './io.ts';
import { pickCommand } from './pick-command.ts';
import type { ProgramHost } from './program-host.ts';

const MAIN_EXAMPLES = `
Examples:
  waypost '550 High probability of spam'      anything is recognised: a reply, a bounce, a log line
  waypost bounce.eml
  waypost newsletter.eml                      ordinary mail is checked, as is an HTML template
  waypost example.org                         a domain, an address or a host is audited
  waypost serve                               the dashboard and the API, on this machine
  waypost explain --help
`;

/** Whoever names one of these first needs no other, and each has many options. */
const OF_MAIL: ReadonlyMap<string, typeof explainCommand> = new Map([
  ['explain', explainCommand],
  ['audit', auditCommand],
  ['check', checkCommand],
]);

/** Runs the command line; answers the exit code. */
export async function runProgram(args: readonly string[], given: CliIo, host: ProgramHost): Promise<number> {
  // What was read to pick the command is given to it again.
  let read: CliIo['stdin'] | undefined;
  const io: CliIo = {
    get stdin() {
      return read ?? given.stdin;
    },
    stdout: given.stdout,
    stderr: given.stderr,
    environment: given.environment,
    nowMs: given.nowMs,
  };
  let exitCode: number = EXIT.explained;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('waypost')
    .description('Every mail rejection explained with evidence.')
    .usage('<command> [options] | <anything>')
    .version(host.version)
    .addHelpText('after', MAIN_EXAMPLES);
  const output = {
    writeOut: (text: string) => io.stdout.write(text),
    writeErr: (text: string) => io.stderr.write(text),
    outputError: (text: string, write: (text: string) => void) => write(`waypost: ${text}`),
  };
  const named = OF_MAIL.get(args[0] ?? '');
  if (named !== undefined) program.addCommand(named(host, io, finish));
  else {
    for (const command of OF_MAIL.values()) program.addCommand(command(host, io, finish));
    for (const command of serveCommands(host, io, finish)) program.addCommand(command);
    program.addCommand(completionCommand(program, io, finish));
  }
  const inner = program.commands.flatMap((command) => command.commands);
  for (const command of [program, ...program.commands, ...inner])
    command.exitOverride().configureOutput(output);
  if (args.length === 0 && io.stdin.isTTY === true) {
    program.outputHelp();
    return EXIT.explained;
  }
  const picked = await pickCommand(args, program.commands, host.loadVerb, io);
  read = picked.read;
  try {
    await program.parseAsync([...picked.args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.explained : EXIT.usage;
  }
}
