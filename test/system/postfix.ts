/**
 * A Postfix of our own on loopback: its own configuration, queue and log in a folder of its own; the system's is neither
 * started nor touched. It sends all mail to one server and puts what it returns into a maildir. Test support.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Postfix {
  /** Hands a message to it as a local program does. */
  readonly send: (from: string, to: string) => void;
  /** Files of the messages that came back. */
  readonly returned: () => readonly string[];
  readonly log: () => string;
  readonly close: () => void;
}

const postfix = '/usr/sbin/postfix';

/** Why there can be none; undefined where there can. */
export function missingForPostfix(): string | undefined {
  if (!existsSync(postfix)) return 'postfix is not installed (Debian: postfix)';
  return process.getuid?.() === 0 ? undefined : 'Postfix starts only as root';
}

const idOf = (flag: '-u' | '-g', user: string): number =>
  Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));

function mainCf(folder: string, relayPort: number): string {
  return `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = ${execFileSync('/usr/sbin/postconf', ['-dh', 'daemon_directory'], { encoding: 'utf8' }).trim()}
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/log/mail.log
maillog_file_prefixes = ${folder}
myhostname = mail.sender.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [localhost]:${relayPort}
virtual_mailbox_domains = sender.test
virtual_mailbox_base = ${folder}
virtual_mailbox_maps = static:maildir/
virtual_uid_maps = static:${idOf('-u', 'postfix')}
virtual_gid_maps = static:${idOf('-g', 'postfix')}
alias_maps =
alias_database =
local_recipient_maps =
smtp_dns_support_level = disabled
smtp_host_lookup = native
smtp_tls_security_level = none
delay_warning_time = 0
minimal_backoff_time = 1s
`;
}

/**
 * Each setting once: Postfix warns of one that is there twice, and the warnings of processes that start before its log daemon
 * fill the socket of that daemon, which then never starts.
 */
function withSettings(mainCf: string, settings: Readonly<Record<string, string>>): string {
  const kept = mainCf.split('\n').filter((line) => !((line.split(' ', 1)[0] ?? '') in settings));
  const own = Object.entries(settings).map(([key, value]) => `${key} = ${value}`);
  return [...kept, ...own, ''].join('\n');
}

const masterCf = `pickup unix n - n 1 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
flush unix n - n 1000? 0 flush
showq unix n - n - - showq
postlog unix-dgram n - n - 1 postlogd
`;

export interface PostfixMore {
  /** Settings of main.cf in place of its own. */
  readonly main?: Readonly<Record<string, string>>;
  /** Services more than those that send. */
  readonly master?: string;
}

/** Starts it; all mail but that to its own domain, sender.test, goes to the server on `relayPort`. */
export function startPostfix(relayPort: number, more: PostfixMore = {}): Postfix {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-postfix-'));
  chmodSync(folder, 0o755);
  const uid = idOf('-u', 'postfix');
  for (const name of ['etc', 'queue', 'data', 'log', 'maildir']) mkdirSync(join(folder, name));
  for (const name of ['data', 'maildir']) chownSync(join(folder, name), uid, idOf('-g', 'postfix'));
  writeFileSync(join(folder, 'etc/main.cf'), withSettings(mainCf(folder, relayPort), more.main ?? {}));
  writeFileSync(join(folder, 'etc/master.cf'), `${masterCf}${more.master ?? ''}`);
  const sendmail = (from: string, to: string): void => {
    const args = ['-C', join(folder, 'etc'), '-f', from, to];
    const input = `From: ${from}\nTo: ${to}\nSubject: System test\n\nHello.\n`;
    const { status, stderr } = spawnSync('/usr/sbin/sendmail', args, {
      input,
      encoding: 'utf8',
      timeout: 30_000,
    });
    if (status !== 0) throw new Error(`sendmail ended with ${status}: ${stderr}`);
  };
  const inbox = join(folder, 'maildir/new');
  const logFile = join(folder, 'log/mail.log');
  const close = (): void => {
    spawnSync(postfix, ['-c', join(folder, 'etc'), 'stop'], { timeout: 30_000 });
    rmSync(folder, { recursive: true, force: true });
  };
  const started = spawnSync(postfix, ['-c', join(folder, 'etc'), 'start'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (started.status !== 0) {
    close();
    throw new Error(`postfix did not start: ${started.stderr}`);
  }
  return {
    send: sendmail,
    returned: () => (existsSync(inbox) ? readdirSync(inbox).map((name) => join(inbox, name)) : []),
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    close,
  };
}
