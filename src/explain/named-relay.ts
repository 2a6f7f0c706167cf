/**
 * Does whoever asks name the server that refused as the one he sends through: 'relayhost = [smtp.example.net]', 'my ISP, which I use as relay
 * host'? In a log line it looks like any server that was delivered to. Linear in the text.
 */
import { anyOf } from '../base/any-of.ts';
import type { CategoryId } from '../findings/category.ts';
import { categorySet } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf } from '../wire/address/index.ts';
import type { Arrival } from './arrival.ts';
import { sameOrganisation } from './organisation.ts';
import { isToldByServer } from './quoted-by-server.ts';
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

/**
 * Gmail's report of what the recipient's server said, in its languages: Gmail goes where the MX leads, unless its user has it send through another
 * server ('Send mail as').
 */
const OF_GMAIL =
  /\bthe response from the remote server was\b|\bantwort des remote-?servers\b|\bréponse du serveur distant\b|\brespuesta del servidor remoto\b|\brisposta del server remoto\b|\bresposta do servidor remoto\b/i;
const SENDS_AS =
  /send mail as|senden als|envoyer (?:des e-mails )?en tant que|enviar como|invia messaggio come/i;
/** Who sends from an account of a mailbox provider: by the name that people call it, the card of it. */
const SENDS_FROM =
  /\b(?:send|sending|sent|senden|sende|versende|envoyer|envoie|enviar|envío|inviare|invio)\b[^.\n]{0,30} (?:from|via|through|using|with|von|über|mit|depuis|avec|desde|con|da) (?:my |our |a |the |meinem |mon |mi )?(gmail|google|yahoo|hotmail|outlook\.com|gmx|web\.de|yandex|zoho|icloud|aol)\b/i;
const CARD_OF: Readonly<Record<string, string>> = {
  gmail: 'google',
  google: 'google',
  yahoo: 'yahoo',
  aol: 'yahoo',
  hotmail: 'microsoft-consumer',
  'outlook.com': 'microsoft-consumer',
  gmx: 'united-internet',
  'web.de': 'united-internet',
  yandex: 'yandex',
  zoho: 'zoho',
  icloud: 'apple',
};

/** Of these a provider tells its own users, too; of an address or of who delivers to it, whoever asks for it. */
const isOfMessage = categorySet('content.*', 'sender.*', 'protocol.error');

/** Is the provider whose words they are the one whose account he sends from, and tells no server's report of it? */
function isOwnProvider(
  { provider, because }: Speaker,
  category: CategoryId,
  beside: string,
  pasted: string,
): boolean {
  if (provider === undefined || !isOfMessage(category)) return false;
  if (!because.every((one) => one === 'text' || one === 'nothing')) return false;
  const named = SENDS_FROM.exec(beside)?.[1]?.toLowerCase();
  return named !== undefined && CARD_OF[named] === provider && !isToldByServer(pasted);
}

/** A client's conversation with its own machine, by hand: telnet, swaks. */
const BY_HAND =
  /^[ \t>]{0,8}(?:=== )?Trying (?:127\.0\.0\.1|::1|localhost)|\b(?:telnet|nc) (?:127\.0\.0\.1|localhost)\b/im;

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
  if (speaker.because.includes('loopback') && BY_HAND.test(pasted)) return { ...speaker, role: 'own-server' };
  const isUnnamed = speaker.role === 'unknown' && speakerHost === undefined && ownStep === undefined;
  if (isUnnamed && OF_GMAIL.test(pasted) && !SENDS_AS.test(pasted))
    return { ...speaker, role: 'recipient-gateway', because: ['text'] };
  if (speakerHost === undefined && ownStep === undefined && isOwnProvider(speaker, category, beside, pasted))
    return { ...speaker, role: 'smarthost', because: ['text'] };
  const isTheirs = speaker.role === 'recipient-gateway' || speaker.role === 'unknown';
  if (!isTheirs || speakerHost === undefined || ownStep !== undefined) return speaker;
  if (!speaker.because.every((one) => WEAK.has(one)) || sameOrganisation(speakerHost, domainOf(recipient)))
    return speaker;
  return isNamed(pasted, beside, speakerHost, category)
    ? { ...speaker, role: 'smarthost', because: ['text'] }
    : speaker;
}
