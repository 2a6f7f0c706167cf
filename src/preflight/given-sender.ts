/** What is known of the way that a message will take, as a command line or a program gives it. */
import { isFullName, plainName } from '../base/host-name.ts';
import { canonicalIp } from '../base/ip.ts';
import { failed, ok, type Result } from '../base/result.ts';

export interface GivenSender {
  readonly senderIp?: string;
  readonly helo?: string;
  /** The reverse-path; '' for a bounce. */
  readonly mailFrom?: string;
  readonly trackingDomains?: readonly string[];
}

/** The same, judged: a canonical address, names in lower case. */
export interface ReadSender extends GivenSender {
  readonly trackingDomains: readonly string[];
}

const PATH = /^(?:[^\s@]{1,64}@[^\s@]{1,255})?$/;
/** A host name or an address literal (RFC 5321 §4.1.3). */
const HELO = /^(?:[a-z0-9_](?:[a-z0-9_.-]{0,253})|\[[0-9a-f.:]{2,60}\])$/i;

/** Reads them; the first that is wrong is a problem that calls it by its name in `names`. */
export function readGivenSender(
  given: GivenSender,
  names: Readonly<Record<keyof GivenSender, string>>,
): Result<ReadSender> {
  const { helo, mailFrom } = given;
  const senderIp = given.senderIp === undefined ? undefined : canonicalIp(given.senderIp);
  if (given.senderIp !== undefined && senderIp === undefined)
    return failed('bad-sender-ip', `${names.senderIp} ${given.senderIp} is not an IP address.`, {
      value: given.senderIp,
    });
  const trackingDomains = (given.trackingDomains ?? []).map((name) => plainName(name));
  const stranger = trackingDomains.find((name) => !isFullName(name));
  if (stranger !== undefined)
    return failed('bad-tracking', `${names.trackingDomains} ${stranger} is not a domain.`, {
      value: stranger,
    });
  if (mailFrom !== undefined && !PATH.test(mailFrom))
    return failed('bad-mail-from', `${names.mailFrom} ${mailFrom} is not an address.`, { value: mailFrom });
  if (helo !== undefined && !HELO.test(helo))
    return failed('bad-helo', `${names.helo} ${helo} is no name that a server gives.`, { value: helo });
  return ok({
    trackingDomains,
    ...(senderIp !== undefined && { senderIp }),
    ...(helo !== undefined && { helo: plainName(helo) }),
    ...(mailFrom !== undefined && { mailFrom }),
  });
}
