/** `waypost serve` and the commands around it: init, config check, service, backup, restore, user. */
import { Command, Option } from 'commander';
import type { CliIo } from '../io.ts';
import type { ProgramHost } from '../program-host.ts';
import type {
  AddUserOptions,
  BackupOptions,
  ConfigChoice,
  InitOptions,
  RestoreOptions,
  ServeHost,
  ServeOptions,
  ServiceOptions,
} from '../serve/host.ts';
import { collect } from './collect.ts';

type Finish = (code: number) => void;

const SERVE_EXAMPLES = `
Examples:
  waypost serve                               on 127.0.0.1:8550, data in ./waypost-data; prints the set-up link
  waypost serve --listen 127.0.0.1:9000 --data /srv/waypost
  waypost serve --config /etc/waypost/waypost.toml
  kill -HUP PID                               reads the configuration and the certificate again

Without --config the file is that of WAYPOST_CONFIG, else ./waypost.toml, else /etc/waypost/waypost.toml, else none.
Every key of it has a name in the environment, too (docs/configuration.md).

Exit codes: 0 stopped by a signal, 1 could not start (port, folder, database, certificate),
2 wrong usage or configuration, 3 the program failed.
`;

const INIT_EXAMPLES = `
Examples:
  waypost init                                a few questions on a terminal
  waypost init --yes                          none: loopback, ./waypost-data
  waypost init --config /etc/waypost/waypost.toml --data /var/lib/waypost \\
    --listen 0.0.0.0:443 --tls-cert fullchain.pem --tls-key privkey.pem --origin https://waypost.example.org

Exit codes: 0 written, 1 not written (the file is there already, the folder cannot be made), 2 wrong usage.
`;

const CONFIG_EXAMPLES = `
Examples:
  waypost config check                        every key, its value, where that comes from
  waypost config check --config /etc/waypost/waypost.toml

Exit codes: 0 in order, 2 something is wrong (each fault with its line and what to write instead).
`;

const SERVICE_EXAMPLES = `
Examples:
  waypost service                             prints a unit for systemd
  sudo waypost service --install --config /etc/waypost/waypost.toml
  sudo systemctl enable --now waypost

Exit codes: 0 printed or written, 1 not written, 2 wrong usage or configuration.
`;

const BACKUP_EXAMPLES = `
Examples:
  waypost backup /var/backups/waypost-monday.db      while the server runs
  waypost backup copy.db --no-key                    without the key of sealed secrets

FILE.key beside it holds the key of sealed secrets (passwords of notifications, second factors): keep both, apart from each other.
Exit codes: 0 written and checked, 1 not written, 2 wrong usage or configuration.
`;

const RESTORE_EXAMPLES = `
Examples:
  waypost restore /var/backups/waypost-monday.db
  waypost restore copy.db --replace                  the database that is there is set aside, not thrown away

Exit codes: 0 restored, 1 not restored (the server runs, the file is no backup), 2 wrong usage or configuration.
`;

const USER_EXAMPLES = `
Examples:
  waypost user list
  waypost user add ann@example.org --name Ann --role operator
  waypost user reset-password ann@example.org        for somebody locked out: takes the second factor away, too
  pwgen 20 1 | waypost user add bob@example.org      the password from a pipe

Each is written to the log of who changed what.
Exit codes: 0 done, 1 not done, 2 wrong usage or configuration.
`;

const withConfig = (command: Command): Command =>
  command
    .option('--config <file>', 'the configuration (waypost.toml)')
    .option('--data <folder>', 'the data folder');

/** The commands; each loads the server's part of the program when it runs. */
export function serveCommands(host: ProgramHost, io: CliIo, finish: Finish): readonly Command[] {
  const run = async (of: (serveHost: ServeHost) => Promise<number>): Promise<void> =>
    finish(await of(await host.loadServe()));
  return [
    withConfig(new Command('serve'))
      .description('the server: dashboard, API, watching; with no configuration on this machine alone')
      .option('--listen <address:port>', 'where to listen, before the configuration')
      .addHelpText('after', SERVE_EXAMPLES)
      .action((options: ServeOptions) => run((it) => it.serve(options, io))),
    initCommand(run, io),
    new Command('config')
      .description('look into the configuration of the server')
      .addCommand(
        withConfig(new Command('check'))
          .description('tell every fault of the configuration, or what holds and why')
          .option('--listen <address:port>', 'as for serve')
          .action((options: ServeOptions) => run((it) => it.checkConfig(options, io))),
      )
      .addHelpText('after', CONFIG_EXAMPLES),
    withConfig(new Command('service'))
      .description('print a hardened systemd unit for the server')
      .option('--user <name>', 'a user that is there, instead of one that systemd makes (DynamicUser)')
      .option('--install', 'as root: write it to /etc/systemd/system/waypost.service')
      .option('--replace', 'with --install: also where another unit of that name is there')
      .addHelpText('after', SERVICE_EXAMPLES)
      .action((options: ServiceOptions) => run((it) => it.service(options, io))),
    withConfig(new Command('backup'))
      .description('write a consistent copy of the database, while the server runs or not')
      .argument('<file>', 'where to: a file that is not there yet')
      .option('--no-key', 'leave the key of sealed secrets out')
      .addHelpText('after', BACKUP_EXAMPLES)
      .action((file: string, options: BackupOptions) => run((it) => it.backup(file, options, io))),
    withConfig(new Command('restore'))
      .description('put a backup in the place of the database; the server must not run')
      .argument('<file>', 'what waypost backup wrote')
      .option('--replace', 'also where a database is there: it is set aside')
      .addHelpText('after', RESTORE_EXAMPLES)
      .action((file: string, options: RestoreOptions) => run((it) => it.restore(file, options, io))),
    userCommand(run, io),
  ];
}

type Runner = (of: (host: ServeHost) => Promise<number>) => Promise<void>;

function initCommand(run: Runner, io: CliIo): Command {
  return new Command('init')
    .description('write waypost.toml and make the data folder; never overwrites')
    .option('--config <file>', 'the file to write', 'waypost.toml')
    .option('--data <folder>', 'the data folder')
    .option('--listen <address:port>', 'where to listen')
    .option('--origin <url>', 'what people type to reach it: https://waypost.example.org')
    .option('--tls-cert <file>', 'certificate chain (PEM)')
    .option('--tls-key <file>', 'private key (PEM)')
    .option(
      '--trust-proxy <network>',
      'a proxy in front whose headers are believed; may be repeated',
      collect,
    )
    .addOption(new Option('--language <language>', 'language of alerts and new people').choices(['en', 'de']))
    .option('--yes', 'ask nothing')
    .addHelpText('after', INIT_EXAMPLES)
    .action((options: InitOptions) => run((it) => it.init(options, io)));
}

function userCommand(run: Runner, io: CliIo): Command {
  return new Command('user')
    .description('people who may sign in: add, list, reset a password')
    .addCommand(
      withConfig(new Command('add'))
        .description('add somebody; the password is asked for, or read from a pipe')
        .argument('<email>', 'what they sign in with')
        .option('--name <name>', 'their name')
        .addOption(
          new Option('--role <role>', 'what they may do')
            .choices(['administrator', 'operator', 'viewer'])
            .default('administrator'),
        )
        .addOption(new Option('--language <language>', 'their language').choices(['en', 'de']))
        .action((email: string, options: AddUserOptions) => run((it) => it.addUser(email, options, io))),
    )
    .addCommand(
      withConfig(new Command('list'))
        .description('everybody, with their role')
        .action((options: ConfigChoice) => run((it) => it.listUsers(options, io))),
    )
    .addCommand(
      withConfig(new Command('reset-password'))
        .description('give somebody a new password; ends their sessions, takes their second factor away')
        .argument('<email>', 'what they sign in with')
        .action((email: string, options: ConfigChoice) => run((it) => it.resetPassword(email, options, io))),
    )
    .addHelpText('after', USER_EXAMPLES);
}
