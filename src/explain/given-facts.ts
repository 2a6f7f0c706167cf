/** What the user tells of a refused message (--from, --sender-ip, --helo, --recipient), read into facts. */
import { failed, ok, type Result } from '../base/result.ts';
import type { GivenFacts } from './explain.ts';

/** What the user tells of a refusal, as it was typed. */
export interface RawFacts {
  readonly from?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly recipient?: string;
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);
const isHost = (text: string): boolean =>
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})$/.test(text) || /^\[[0-9A-Fa-f.:]+\]$/.test(text);

/** A sender's domain has a dot: 'nix' is a slip. */
const isDomain = (text: string): boolean => isHost(text) && text.includes('.');

/** What a person tells of a refused message; the first that is wrong is told with what to write instead ('bad-option';
 * `fault`: 'no-ip', 'no-sender', 'no-address', 'no-host', a text 'given.<fault>' of the catalogue). */
export function readGivenFacts(raw: RawFacts): Result<GivenFacts> {
  const { from, senderIp, helo, recipient } = raw;
  if (senderIp !== undefined && process.getBuiltinModule('node:net').isIP(senderIp) === 0) {
    return failed(
      'bad-option',
      `--sender-ip ${senderIp} is not an IP address. Give the address your mail leaves from, as 192.0.2.1 or 2001:db8::1.`,
      { fault: 'no-ip', option: '--sender-ip', value: senderIp },
    );
  }
  if (from !== undefined && !isAddress(from) && !isDomain(from)) {
    return failed(
      'bad-option',
      `--from ${from} is neither an address nor a domain. Give it as user@example.org or example.org.`,
      {
        fault: 'no-sender',
        option: '--from',
        value: from,
      },
    );
  }
  if (recipient !== undefined && !isAddress(recipient)) {
    return failed('bad-option', `--recipient ${recipient} is not an address. Give it as user@example.org.`, {
      fault: 'no-address',
      option: '--recipient',
      value: recipient,
    });
  }
  if (helo !== undefined && !isHost(helo)) {
    return failed('bad-option', `--helo ${helo} is not a host name.`, {
      fault: 'no-host',
      option: '--helo',
      value: helo,
    });
  }
  return ok({
    ...(from !== undefined && (isAddress(from) ? { sender: from } : { headerFrom: from })),
    ...(senderIp !== undefined && { senderIp }),
    ...(helo !== undefined && { helo }),
    ...(recipient !== undefined && { recipient }),
  });
}
