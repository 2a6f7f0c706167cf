/**
 * Does whoever asks name the server that refused as the one he sends through: 'relayhost = [smtp.example.net]', 'my ISP, which I use as relay
 * host'? In a log line it looks like any server that was delivered to. Linear in the text.
 */
import { anyOf } from '../base/any-of.ts';
import type { CategoryId } from '../findings/category.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import type { Arrival } from './arrival.ts';
import { sameOrganisation } from './organisation.ts';
import type { Basis, Speaker } from './verdict.ts';

/** Settings and log lines that name it: Postfix, Exim and Debian's of it, dma, msmtp, sendmail's DS. */
const SETTING =
  /(?:relayhost|smart_?host|route_data|dc_smarthost|mailhub)['"]?[ \t]{0,8}(?:=|:|=>)[ \t]{0,8}['"]?\[?([a-z\d][a-z\d.-]{0,252})|\busing smarthost \(([a-z\d][a-z\d.-]{0,252})|^DS\[?([a-z\d][a-z\d.-]{0,252})/gim;
/** What people say of it, of themselves: servers that refuse speak of 'your provider'. */
const SENTENCE = new RegExp(
  anyOf([
    /\b(?:i|we|ich|wir|j['’]utilise|nous|uso|usamos|usiamo)\b[^.\n]{0,60} (?:as|als|comme|como|come) (?:an? |our |my |einen? |unseren? )?(?:smtp[ -])?(?:relay[ -]?(?:host|server)?|smart[ -]?host)\b/,
    /\b(?:(?:refused|rejected|bounced|blocked|denied) by|abgelehnt von|abgewiesen von) (?:my|our|meinem|unserem) (?:isp|provider|hoster|host|relay|smart[ -]?host)\b/,
    /\b(?:my|our|mein|unser) (?:isp|provider|hoster|relay(?:[ -]?host)?|smart[ -]?host)(?:['’]s \w{1,20})? (?:refuses|rejects|bounces|denies|blocks|says|lehnt|weist|verweigert|meldet|sagt)\b/,
  ]),
  'i',
);

/** Nothing but the conversation, or what hosts are called, tells that it is the recipient's. */
const WEAK: ReadonlySet<Basis> = new Set(['transcript', 'remote-mta', 'name', 'text', 'category', 'nothing']);

/** Speaks the text that somebody pasted of this host as of his relay? Sentences name none: they tell of a refusal to relay alone. */
function isNamed(pasted: string, beside: string, host: string, category: CategoryId): boolean {
  for (const [, ...names] of pasted.matchAll(SETTING))
    if (names.some((name) => name?.toLowerCase().replace(/\.$/, '') === host.toLowerCase())) return true;
  return category === 'relay.denied' && SENTENCE.test(beside);
}

/** The speaker as the text around names him; `speaker` where it does not, or where more is known of him. */
export function namedRelay(
  speaker: Speaker,
  { speakerHost, recipient, ownStep }: ReplyFacts,
  category: CategoryId,
  { pasted = '', beside = pasted }: Pick<Arrival, 'pasted' | 'beside'>,
): Speaker {
  const isTheirs = speaker.role === 'recipient-gateway' || speaker.role === 'unknown';
  if (!isTheirs || speakerHost === undefined || ownStep !== undefined) return speaker;
  if (!speaker.because.every((one) => WEAK.has(one)) || sameOrganisation(speakerHost, domainOf(recipient)))
    return speaker;
  return isNamed(pasted, beside, speakerHost, category)
    ? { ...speaker, role: 'smarthost', because: ['text'] }
    : speaker;
}
