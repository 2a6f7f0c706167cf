/**
 * What Exim refused a client: 'H=host (helo) [ip] F=<sender> A=plain:user rejected RCPT <recipient>: words' (smtp_handle_acl_fail in
 * smtp_in.c), 'rejected EHLO from [ip]: words', 'rejected from <sender> H=(helo) [ip]: words', 'F=<sender> rejected by non-SMTP ACL: words'
 * (receive.c). What a client words itself is passed over (exim-shape.ts); a login that may be such words is none.
 */
import type { SmtpPhase } from '../smtp/types.ts';
import { endOfAddress } from './client-words.ts';
import { type EximFields, namesAnother, readEximFields } from './exim-fields.ts';
import { shapeOf } from './exim-shape.ts';
import { replyFieldsOf } from './reply-in-log.ts';
import type { LogEvent } from './types.ts';

const REFUSALS: readonly (readonly [string, SmtpPhase])[] = [
  ['rejected RCPT ', 'rcpt'],
  ['rejected after DATA', 'end-of-data'],
  ['rejected during MIME ACL', 'end-of-data'],
  ['rejected DATA', 'data'],
  ['rejected MAIL', 'mail'],
  ['rejected EHLO', 'ehlo'],
  ['rejected HELO', 'ehlo'],
  ['rejected AUTH', 'auth'],
  ['rejected STARTTLS', 'starttls'],
  ['rejected VRFY', 'rcpt'],
  ['rejected connection', 'connect'],
  ['rejected by local_scan', 'end-of-data'],
  ['rejected by non-SMTP ACL', 'end-of-data'],
  ['rejected from <', 'end-of-data'],
];

/** smtp_handle_acl_fail in smtp_in.c: of these alone it writes the sender, and with it the login; elsewhere they are a client's words. */
const NAMES_LOGIN: ReadonlySet<string> = new Set([
  'rejected RCPT ',
  'rejected after DATA',
  'rejected during MIME ACL',
]);

type Refused = Omit<LogEvent, 'format' | 'line' | 'at' | 'loggingHost' | 'queueId'>;

/** Reads the words behind time and message id; undefined where they tell of no refusal. */
export function readEximRefusal(words: string): Refused | undefined {
  if (/^[A-Za-z0-9_-]{1,60} authenticator failed /.test(words.slice(0, 90))) return undefined;
  const whole = shapeOf(words);
  // 'SMTP protocol synchronization error (…): rejected "a command of the client" H=…'.
  const shape = words.startsWith('SMTP ') ? (whole.split('"', 1)[0] ?? '') : whole;
  const [refusal] = REFUSALS.map(([mark, phase]) => ({ at: shape.indexOf(mark), mark, phase }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  if (refusal === undefined) return undefined;
  const { at, phase, mark } = refusal;
  const before = shape.slice(0, at);
  const rest = words.slice(at);
  const from = /(?:^| )[HUF]=/.test(before)
    ? undefined
    : /^rejected (?:[A-Za-z]{4,10} )?from /.exec(rest)?.[0];
  if (from !== undefined) {
    const { login: _ofClient, ...fields } = fieldsBehind(rest.slice(from.length));
    return event(phase, fields.text === '' ? { ...fields, text: words.trim() } : fields);
  }
  const recipient = phase === 'rcpt' ? /^rejected [A-Z]{4} /.exec(rest)?.[0].length : undefined;
  const address = recipient === undefined ? undefined : addressAt(rest, recipient);
  const colon = rest.indexOf(': ', address?.end ?? 0);
  const text = (colon < 0 ? rest : rest.slice(colon + 2)).trim();
  const { login, ...told } = trusted(readEximFields(words.slice(0, at)), words, at);
  const fields = { ...told, ...(login !== undefined && NAMES_LOGIN.has(mark) && { login }), text };
  return {
    ...event(phase, fields),
    ...(address === undefined || address.value === '' ? {} : { recipient: address.value }),
    ...(isOfThisMachine(before, mark) ? localClient(before) : {}),
  };
}

function event(phase: SmtpPhase, fields: EximFields): Refused {
  const { enhancedStatus, replyCode } = replyFieldsOf(fields.text);
  const { sender, host, ip, helo, login, text } = fields;
  return {
    outcome: 'rejected-by-us',
    ...(sender === undefined ? {} : { sender }),
    ...(host === undefined ? {} : { clientHost: host }),
    ...(ip === undefined ? {} : { clientIp: ip }),
    ...(helo === undefined ? {} : { helo }),
    ...(login === undefined ? {} : { login }),
    ...(enhancedStatus === undefined ? {} : { enhancedStatus }),
    ...(replyCode === undefined ? {} : { replyCode }),
    phase,
    text,
  };
}

/** '<a@example.org>: words', or without brackets as the client gave it. */
function addressAt(rest: string, from: number): { readonly value: string; readonly end: number } {
  if (rest[from] === '<') {
    const end = endOfAddress(rest, from + 1, '>');
    return { value: end - from > 321 ? '' : rest.slice(from + 1, end), end };
  }
  const end = endOfAddress(rest, from, ' ');
  return {
    value: end - from > 320 ? '' : rest.slice(from, end).replace(/:$/, ''),
    end: Math.max(end - 1, from),
  };
}

/** '<sender> H=(helo) [ip]: words', 'host (helo) [ip]: words'; 'H=' stands there only sometimes. */
function fieldsBehind(rest: string): EximFields {
  if (!rest.startsWith('<')) return readEximFields(/^[HU]=/.test(rest) ? rest : `H=${rest}`);
  const { value, end } = addressAt(rest, 0);
  return { ...readEximFields(rest.slice(end + 1).trimStart()), ...(value === '' ? {} : { sender: value }) };
}

/** Behind the first refusal of the line: the first was in a field that a client has worded so. An ACL's own words may name 'F=<…>', too. */
const isRefusedTwice = (behind: string): boolean => REFUSALS.some(([mark]) => behind.includes(mark, 1));

/** A HELO name, a certificate's name or an address may hold a whole refusal: what says so twice is not believed. */
function trusted(fields: EximFields, words: string, at: number): EximFields {
  const { login, host, helo, ip, ...others } = fields;
  const last = words.lastIndexOf(' rejected ');
  if (namesAnother(words.slice(0, last), ip)) return others;
  const isTwice = login !== undefined && isRefusedTwice(words.slice(at));
  return isTwice ? { ...others, ...picked({ host, helo, ip }) } : fields;
}

const picked = ({ host, helo, ip }: Readonly<Record<'host' | 'helo' | 'ip', string | undefined>>) => ({
  ...(host === undefined ? {} : { host }),
  ...(helo === undefined ? {} : { helo }),
  ...(ip === undefined ? {} : { ip }),
});

/** host_and_ident in host.c: without a host there is only the account of a process ('U='). */
const isOfThisMachine = (before: string, mark: string): boolean =>
  /^[UF]=/.test(before) &&
  !/ H=/.test(before) &&
  (mark === 'rejected by non-SMTP ACL' || before.startsWith('U=') || / P=local(?:-| )/.test(before));

/** As Postfix tells of mail from a process of its own machine: the loopback address (cleanup_milter_client_init in cleanup_milter.c). */
function localClient(before: string): Pick<LogEvent, 'clientHost' | 'clientIp' | 'login'> {
  const account = /(?:^| )U=([A-Za-z0-9_][A-Za-z0-9_.-]{0,31})(?= |$)/.exec(before)?.[1];
  return {
    clientHost: 'localhost',
    clientIp: '127.0.0.1',
    ...(account === undefined || account === 'unknown' ? {} : { login: account }),
  };
}
