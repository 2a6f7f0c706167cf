/** The command line of `waypost`: commands, options, help. What a command needs is loaded only when it runs. */
import { Command, CommanderError } from 'commander';
import type { AuditHost } from './audit/command.ts';
import type { RawAuditOptions } from './audit/options.ts';
import type { CheckHost } from './check/command.ts';
import type { RawCheckOptions } from './check/options.ts';
import type { ExplainHost } from './explain/command.ts';
import type { RawOptions } from './explain/options.ts';
import { type CliIo, EXIT, writeTo } from './io.ts';
import { pickCommand, type VerbLoader } from './pick-command.ts';

export interface ProgramHost {
  readonly version: string;
  readonly loadExplain: () => Promise<{
    readonly run: typeof import('./explain/command.ts').runExplain;
    readonly host: ExplainHost;
  }>;
  readonly loadAudit: () => Promise<{
    readonly run: typeof import('./audit/command.ts').runAudit;
    readonly host: AuditHost;
  }>;
  readonly loadVerb: VerbLoader;
  readonly loadCheck: () => Promise<{
    readonly run: typeof import('./check/command.ts').runCheck;
    readonly host: CheckHost;
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
  waypost newsletter.eml                      ordinary mail is checked, as is an HTML template
  waypost example.org                         a domain, an address or a host is audited
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

const AUDIT_EXAMPLES = `
Examples:
  waypost audit example.org                              everything about a domain that sends mail
  waypost audit example.org --sending-ip 192.0.2.1 --selector s1
  waypost audit example.org --message sent.eml           selectors and addresses from a mail you sent
  waypost audit example.org --reports FOLDER             who sends as the domain, from DMARC and TLS reports
  waypost audit 192.0.2.1                                an address: reverse DNS, lists
  waypost audit mx1.example.org                          a mail host: ports, TLS, certificate, relaying
  waypost audit --file domains.txt --json                many, one a line; records only unless --connect
  waypost audit example.org --plan zone                  the corrected records, proven first, as zone lines
  waypost audit example.org --fail-on error              for continuous integration

Exit codes: 0 audited, 1 something could not be audited, 2 wrong usage, 3 the program failed, 4 --fail-on was met.
`;

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

function auditCommand(host: ProgramHost, io: CliIo, finish: (code: number) => void): Command {
  return new Command('audit')
    .description('everything that can make receivers refuse a domain, an IP address or a mail host')
    .argument('[name...]', 'a domain, an IP address, a mail host, an address')
    .option('--file <file>', 'names from a file, one a line; - for standard input')
    .option('--sending-ip <ip>', 'an address your mail leaves from; may be repeated', collect)
    .option('--helo <name>', 'the name your server gives at EHLO')
    .option('--selector <name>', 'a DKIM selector (s= of a signature); may be repeated', collect)
    .option('--message <file>', 'a mail you sent: selectors and addresses are read from it')
    .option(
      '--log <file>',
      'a log of what signs (OpenDKIM, rspamd, amavis): selectors; may be repeated',
      collect,
    )
    .option('--reports <path>', 'DMARC and TLS reports: a file, folder, mbox or maildir')
    .option('--resolver <host:port>', 'DNS server to ask instead of the system’s')
    .option('--connect', 'connect to mail and web hosts, too (with --file; otherwise the default)')
    .option('--no-connect', 'records only: no connection but to the DNS server')
    .option('--lists', 'ask DNS lists (with --file; otherwise the default)')
    .option('--no-lists', 'ask no DNS lists')
    .option('--list-keys <file>', 'keys of DNS lists that need one, a line each: zone = "key"')
    .option('--private', 'private and loopback addresses may be audited and connected to')
    .option('--smuggling <address>', 'try the end-of-data sequences on your own host, with your own mailbox')
    .option('--rpki-validator <url>', 'an RPKI validator’s HTTP interface, as of Routinator')
    .option(
      '--volume <count>',
      'messages a day to one provider: which of its rules apply; 0: nothing is sent',
    )
    .option('--plan [form]', 'the corrected records: text, zone, nsupdate or csv')
    .option('--plan-files <folder>', 'with --plan: write its files there (policies, settings, new keys)')
    .option('--flatten-spf', 'with --plan: replace includes of SPF by addresses (they go stale)')
    .option('--format <form>', 'text, json, html or junit', 'text')
    .option('--json', 'the same as --format json (docs/audit-json.md)')
    .option(
      '--fail-on <severity>',
      'exit code 4 where something weighs this much: critical, error, warning, notice',
    )
    .option('--save-evidence <file>', 'keep what was gathered')
    .option('--evidence <file>', 'judge what was kept, asking nothing')
    .option('--lang <language>', 'language: en or de')
    .option('--verbose', 'show every look-up')
    .option('--color', 'colours even without a terminal')
    .option('--no-color', 'no colours')
    .option('--no-progress', 'no progress bar')
    .addHelpText('after', AUDIT_EXAMPLES)
    .action(async (names: readonly string[], options: RawAuditOptions) => {
      const { run, host: auditHost } = await host.loadAudit();
      finish(await run(names, options, io, auditHost));
    });
}

const CHECK_EXAMPLES = `
Examples:
  waypost check newsletter.eml --profile bulk            what receivers would refuse or score
  waypost check template.html --subject 'Hello' --text template.txt
  waypost check a.eml b.eml                              variants, and where they differ
  waypost check ~/Maildir                                every message in a folder
  waypost check --fix mail.eml > mended.eml              safe fixes applied and proven, the change shown first
  waypost check mail.eml --rspamd http://127.0.0.1:11333 --spamd 127.0.0.1:783
  waypost check mail.eml --fail-on refused               for continuous integration

Exit codes: 0 checked, 1 something given was not checked, 2 wrong usage, 3 the program failed, 4 --fail-on was met.
`;

function checkCommand(host: ProgramHost, io: CliIo, finish: (code: number) => void): Command {
  return new Command('check')
    .description('what would be refused or scored in a message, before it is sent')
    .argument(
      '[file...]',
      'a message (.eml), an mbox, a maildir folder, an HTML file; - or nothing for standard input',
    )
    .option('--profile <profile>', 'bulk, transactional or personal mail', 'personal')
    .option('--tracking <domain>', 'a domain of your own click tracker; may be repeated', collect)
    .option('--receivers <names>', 'only what these receivers judge: gmail, yahoo, outlook, icloud')
    .option('--offline', 'look nothing up: signatures, DMARC and DNS lists are not checked')
    .option('--resolver <host:port>', 'DNS server to ask instead of the system’s')
    .option('--sender-ip <ip>', 'the address it will leave from')
    .option('--helo <name>', 'the name your server gives at EHLO')
    .option('--mail-from <address>', 'the reverse-path (MAIL FROM)')
    .option('--list-keys <file>', 'keys of DNS lists that need one, a line each: zone = "key"')
    .option('--rspamd [url]', 'ask an rspamd; without an address the one at http://127.0.0.1:11333')
    .option('--rspamd-password <file>', 'a file with the password that rspamd asks for')
    .option('--spamd <host:port>', 'ask a SpamAssassin (spamd): host:port or a socket')
    .option('--fetch', 'fetch the links, to see that they are alive')
    .option(
      '--probe-unsubscribe <how>',
      'ask the address in List-Unsubscribe: get (as link scanners do), post (that unsubscribes: use a test recipient)',
    )
    .option('--subject <text>', 'for an HTML file: the subject')
    .option('--from <address>', 'for an HTML file: the sender')
    .option('--text <file>', 'for an HTML file: its text part')
    .option('--fix', 'write the message with every safe fix, proven; the change is shown on standard error')
    .option('--output <file>', 'with --fix: write there instead of standard output')
    .option('--format <form>', 'text, json or html', 'text')
    .option('--json', 'the same as --format json (docs/check-json.md)')
    .option('--fail-on <class>', 'exit code 4: refused, policy, score, rendering or information')
    .option('--lang <language>', 'language: en or de')
    .option('--verbose', 'show what is in order, too')
    .option('--color', 'colours even without a terminal')
    .option('--no-color', 'no colours')
    .addHelpText('after', CHECK_EXAMPLES)
    .action(async (files: readonly string[], options: RawCheckOptions) => {
      const { run, host: checkHost } = await host.loadCheck();
      finish(await run(files, options, io, checkHost));
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

/** Runs the command line; answers the exit code. */
export async function runProgram(args: readonly string[], given: CliIo, host: ProgramHost): Promise<number> {
  // What was read to pick the command is given to it again.
  let { stdin } = given;
  const io: CliIo = {
    ...given,
    get stdin() {
      return stdin;
    },
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
  program
    .addCommand(explainCommand(host, io, finish))
    .addCommand(auditCommand(host, io, finish))
    .addCommand(checkCommand(host, io, finish))
    .addCommand(completionCommand(program, io, finish));
  for (const command of [program, ...program.commands]) command.exitOverride().configureOutput(output);
  if (args.length === 0 && io.stdin.isTTY === true) {
    program.outputHelp();
    return EXIT.explained;
  }
  const picked = await pickCommand(args, program.commands, host.loadVerb, io.stdin);
  stdin = picked.stdin;
  try {
    await program.parseAsync([...picked.args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.explained : EXIT.usage;
  }
}
