/** What the user tells of how a domain sends: addresses, the name at HELO, selectors; read into values that the rest can trust. */
import { isFullName, plainName } from '../base/host-name.ts';
import { canonicalIp, isPublicIp } from '../base/ip.ts';
import { failed, ok, type Result } from '../base/result.ts';
import { selectorsOfMessage } from '../gather/audit/index.ts';
import { domainOrBare } from '../wire/address/index.ts';
import { senderOfCopy } from '../wire/trace/index.ts';
import type { GivenSender } from './gather-cases.ts';

export interface RawSender {
  readonly sendingIps: readonly string[];
  readonly selectors: readonly string[];
  readonly helo?: string;
  readonly allowPrivate: boolean;
}

export interface ReadSender {
  /** Canonical, each once. */
  readonly sendingIps: readonly string[];
  readonly selectors: readonly string[];
  readonly helo?: string;
}

const MAX_GIVEN = 100;

/** Reads them; the first that is wrong is told ('bad-sending-ip', 'private-sending-ip', 'bad-helo', 'bad-selector', 'too-many-given'). */
export function readSender(raw: RawSender): Result<ReadSender> {
  const ips: string[] = [];
  for (const text of raw.sendingIps) {
    const ip = canonicalIp(text);
    if (ip === undefined)
      return failed(
        'bad-sending-ip',
        `--sending-ip ${text} is not an IP address. Write 192.0.2.1 or 2001:db8::1.`,
        { value: text },
      );
    if (!raw.allowPrivate && !isPublicIp(ip)) {
      return failed(
        'private-sending-ip',
        `--sending-ip ${text} is a private or reserved address that no receiver sees; give the public one.`,
        { value: text },
      );
    }
    ips.push(ip);
  }
  const helo = raw.helo === undefined ? undefined : plainName(raw.helo);
  if (helo !== undefined && !/^[a-z0-9_][a-z0-9._-]{0,252}$|^\[[0-9a-f.:]+\]$/.test(helo))
    return failed('bad-helo', `--helo ${raw.helo} is not a host name.`, { value: raw.helo ?? '' });
  const { selectors } = raw;
  const wrong = selectors.find((one) => !/^[A-Za-z0-9_]([A-Za-z0-9._-]{0,200}[A-Za-z0-9_])?$/.test(one));
  if (wrong !== undefined)
    return failed(
      'bad-selector',
      `--selector ${wrong} is not a selector: it is the s= tag of a DKIM signature.`,
      { value: wrong },
    );
  if (ips.length + selectors.length > MAX_GIVEN)
    return failed('too-many-given', `At most ${MAX_GIVEN} addresses and selectors are taken.`, {
      limit: MAX_GIVEN,
    });
  return ok({ sendingIps: [...new Set(ips)], selectors, ...(helo !== undefined && { helo }) });
}

/** What was given, and what a mail that was sent tells besides; `logged`: selectors of logs. */
export function givenSender(
  { sendingIps, selectors, helo }: ReadSender,
  message: Uint8Array | undefined,
  logged: GivenSender['selectors'] = [],
): GivenSender {
  const told = message === undefined ? {} : senderOfCopy(message);
  const returnPath = plainName(domainOrBare(told.mailFrom) ?? '');
  const all = [
    ...selectors.map((selector) => ({ selector, origin: 'given' as const })),
    ...(message === undefined ? [] : selectorsOfMessage(message)),
    ...logged,
  ];
  return {
    sendingIps,
    selectors: all,
    ...(told.ip !== undefined && {
      messageSender: {
        ip: told.ip,
        ...(isFullName(returnPath) && { returnPath }),
        ...(told.helo !== undefined && { helo: told.helo }),
      },
    }),
    ...(helo !== undefined && { helo }),
    ...(message !== undefined && { message }),
  };
}
