/**
 * The fields of an Exim log line (Exim specification, 'Summary of fields in log lines'): an address, '<original>', 'H=host (helo) [ip]:port',
 * 'F=<sender>', 'R=router', 'T=transport', then ': words'. Limits: the first 6,000 characters.
 */
import { isHostName, isIpAddress } from '../smtp/index.ts';
import { endOfAddress, FILL } from './client-words.ts';
import { shapeOf } from './exim-shape.ts';

/** What the fields tell; absent where not given. */
export interface EximFields {
  readonly address?: string;
  readonly originalAddress?: string;
  readonly host?: string;
  readonly helo?: string;
  readonly ip?: string;
  readonly sender?: string;
  /** Of a client of ours: the account it logged in with ('A=plain:user'), '' where only 'P=esmtpsa' tells that it did. */
  readonly login?: string;
  /** 'T=': the transport, which says whether mail was to leave this machine. */
  readonly transport?: string;
  /** 'R=': the router that found the next server. */
  readonly router?: string;
  /** 'C=': what the other server said when it took the message. */
  readonly answer?: string;
  readonly text: string;
}

/** Reads the fields; with `hasAddress` the line begins with an address. */
export function readEximFields(words: string, hasAddress = false): EximFields {
  const line = words.slice(0, 6_000);
  const addressEnd = hasAddress ? addressEndOf(line) : 0;
  const whole = shapeOf(line, addressEnd);
  const textAt = textStart(whole, addressEnd);
  const head = line.slice(addressEnd, textAt);
  const shape = whole.slice(addressEnd, textAt);
  const address = line.slice(0, addressEnd).replace(/:$/, '').trim();
  const original = shape.startsWith(' <') ? betweenBrackets(head, shape, 1) : undefined;
  const senderAt = SENDER.exec(shape)?.index;
  const sender = senderAt === undefined ? undefined : betweenBrackets(head, shape, senderAt);
  return {
    ...pickAddresses(address, original),
    ...readHost(head, shape, line),
    ...(sender === undefined ? {} : { sender }),
    // Of a line that was cut nobody knows whether a second sender stands behind.
    ...(words.length > line.length || sendersIn(whole) > 1 ? {} : loginIn(shape)),
    ...transportIn(shape),
    ...answerIn(head, shape),
    text: line.slice(textAt).replace(/^ ?: /, '').trim(),
  };
}

const SENDER = /(?:^| )F=</;

function betweenBrackets(head: string, shape: string, from: number): string | undefined {
  const open = shape.indexOf('<', from) + 1;
  const close = shape.indexOf('>', open);
  return close < 0 || close - open > 320 ? undefined : head.slice(open, close);
}

/** '=> local <local@example.org>' names the local part first and the whole address in brackets. */
function pickAddresses(
  address: string,
  original: string | undefined,
): Pick<EximFields, 'address' | 'originalAddress'> {
  if (address === '') return {};
  if (original === undefined) return { address };
  return address.includes('@') || !original.includes('@')
    ? { address, originalAddress: original }
    : { address: original };
}

function addressEndOf(line: string): number {
  const end = endOfAddress(line, 0, ' ');
  return line[end - 1] === ':' && end > 1 ? end - 1 : end;
}

/** The words begin after the first ': ' that stands outside quotes. */
function textStart(line: string, from: number): number {
  let isQuoted = false;
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (!isQuoted && line[at] === ':' && line[at + 1] === ' ') return line[at - 1] === ' ' ? at - 1 : at;
  }
  return line.length;
}

/** smtp_handle_acl_fail in smtp_in.c: 'F=<sender> A=authenticator:account' of what was refused to a client that had logged in. */
const BEHIND_SENDER = new RegExp(
  `(?:^| )F=<${FILL}*> A=[A-Za-z0-9_-]{1,60}(?::([^ ${FILL}]{1,320}))?(?= |$)`,
);
/** receive_msg in receive.c: 'P=esmtpsa … A=authenticator:account' of what arrived. */
const ACCOUNT = /(?:^| )A=[A-Za-z0-9_-]{1,60}(?::([^ ]{1,320}))?(?= |$)/g;
const PROTOCOL = /(?:^| )P=([^ ]{1,40})(?= |$)/g;
/** The names of protocols in smtp_in.c: an 'a' behind them is of a client that has logged in. */
const HAS_LOGGED_IN = /smtps?a$|^asmtp/;

/** Exim writes one sender: where two stand, what identd said of the client or a certificate's name made up the first. */
const sendersIn = (shape: string): number => shape.split(' F=<').length - 1;

function loginIn(shape: string): Pick<EximFields, 'login'> {
  const behindSender = BEHIND_SENDER.exec(shape);
  if (behindSender !== null) return { login: behindSender[1] ?? '' };
  // Of a refusal (F=) Exim writes no protocol.
  if (SENDER.test(shape)) return {};
  // What identd said (U=) is the client's word: where two protocols stand, it made up one of them.
  const protocols = [...shape.matchAll(PROTOCOL)];
  if (protocols.length !== 1 || !HAS_LOGGED_IN.test(protocols[0]?.[1] ?? '')) return {};
  const accounts = [...shape.matchAll(ACCOUNT)];
  return { login: accounts.length === 1 ? (accounts[0]?.[1] ?? '') : '' };
}

function transportIn(shape: string): Pick<EximFields, 'transport' | 'router'> {
  const transport = /(?:^| )T=([A-Za-z0-9_*-]{1,100})/.exec(shape)?.[1];
  const router = /(?:^| )R=([A-Za-z0-9_*-]{1,100})/.exec(shape)?.[1];
  return { ...(transport === undefined ? {} : { transport }), ...(router === undefined ? {} : { router }) };
}

const ANSWER = new RegExp(`(?:^| )C="(${FILL}{1,1000})`);

/** deliver.c: a quote inside the other server's answer has a backslash before it. */
function answerIn(head: string, shape: string): Pick<EximFields, 'answer'> {
  const found = ANSWER.exec(shape);
  if (found === null) return {};
  const from = found.index + found[0].indexOf(FILL);
  const answer = head.slice(from, from + (found[1]?.length ?? 0));
  return { answer: answer.replaceAll(/\\(["\\])/g, '$1') };
}

function readHost(head: string, shape: string, line: string): Pick<EximFields, 'host' | 'helo' | 'ip'> {
  const at = shape.startsWith('H=') ? 0 : shape.indexOf(' H=');
  if (at < 0) return {};
  const from = shape.startsWith('H=', at) ? at + 2 : at + 3;
  const value = shape.slice(from, from + 1_600);
  const open = value.search(/(?:^| )\[[0-9a-fA-F.:]{2,45}\]/);
  const before = open < 0 ? (value.split(' ', 1)[0] ?? '') : value.slice(0, open);
  const ip = open < 0 ? undefined : /\[([0-9a-fA-F.:]{2,45})\]/.exec(value.slice(open))?.[1];
  if (before.endsWith(')') && ip !== undefined && namesAnother(line, ip)) return {};
  const filled = before.indexOf(`(${FILL}`);
  const helo = filled < 0 ? '' : head.slice(from + filled + 1, from + before.lastIndexOf(FILL) + 1);
  const host = before.split(' ', 1)[0] ?? '';
  return {
    ...(isHostName(host) ? { host } : {}),
    ...(helo === '' || helo.length > 255 ? {} : { helo }),
    ...(ip !== undefined && isIpAddress(ip) ? { ip } : {}),
  };
}

const CLIENTS = /\) \[([0-9A-Fa-f.:]{2,45})\]/g;

/** A HELO name may hold what ends one and an address of our own network: where two clients are named, none is believed. */
export const namesAnother = (line: string, ip: string | undefined): boolean =>
  [...line.matchAll(CLIENTS)].some(([, other]) => other !== ip);
