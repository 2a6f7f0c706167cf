/** `waypost audit`: its options and help. */
import { Command } from 'commander';
import type { RawAuditOptions } from '../audit/options.ts';
import type { CliIo } from '../io.ts';
import type { ProgramHost } from '../program-host.ts';
import { collect } from './collect.ts';

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

/** The command, with what it does when it runs. */
export function auditCommand(host: ProgramHost, io: CliIo, finish: (code: number) => void): Command {
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
    .option('--server <url>', 'let a running waypost serve do it: https, or http on this machine')
    .option('--no-server', 'do it here, whatever WAYPOST_SERVER says')
    .option('--token-file <file>', 'with --server: a file with the API token (else WAYPOST_TOKEN)')
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
