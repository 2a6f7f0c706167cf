/**
 * The copy of a message that a spam filter is shown: with the Received field (RFC 5321 §4.4) that the receiving host would
 * have put on top, so that rules about the relay see a plausible one. The message itself is never changed.
 */
import type { RelayContext } from './types.ts';

/** A name of RFC 2606: no host of anybody. */
const RECEIVER = 'mx.receiver.example';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** RFC 5322 §3.3, in UTC. */
function mailDate(ms: number): string {
  const at = new Date(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':');
  const date = `${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${days[at.getUTCDay()]}, ${date} ${time} +0000`;
}

/** Only what can stand in a protocol line: printable ASCII without blanks and angle brackets, at most 254 characters. */
export function plainWord(text: string): string {
  return text.replace(/[^!-~]|[<>()]/g, '').slice(0, 254);
}

/** The message as bytes with CRLF line ends, the Received field before it where the address is known. */
export function relayCopy(message: Uint8Array, relay: RelayContext, nowMs: number): Uint8Array {
  const field = relay.ip === undefined ? '' : receivedField(relay.ip, relay, nowMs);
  return Buffer.concat([Buffer.from(field, 'latin1'), withCrlf(message)]);
}

function receivedField(ip: string, { helo, hostname, rcptTo }: RelayContext, nowMs: number): string {
  const literal = ip.includes(':') ? `[IPv6:${ip}]` : `[${ip}]`;
  const name = plainWord(helo ?? hostname ?? '') || literal;
  const reverse = plainWord(hostname ?? helo ?? '');
  const from = `from ${name} (${reverse === '' ? '' : `${reverse} `}${literal})`;
  const recipient = plainWord(rcptTo ?? '');
  const rest = recipient === '' ? '' : `\r\n\tfor <${recipient}>`;
  return `Received: ${from}\r\n\tby ${RECEIVER} with ESMTPS id waypost${rest};\r\n\t${mailDate(nowMs)}\r\n`;
}

/** Files have LF; on the wire a line ends in CRLF (RFC 5321 §2.3.8). A lone CR stays what it is. */
function withCrlf(message: Uint8Array): Uint8Array {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.length);
  let bare = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1))
    if (bytes[at - 1] !== 13) bare += 1;
  if (bare === 0) return bytes;
  const whole = Buffer.alloc(bytes.length + bare);
  let from = 0;
  let to = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] === 13) continue;
    to += bytes.copy(whole, to, from, at);
    whole[to++] = 13;
    from = at;
  }
  bytes.copy(whole, to, from);
  return whole;
}
