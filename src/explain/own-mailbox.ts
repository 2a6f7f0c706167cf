/**
 * Has whoever asks a mailbox at a provider, and no server? Then nobody is to be told of queues, logs, DNS and lists: these are the provider's.
 * It is told by the address that the report came to or the message was sent from, at a domain where anybody can have one, together with the
 * way that it went (the provider's servers wrote the report or took the message); by Gmail's sentences for its users; or by what he says of
 * himself. A server, a program or a domain of one's own anywhere in it, or a message that began at a server of somebody else's, and nothing is
 * told: who has a server is worse off with the answer for users than they are with his.
 */
import { once } from '../base/once.ts';
import { isMailboxProvider } from '../checks/index.ts';
import type { CategoryId } from '../findings/category.ts';
import { categorySet, categoryTable } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf, domainOrBare } from '../wire/address/index.ts';
import type { Arrival } from './arrival.ts';
import type { Place } from './place.ts';

/** What a text or a message tells of the one who has it in his hand. */
export interface MailboxSigns {
  /** Whom the report came to, or else who wrote the message. */
  readonly address?: string;
  /** Names of servers that wrote the report or that the message went by. */
  readonly hosts: readonly string[];
  /** The server that took the message first, where it is named with a domain. */
  readonly firstHop?: string;
  /** A program wrote the message, or handed it to the system that it runs on. */
  readonly isOfProgram?: true;
  /** It was pasted: where nothing names who wrote the report, an address of his own is enough. */
  readonly isPasted?: true;
  /** A service says it in the sentences that it has for its users, which name it: 'Gmail will retry'. */
  readonly isOfGmail?: true;
}

/** What can be done about it, by category; the lists are [has-mailbox] in data/fixes.toml. */
export type MailboxGroup =
  | 'address'
  | 'domain'
  | 'gone'
  | 'full'
  | 'let-in'
  | 'size'
  | 'file'
  | 'message'
  | 'provider'
  | 'reach'
  | 'busy'
  | 'theirs'
  | 'program';

const groupIn = categoryTable<MailboxGroup>({
  'recipient.unknown': 'address',
  'recipient.ambiguous': 'address',
  'address.syntax': 'address',
  'domain.not-found': 'domain',
  'domain.null-mx': 'domain',
  'recipient.moved': 'gone',
  'recipient.inactive': 'gone',
  'recipient.full': 'full',
  'recipient.restricted': 'let-in',
  'sender.blocked': 'let-in',
  'policy.impersonation': 'let-in',
  'policy.geo': 'let-in',
  'recipient.message-too-large': 'size',
  'content.too-large': 'size',
  'content.attachment': 'file',
  'content.virus': 'file',
  'content.*': 'message',
  'policy.unspecified': 'message',
  unknown: 'message',
  'reputation.*': 'provider',
  'auth.*': 'provider',
  'dns.*': 'provider',
  'rate.*': 'provider',
  'sender.*': 'provider',
  'tls.required': 'provider',
  'tls.failed': 'reach',
  'net.*': 'reach',
  'queue.*': 'reach',
  'server.*': 'busy',
  'domain.no-route': 'reach',
  'recipient.rate-limited': 'busy',
  'notice.delayed': 'reach',
  greylist: 'busy',
  'protocol.error': 'theirs',
  'domain.not-hosted': 'theirs',
  'relay.denied': 'theirs',
  'route.*': 'theirs',
});

/** What is wrong with the account that a mail program sends by. */
const ofProgram = categoryTable<MailboxGroup>({
  'sender.*': 'program',
  'sender-account.not-owner': 'program',
});

/** The group of a category where it was said there; undefined: what is told everybody fits him, too. */
export function mailboxGroupOf(category: CategoryId, place: Place | undefined): MailboxGroup | undefined {
  if (place === 'relay') return ofProgram(category);
  if (place === 'home') return undefined;
  return category === 'relay.denied' && place !== 'gateway' ? undefined : groupIn(category);
}

/** Of these the sender's own domain or server is blamed: an address alone does not tell that it went the provider's way. */
const blamesSender = categorySet(
  'auth.*',
  'dns.*',
  'sender.*',
  'reputation.*',
  'rate.*',
  'policy.impersonation',
  'policy.geo',
);

const ADDRESS = '([\\p{L}\\d._%+-]{1,64}@[\\p{L}\\d.-]{1,253}\\.[\\p{L}]{2,24})';
/** 'From: "Ann" <ann@example.org>', in the languages of mail programs. */
const authorLine = once(
  () =>
    new RegExp(
      `(?:^|[\\s>*(])(?:from|sender|von|absender|de|da|expéditeur|mittente|remitente|remetente|afzender|van) ?: {0,3}([^@<\\n]{0,60}<?)${ADDRESS}`,
      'giu',
    ),
);
const ownerLine = once(
  () => new RegExp(`^[ \\t>*]{0,8}(?:to|an|à|a|para|aan) ?: {0,3}[^@<\\n]{0,60}<?${ADDRESS}`, 'imu'),
);
/** 'My address is ann@example.org' */
const ownWordsOf = once(
  () =>
    new RegExp(
      `(?<![\\p{L}])(?:my|meine?|mon|mi|mia|il mio) (?:own |private )?(?:e-?mail |mail )?(?:-?adresse?|address|account|konto|adresse|dirección|indirizzo|correo|e-?mail|mail) (?:is|ist|est|es|è|lautet) ${ADDRESS}`,
      'iu',
    ),
);
/** Before an author: somebody else of whom the words speak, 'A user wrote from: …', 'Yahoo users get this:'. */
const ofOthers = once(
  () =>
    /(?<!\p{L})(?:(?:an?|the|our|my|this|that|these|some|one of (?:my|our)) (?:[\p{L}-]{1,20} )?(?:user|customer|client|sender)s?|users|customers|clients|they|sie schreiben|(?:ein|eine|einer|unser|unsere|unserer|mein|meine) (?:nutzer|benutzer|kund|absender)\p{L}{0,4}|(?:un|une|nos?|notre) (?:client|utilisat)\p{L}{0,6}|(?:un|una|nuestros?) (?:cliente|usuari)\p{L}{0,3}|(?:un|una|nostri?|nostro) (?:client|utent)\p{L}{0,3})(?!\p{L})[^@]{0,120}$/iu,
);
const DAEMON = /mailer-daemon|postmaster|mail delivery|mailadmin|no-?reply/i;
/** RFC 5321 §4.4: 'Received: from … by …'; Exchange: 'Generating server: …'. */
const HOP =
  /\bReceived: {0,3}from ([\w.-]{4,253})|\bby ([\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) (?:\(|with )|\bserver: ?([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/gi;
/** A conversation with a server is no mailbox's. */
const SESSION = /^[ \t>|]{0,8}(?:(?:<-|->|<~|~>|[CS]:)? ?(?:EHLO|HELO|MAIL FROM:|RCPT TO:))/im;
/** What only Gmail writes, to its users. */
const OF_GMAIL =
  /\bGmail will retry\b|\bGmail wird es\b|\bYour message wasn['’]t delivered to \S{3,320} because\b|\bproblem delivering your message to \S{3,320}\. See the technical details\b|\bhas been blocked\. See technical details below\b|\bNachricht wurde nicht an \S{3,320} zugestellt, (?:weil|da)\b/;
const MAX_TEXT = 8_192;
/** Where a server took the message; its name, an address in its place, or no more than the name of a machine. */
const TAKEN_BY = /\bReceived:(?:(?!\bby )[^;]){0,400}\bby ([\w.:[\]-]{1,253})/gi;
const NAMED = /^[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z][\w-]{1,62}$/i;
/** Postfix's pickup, PHP and what is sent with it (mail.add_x_header of php.ini), and libraries. */
const OF_PROGRAM =
  /\(Postfix, from userid \d|^[ \t>]{0,8}(?:X-PHP-(?:Originating-)?Script:|X-Mailer: {0,3}(?:PHP|nodemailer|WordPress|Drupal|Zend|SwiftMailer|Symfony))/im;

/** What a text tells that somebody pasted. */
export function mailboxSignsIn(given: string): MailboxSigns | undefined {
  const text = given.slice(0, MAX_TEXT).replaceAll('\r', '');
  const isOfGmail = OF_GMAIL.test(text.replaceAll(/\s{1,200}/g, ' '));
  if ((!text.includes('@') && !isOfGmail) || SESSION.test(text)) return undefined;
  const authors = [...text.matchAll(authorLine())].map(({ index, 1: before = '', 2: address = '' }) => ({
    address,
    isDaemon: DAEMON.test(before) || DAEMON.test(address),
    isOther: ofOthers().test(text.slice(Math.max(0, index - MAX_BEFORE), index)),
  }));
  const daemon = authors.find(({ isDaemon }) => isDaemon)?.address;
  const owner = daemon === undefined ? undefined : ownerLine().exec(text)?.[1];
  const author = authors.find(({ isDaemon, isOther }) => !isDaemon && !isOther)?.address;
  const address = owner ?? author ?? ownWordsOf().exec(text)?.[1];
  const hosts = [...namesIn(text), domainOf(daemon) ?? ''].filter((host) => host !== '');
  return {
    ...(address !== undefined && { address }),
    hosts,
    ...wayIn(text),
    isPasted: true,
    ...(isOfGmail && { isOfGmail }),
  };
}

/** Gmail wrote the notice, whatever the domain is: its users see neither queue nor network. */
export const reportedByGmail = (facts: ReplyFacts, mailbox: MailboxSigns | undefined): ReplyFacts =>
  mailbox?.isOfGmail === true && facts.reportingSoftware === undefined && facts.via === undefined
    ? { ...facts, reportingSoftware: 'service' }
    : facts;

const MAX_HOSTS = 20;
/** So far before an author it is looked for whose words they are. */
const MAX_BEFORE = 200;

/** What a report tells by its header, and the header of the message that came back. */
export function mailboxSignsOf(to: string | undefined, returned: string): MailboxSigns {
  const address = to === undefined ? undefined : new RegExp(ADDRESS, 'iu').exec(to)?.[1];
  return { ...(address !== undefined && { address }), hosts: namesIn(returned), ...wayIn(returned) };
}

/** Where the message began; each server puts its line before those of the others. */
function wayIn(text: string): Pick<MailboxSigns, 'firstHop' | 'isOfProgram'> {
  const taken = [...text.slice(0, MAX_TEXT).matchAll(TAKEN_BY)].at(-1)?.[1];
  return {
    ...(taken !== undefined && NAMED.test(taken) && { firstHop: taken }),
    ...(OF_PROGRAM.test(text) && { isOfProgram: true }),
  };
}

/** The servers that a trace names. */
const namesIn = (text: string): readonly string[] =>
  [...text.slice(0, MAX_TEXT).matchAll(HOP)]
    .slice(0, MAX_HOSTS)
    .flatMap(([, from, by, server]) => from ?? by ?? server ?? []);

/** Looks up whose a name is. */
export interface MailboxHosts {
  readonly providerOf: (host: string) => string | undefined;
  /** What whoever pasted it says of himself: a mailbox, a server of his own, or neither. */
  readonly ownWords: (beside: string) => 'mailbox' | 'server' | undefined;
}

/** Microsoft's servers are the same for both. */
const sameProvider = (one: string | undefined, other: string): boolean =>
  one === other || (one?.startsWith('microsoft') === true && other.startsWith('microsoft'));

/** A program told it that hands mail in; of a mail program only what the server says that it sends through. */
const ofOwnSoftware = (
  { reportingSoftware, via, isOfHandingIn }: ReplyFacts,
  place: Place | undefined,
): boolean =>
  reportingSoftware === 'mail-program'
    ? place !== 'relay'
    : via === 'program' || (isOfHandingIn === true && place !== 'relay');

/**
 * Did somebody else write it under the address that the report came to? The header names the recipient as its author, as spam does, and it went
 * by no server of the provider at which the address is, though the way that it went is known.
 */
export function isForged(
  { input, mailbox }: Arrival,
  { sender, headerFrom, recipient, reportingHost }: ReplyFacts,
  { providerOf }: Pick<MailboxHosts, 'providerOf'>,
): boolean {
  const { address, hosts = [], isPasted } = mailbox ?? {};
  if (
    input !== 'message' ||
    isPasted === true ||
    address === undefined ||
    recipient === undefined ||
    hosts.length === 0
  )
    return false;
  const owner = address.toLowerCase();
  const author = new RegExp(ADDRESS, 'iu').exec(headerFrom ?? '')?.[1]?.toLowerCase();
  if (sender?.toLowerCase() !== owner || author === owner || author !== recipient.toLowerCase()) return false;
  const domain = domainOf(owner);
  const provider = domain !== undefined && isMailboxProvider(domain) ? providerOf(domain) : undefined;
  const way = reportingHost === undefined ? hosts : [...hosts, reportingHost];
  return provider !== undefined && way.every((host) => !sameProvider(providerOf(host), provider));
}

/** Providers as people call them. */
const NAMES =
  /gmail|googlemail|hotmail|yahoo|gmx|icloud|aol|outlook|libero|laposte|protonmail|freenet|web\.de|t-online|orange|sfr/i;

/** The names that stand at the IP that was refused: 'client mout.gmx.net[192.0.2.1]'. */
const namesAt = (text: string, ip: string | undefined): readonly string[] => {
  const at = ip === undefined ? -1 : text.indexOf(ip);
  const name =
    at < 0
      ? undefined
      : /([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\.? ?[([]{1,2}$/.exec(text.slice(Math.max(0, at - 260), at))?.[1];
  return name === undefined ? [] : [name];
};

/** Is whoever asks a user of a mailbox provider, of whom this can be told in that category? */
export function isOfMailboxUser(
  { input, mailbox, beside, pasted, turnedAway }: Arrival,
  facts: ReplyFacts,
  category: CategoryId,
  place: Place | undefined,
  { providerOf, ownWords }: MailboxHosts,
): boolean {
  if (input === 'log' || turnedAway !== undefined || ofOwnSoftware(facts, place)) return false;
  if (mailbox?.isOfProgram === true) return false;
  if (mailboxGroupOf(category, place) === undefined) return false;
  const domain = (
    domainOf(mailbox?.address) ??
    domainOf(facts.sender) ??
    domainOrBare(facts.headerFrom)
  )?.toLowerCase();
  const provider = domain !== undefined && isMailboxProvider(domain) ? providerOf(domain) : undefined;
  // A domain of one's own has an administrator, wherever its mailboxes are.
  if (domain !== undefined && provider === undefined) return false;
  const firstHop = mailbox?.firstHop;
  const taker = firstHop === undefined ? undefined : providerOf(firstHop);
  if (
    firstHop !== undefined &&
    (provider === undefined ? taker === undefined : !sameProvider(taker, provider))
  )
    return false;
  const isOfGmail = mailbox?.isOfGmail === true;
  const around = pasted ?? beside ?? '';
  // Most texts name no provider at all: then his words need not be read.
  const mayBeTold = NAMES.test(around.slice(0, MAX_TEXT));
  if (provider === undefined && !isOfGmail && !mayBeTold) return false;
  const words = ownWords(beside ?? around.replace(facts.text, ' '));
  if (words === 'server') return false;
  // What stands on the line of the reply counts for a part of it; that somebody has a server only his own words can say.
  const isTold = mayBeTold && (words === 'mailbox' || ownWords(around) === 'mailbox');
  const { reportingHost } = facts;
  const hosts = [...(mailbox?.hosts ?? []), ...(reportingHost === undefined ? [] : [reportingHost])];
  const isRouted = provider !== undefined && hosts.some((host) => sameProvider(providerOf(host), provider));
  const isBlamed =
    provider !== undefined &&
    namesAt(facts.text, facts.senderIp).some((host) => sameProvider(providerOf(host), provider));
  if (isRouted || isBlamed || (isOfGmail && provider === providerOf('gmail.com'))) return true;
  if (blamesSender(category) && place !== 'relay') return false;
  if (isOfGmail) return true;
  // A report of somebody else's server tells of an address, not of the way.
  const { reportingSoftware } = facts;
  const isReported =
    reportingHost !== undefined || (reportingSoftware !== undefined && reportingSoftware !== 'mail-program');
  return (
    isTold ||
    (provider !== undefined && mailbox?.address !== undefined && mailbox.isPasted === true && !isReported)
  );
}
