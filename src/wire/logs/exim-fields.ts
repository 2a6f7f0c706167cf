/**
 * The fields of an Exim log line (Exim specification, 'Summary of fields in log lines'): an address, '<original>', 'H=host (helo) [ip]:port',
 * 'F=<sender>', 'R=router', 'T=transport', then ': words'. Limits: the first 6,000 characters.
 */
import { isHostName, isIpAddress } from '../smtp/index.ts';

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
  readonly text: string;
}

/** Reads the fields; with `hasAddress` the line begins with an address. */
export function readEximFields(words: string, hasAddress = false): EximFields {
  const line = words.slice(0, 6_000);
  const addressEnd = hasAddress ? endOfAddress(line) : 0;
  const textAt = textStart(line, addressEnd);
  const head = line.slice(addressEnd, textAt);
  const address = line.slice(0, addressEnd).replace(/:$/, '').trim();
  const original = /^ ?<([^<>]{0,320})>/.exec(head.slice(0, 340))?.[1];
  const sender = /(?:^| )F=<([^<>]{0,320})>/.exec(head)?.[1];
  const named = pickAddresses(address, original);
  return {
    ...named,
    ...readHost(head),
    ...(sender === undefined ? {} : { sender }),
    ...loginIn(head),
    ...transportIn(head),
    text: line.slice(textAt).replace(/^ ?: /, '').trim(),
  };
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

function endOfAddress(line: string): number {
  // A quoted local part may hold spaces.
  const from = line.startsWith('"') ? Math.max(line.indexOf('"', 1), 0) : 0;
  const space = line.indexOf(' ', from);
  const end = space < 0 ? line.length : space;
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

function loginIn(head: string): Pick<EximFields, 'login'> {
  // Addresses, HELO names and message ids are the client's own words.
  const ours = head.split(/ (?:F=<|id=|T=)/, 1)[0]?.replaceAll(/\([^()]{0,300}\)/g, '') ?? '';
  const account = /(?:^| )A=[A-Za-z0-9_-]{1,60}(?::([^ ]{1,320}))?(?= |$)/.exec(ours);
  if (account !== null) return { login: account[1] ?? '' };
  return /(?:^| )P=e?smtps?a(?= |$)/.test(ours) ? { login: '' } : {};
}

function transportIn(head: string): Pick<EximFields, 'transport' | 'router'> {
  const transport = /(?:^| )T=([A-Za-z0-9_*-]{1,100})/.exec(head)?.[1];
  const router = /(?:^| )R=([A-Za-z0-9_*-]{1,100})/.exec(head)?.[1];
  return { ...(transport === undefined ? {} : { transport }), ...(router === undefined ? {} : { router }) };
}

function readHost(head: string): Pick<EximFields, 'host' | 'helo' | 'ip'> {
  const at = head.startsWith('H=') ? 0 : head.indexOf(' H=');
  if (at < 0) return {};
  const value = head.slice(head.startsWith('H=', at) ? at + 2 : at + 3, at + 600);
  const open = value.search(/(?:^| )\[[0-9a-fA-F.:]{2,45}\]/);
  const before = open < 0 ? (value.split(' ', 1)[0] ?? '') : value.slice(0, open);
  const ip = open < 0 ? undefined : /\[([0-9a-fA-F.:]{2,45})\]/.exec(value.slice(open))?.[1];
  const helo = /\(([^()]{1,255})\)/.exec(before)?.[1];
  const host = before.split(' ', 1)[0] ?? '';
  return {
    ...(isHostName(host) ? { host } : {}),
    ...(helo === undefined ? {} : { helo }),
    ...(ip !== undefined && isIpAddress(ip) ? { ip } : {}),
  };
}
