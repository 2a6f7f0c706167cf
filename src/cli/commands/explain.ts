/** `waypost explain`: its options and help. */
import { Command } from 'commander';
import type { RawOptions } from '../explain/options.ts';
import type { CliIo } from '../io.ts';
import type { ProgramHost } from '../program-host.ts';

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

/** The command, with what it does when it runs. */
export function explainCommand(host: ProgramHost, io: CliIo, finish: (code: number) => void): Command {
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
    .option('--server <url>', 'let a running waypost serve do it: https, or http on this machine')
    .option('--no-server', 'do it here, whatever WAYPOST_SERVER says')
    .option('--token-file <file>', 'with --server: a file with the API token (else WAYPOST_TOKEN)')
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
