/** Does the header tell of a web script that is not set up to send mail? rspamd gives points for what compromised sites leave. */

import type { Fix } from '../../../findings/fix.ts';
import type { EngineRule, MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { rspamdRules } from '../published-sources.ts';
import { mailboxesOf } from './fields.ts';

const phpHeader = {
  title: 'PHP: mail.add_x_header',
  url: 'https://www.php.net/mail.configuration',
  seen: '2026-11-26',
};
const scripts = ['x-php-originating-script', 'x-php-script', 'x-source', 'x-source-args', 'x-source-dir'];
const accounts = /^(?:www-data|anonymous|ftp|apache|nobody|guest|nginx|web|www)@/i;
const setter = /(?:www-data|anonymous|ftp|apache|nobody|guest|nginx|web|www) set sender to\b/i;

export const scriptTraces: MessageCheck = {
  id: 'headers/script-traces',
  sources: [rspamdRules, phpHeader],
  run: (view) => {
    const drafts = view.fields.flatMap((field) =>
      tracesIn(field).map(({ message, rule }) =>
        draftMessage(
          'fail',
          message,
          rule === undefined ? 'information' : 'score',
          { header: field.name, value: field.rawValue.slice(0, 100) },
          {
            place: placeInHeader(view, field),
            fixes: fixesFor(field),
            ...(rule !== undefined && { engineRules: [rule] }),
          },
        ),
      ),
    );
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'score')] : capped(drafts);
  },
};

interface Trace {
  readonly message: string;
  readonly rule?: EngineRule;
}

function tracesIn(field: HeaderField): readonly Trace[] {
  const value = field.rawValue.slice(0, 2_000);
  if (scripts.includes(field.key)) return tracesOfScript(field.key, value);
  if (field.key === 'x-authentication-warning')
    return setter.test(value) ? [{ message: 'service-account', rule: rspamd('XAW_SERVICE_ACCT', 1) }] : [];
  if (!['from', 'sender', 'reply-to'].includes(field.key)) return [];
  const addresses = mailboxesOf(field).map(({ address }) => address);
  const traces: Trace[] = [];
  if (addresses.some((address) => accounts.test(address)))
    traces.push({ message: 'service-account', rule: rspamd('FROM_SERVICE_ACCT', 1) });
  if (addresses.some((address) => /@www\./i.test(address)))
    traces.push({ message: 'web-host', rule: rspamd('WWW_DOT_DOMAIN', 0.5) });
  return traces;
}

function tracesOfScript(key: string, value: string): readonly Trace[] {
  const traces: Trace[] = [];
  const isOriginating = key === 'x-php-originating-script';
  if (/eval\(\)'d code/.test(value)) traces.push({ message: 'eval', rule: rspamd('X_PHP_EVAL', 4) });
  if (isOriginating && /^0:/.test(value))
    traces.push({ message: 'root', rule: rspamd('PHP_SCRIPT_ROOT', 1) });
  if (isOriginating && /^0\d/.test(value))
    traces.push({ message: 'forged', rule: rspamd('X_PHP_FORGED_0X', 4) });
  if (isOriginating && /^\d{7}:/.test(value))
    traces.push({ message: 'forged', rule: rspamd('X_PHPOS_FAKE', 3) });
  if (/(?:^\d+:|\/)\..+/.test(value))
    traces.push({ message: 'hidden', rule: rspamd('HIDDEN_SOURCE_OBJ', 2) });
  return traces.length === 0 ? [{ message: 'script' }] : traces;
}

function fixesFor({ key }: HeaderField): readonly Fix[] {
  return key === 'x-php-originating-script'
    ? [{ kind: 'setting', where: 'php.ini', key: 'mail.add_x_header', value: 'Off' }]
    : [];
}
