/**
 * What Haraka refused a client (connection.js, log_run_item in plugins.js): 'hook=rcpt plugin=… function=… params="<a@example.org>"
 * retval=DENY msg="…"', then 'recipient <a@example.org> code=DENY msg="…"', of a message 'message mid="…" … code=DENY msg="…"' or
 * 'queue code=DENY msg="…"', at last 'disconnect ip=… lr="550 …"'. Of one refusal the first line tells.
 */
import { isIpAddress } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { endOfAddress } from './client-words.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import type { LogEvent } from './types.ts';

/** Whether nothing was told yet of the connection, or of `what` in it. */
export type IsNew = (what?: string) => boolean;

type Refused = Omit<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

const PHASES: Readonly<Record<string, SmtpPhase>> = {
  connect: 'connect',
  lookup_rdns: 'connect',
  helo: 'ehlo',
  ehlo: 'ehlo',
  mail: 'mail',
  rcpt: 'rcpt',
  rcpt_ok: 'rcpt',
  data: 'data',
  data_post: 'end-of-data',
  max_data_exceeded: 'end-of-data',
  queue: 'end-of-data',
  queue_outbound: 'end-of-data',
};

const HOOK = /^hook=([a-z_]{1,40}) plugin=(\S{1,100}) function=\S{1,100} params="?/;
/** Plugins that hand the message to the next server and give its answer to the client (Haraka, plugins/queue). */
const PASSES_ON = /^queue\/(?:smtp_forward|smtp_proxy|lmtp)$/;
const ADDRESS = /^(recipient|sender) </;
const CODE = /^ ?(?:code|retval)=DENY(?:SOFT)?(?:DISCONNECT)? /;
const WHOLE = /^(?:message mid="|queue code=)/;

/** A refusal, or 'told' where a line before told of it; undefined of any other line. `rest`: which message of the connection it was. */
export function harakaRefusal(words: string, rest: string, isNew: IsNew): Refused | 'told' | undefined {
  const [start, hook = '', plugin = ''] = HOOK.exec(words.slice(0, 400)) ?? [];
  if (start !== undefined) {
    const refused = byHook(hook, words.slice(start.length), rest, isNew);
    return refused !== undefined && PASSES_ON.test(plugin)
      ? { ...refused, outcome: 'bounced', router: plugin }
      : refused;
  }
  const [lead, what] = ADDRESS.exec(words) ?? [];
  if (lead !== undefined) return byAddress(what === 'sender', words.slice(lead.length), rest, isNew);
  if (WHOLE.test(words)) {
    const code = words.startsWith('queue ') ? 5 : words.lastIndexOf(' code=');
    return code >= 0 && CODE.test(words.slice(code)) ? byMessage(words.slice(code), rest, isNew) : undefined;
  }
  return words.startsWith('disconnect ip=') ? byReply(words, isNew) : undefined;
}

function byHook(hook: string, params: string, rest: string, isNew: IsNew): Refused | undefined {
  const phase = PHASES[hook];
  // Of these two the client words the argument: it ends where the address does.
  const isAddress = params.startsWith('<');
  const end = isAddress ? endOfAddress(params, 1, '>') + 1 : Math.max(params.indexOf(' retval='), 0);
  const behind = params.slice(end).replace(/^"/, '');
  if (!CODE.test(behind)) return undefined;
  const address = isAddress && end <= 322 ? params.slice(1, end - 1) : '';
  isNew();
  isNew(hook === 'mail' || phase === 'rcpt' ? `${rest} ${address}` : rest);
  const text = quoted(behind, 'msg') ?? '';
  return {
    outcome: 'rejected-by-us',
    ...(address !== '' && phase === 'rcpt' && { recipient: address }),
    ...(address !== '' && hook === 'mail' && { sender: address }),
    ...replyFieldsOf(text),
    ...(phase !== undefined && { phase }),
    text,
  };
}

function byAddress(
  isSender: boolean,
  words: string,
  rest: string,
  isNew: IsNew,
): Refused | 'told' | undefined {
  const end = endOfAddress(words, 0, '>');
  const behind = words.slice(end + 1);
  if (!CODE.test(behind)) return undefined;
  const address = end > 320 ? '' : words.slice(0, end);
  isNew();
  if (!isNew(`${rest} ${address}`)) return 'told';
  const text = quoted(behind, 'msg') ?? '';
  const sender = isSender ? address : quoted(behind, 'sender');
  return {
    outcome: 'rejected-by-us',
    ...(!isSender && address !== '' && { recipient: address }),
    ...(sender !== undefined && sender !== '' && { sender }),
    ...replyFieldsOf(text),
    phase: isSender ? 'mail' : 'rcpt',
    text,
  };
}

function byMessage(behind: string, rest: string, isNew: IsNew): Refused | 'told' {
  isNew();
  if (!isNew(rest)) return 'told';
  const text = quoted(behind, 'msg') ?? '';
  return { outcome: 'rejected-by-us', ...replyFieldsOf(text), phase: 'end-of-data', text };
}

/** At the end of a connection its last reply is told. */
function byReply(words: string, isNew: IsNew): Refused | undefined {
  const text = quoted(words, 'lr') ?? '';
  if (!/^[45][0-9]{2}\b/.test(text) || !isNew()) return undefined;
  const client = field(words, 'ip');
  const name = field(words, 'rdns');
  const helo = field(words, 'helo');
  return {
    outcome: 'rejected-by-us',
    ...(client !== undefined && isIpAddress(client) && { clientIp: client }),
    ...(name !== undefined && !/^(?:NXDOMAIN|DNSERROR|Unknown)$/i.test(name) && { clientHost: name }),
    ...(helo !== undefined && { helo }),
    ...replyFieldsOf(text),
    text,
  };
}

/** The value of 'key=value'; undefined where it is empty. */
export function field(words: string, key: string): string | undefined {
  const at = words.indexOf(` ${key}=`);
  if (at < 0) return undefined;
  const from = at + key.length + 2;
  const space = words.indexOf(' ', from);
  const value = words.slice(from, space < 0 ? words.length : space);
  return value === '' || value.length > 320 ? undefined : value;
}

/** The value of 'key="value"', which may hold quotes: it ends at the quote before the next field or the end. */
export function quoted(words: string, key: string): string | undefined {
  const mark = ` ${key}="`;
  const at = words.indexOf(mark);
  if (at < 0) return undefined;
  const value = words.slice(at + mark.length);
  const next = /"(?= [a-z_]{1,20}=)/.exec(value)?.index ?? value.lastIndexOf('"');
  return value.slice(0, next < 0 ? value.length : next);
}
