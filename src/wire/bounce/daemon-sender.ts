/** Programs that deliver mail, by what they call themselves as senders. */
import { PhraseSet } from '../../base/phrase-set.ts';
import { addressOf } from './addresses.ts';
import type { BounceLayout } from './layout.ts';

const DAEMON_LOCAL_PARTS: readonly string[] = [
  'mailer-daemon',
  'mailerdaemon',
  'mailer_daemon',
  'mail-daemon',
  'maildaemon',
  'postmaster',
  'mdaemon',
  'mail.daemon',
  'mail-delivery',
  'maildelivery',
  'mailsystem',
  'mail-system',
  'mailer',
  'mail_daemon',
  'microsoftexchange',
  'bounce',
  'bounces',
  'ndr',
  'dsn',
  'mmdf',
  'smtp-daemon',
  'daemon',
];
const DAEMON_NAMES = new PhraseSet([
  'mail delivery s',
  'mail deliver',
  'mailer-daemon',
  'mailer daemon',
  'postmaster',
  'system administrator',
  'systemadministrator',
  'mail administrator',
  'mail system',
  'internet mail delivery',
  'mail router',
  'microsoft outlook',
  'microsoft exchange',
  'delivery subsystem',
  'mailsystem',
  'mailserver',
  'mail server',
  'mail gateway',
  'email gateway',
  'mail firewall',
  'spam firewall',
  'content filter',
  'content-filter',
  'mail security',
  'administrador del sistema',
  'administrateur système',
]);

/** True when From names a program that delivers mail. */
export function isDaemonSender(layout: BounceLayout): boolean {
  const from = layout.head('from').slice(0, 500).toLowerCase();
  if (DAEMON_NAMES.isIn(from)) return true;
  const address = addressOf(from) ?? from.trim();
  const local = address.split('@')[0]?.replace(/[<>"]/g, '') ?? '';
  return DAEMON_LOCAL_PARTS.some((p) => local === p || (p.length > 8 && local.startsWith(p)));
}
