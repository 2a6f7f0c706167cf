/** `waypost check`: its options and help. */
import { Command } from 'commander';
import type { RawCheckOptions } from '../check/options.ts';
import type { CliIo } from '../io.ts';
import type { ProgramHost } from '../program-host.ts';
import { collect } from './collect.ts';

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

/** The command, with what it does when it runs. */
export function checkCommand(host: ProgramHost, io: CliIo, finish: (code: number) => void): Command {
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
    .option('--server <url>', 'let a running waypost serve do it: https, or http on this machine')
    .option('--no-server', 'do it here, whatever WAYPOST_SERVER says')
    .option('--token-file <file>', 'with --server: a file with the API token (else WAYPOST_TOKEN)')
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
