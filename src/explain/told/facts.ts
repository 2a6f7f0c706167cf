/**
 * What a refusal can tell beside its category: of how the message was authenticated, and which case of several it is. The names are
 * those of `data/fixes.toml` (`toldBy`, `excludedBy`) and of `data/told.toml`, where their wordings stand.
 */
import type { JsonObject } from '../../base/json.ts';
import type { CategoryId } from '../../findings/category.ts';
import { categorySet } from '../../findings/category-set.ts';

/** Every fact that words may tell, as 'matter/fact'. */
export const toldFacts = [
  'spf/pass',
  // Did not pass, whatever the reason.
  'spf/fail',
  // The record was read and does not allow the IP: fail, softfail, neutral (RFC 7208 §2.6).
  'spf/denied',
  'spf/none',
  // permerror: syntax, two records, a broken include (RFC 7208 §2.6.7).
  'spf/error',
  // Called bad or invalid by receivers that say so of a plain fail too.
  'spf/doubtful',
  'spf/lookups',
  'spf/temporary',
  // Allows too much.
  'spf/wide',
  // Judged was the HELO name (RFC 7208 §2.3).
  'spf/helo',
  'dkim/pass',
  'dkim/fail',
  'dkim/none',
  // There is a signature, good or bad.
  'dkim/signed',
  'dkim/unverified',
  'dkim/changed',
  'dkim/no-key',
  'dkim/weak-key',
  'dkim/expired',
  'dkim/from-unsigned',
  'dkim/temporary',
  'dmarc/pass',
  'dmarc/fail',
  'dmarc/none',
  // There is a record: its policy was applied or quoted.
  'dmarc/record',
  'dmarc/broken',
  'dmarc/misaligned',
  // SPF or DKIM passed, and DMARC did not (RFC 9989 §4.4).
  'dmarc/other-domain',
  'dmarc/temporary',
  // A DNS question of the receiver got no answer.
  'auth/temporary',
  // SPF, DKIM or DMARC did not pass, and which of them is not said: words that a provider's own page explains so.
  'auth/unproven',
  'from/several',
  // Neither From nor Sender holds an address that can be used.
  'from/unusable',
  // From carries the domain of the recipient's side.
  'from/theirs',
  // The domain is to be sent from its own servers only.
  'from/own-servers',
  // The domain of From, or of MAIL FROM, belongs to a mailbox provider: the user cannot change its DNS.
  'from/mail-provider',
  'envelope/mail-provider',
  'path/forwarded',
  'path/list',
  // Logging in: not the password is the fault.
  'login/smtp-off',
  'login/plain-off',
  'login/app-password',
  // The user name or the password is wrong: the words blame nothing else.
  'login/credentials',
  // Google's words for a wrong password: from programs it takes only application passwords.
  'login/of-google',
  'login/locked',
  'login/mechanism',
  'login/temporary',
  // One Exchange of an organisation does not let another in.
  'login/of-exchange',
  // Too many logins in a short time; nothing is said of failed ones.
  'login/too-often',
  // The service wants to know first that the domain or address is the user's.
  'account/unverified',
  'limit/connections',
  // For now nothing is taken from here, and why is not said: a pause, no list.
  'limit/paused',
  // Counted are deliveries that failed, not messages; of all mail that share which comes back.
  'limit/failures',
  'limit/bounces',
  'relay/by-address',
  'relay/login',
  // Our own server is set up for its own mailboxes alone.
  'relay/local-only',
  'ptr/missing',
  // It is there and looks generated; it is there and leads elsewhere.
  'ptr/generic',
  'ptr/mismatch',
  'helo/not-qualified',
  // It is another name than the IP has, or leads to another IP.
  'helo/mismatch',
  // The sender's domain has no place in public DNS.
  'sender/local',
  'sender/null',
  // What our own server could not deliver is a bounce that it wrote itself.
  'sender/own-bounce',
  // The sender's MX was asked for the address, and answered.
  'sender/mx-answered',
  // And it does not know the address.
  'sender/unknown',
  'ip/v4',
  // Blamed is a network, not one address: others in it may be the cause.
  'ip/network',
  // It is on no list: the receiver has not met it yet, and wants to know who runs it.
  'ip/new-here',
  // The sending server is taken for one that relays for everybody.
  'ip/open-relay',
  // What handed the message in, a mail program or a library, keeps no queue: nothing tries again by itself.
  'queue/none',
  // It spoke to a port of submission (RFC 6409 §3.1, RFC 8314 §3.3), as its own words tell.
  'net/submission-port',
  // The server answered, waited for the rest and closed the connection (RFC 3463 X.4.2).
  'net/stalled',
  // A connection was made and broke off (RFC 3463 X.4.2): port 25 is open.
  'net/lost',
  // Refused was the client, by its name or address, before any message.
  'client/refused',
  // A mail program such as Outlook heard it, whose user has no say in the name that it calls itself by.
  'client/mail-program',
  // At DATA, where every recipient had been refused before.
  'protocol/no-recipient',
  'net/unreachable',
  // What answered is a server for reading mail: the program was given its name or port.
  'net/mailbox-service',
  // Not reached was a receiver that takes mail from everybody all day: what is closed is closed at home.
  'net/large-receiver',
  // The host that was not reached is the one that tries.
  'net/itself',
  'net/at-end',
  'size/of-server',
  // Too large or too full: the words leave open which.
  'size/or-full',
  // A server tells of itself: a setting that it cannot read, a disk that fails.
  'server/setting',
  'server/storage',
  // It arrived, in the folder for spam: somebody tells so, no server.
  'content/filed',
  // Words of sendmail's own stand for what the receiver said.
  'reply/unsaid',
  'list/held',
  'list/cached',
  // A mailing list takes messages from its members alone.
  'list/members-only',
  // On a list of the sending service that holds for all its customers, whom it lets nobody open.
  'suppressed/global',
  // A mail program may have filled in an address that is no more.
  'list/suggested',
  'list/many-unknown',
  // The refused message is one of many: a list or newsletter sent it.
  'list/mailing',
  // DNS was asked about a host that is not the recipient's domain: a relay, or what an MX names.
  'dns/of-host',
  // Refused was a provider's server, which sends for us and for many: its IP is not ours.
  'path/by-provider',
  // A sending service tells of it: the IP is one of its own, of many customers or rented to one.
  'path/by-service',
  // The recipient's side passed it on, and another server refused that: its IP is theirs.
  'path/theirs',
  // The recipient's address stands for another at another domain.
  'path/other-domain',
  // A provider's server could not reach it: not ours.
  'net/of-provider',
  // A rule of the sender's own organisation.
  'account/own-rule',
  // One of them: it lets nobody forward to the outside by itself.
  'account/forwarding-off',
  // A rule that the administrator of an Exchange wrote: it looks at what he told it to.
  'rule/mail-flow',
  // And he wrote the reason behind it.
  'rule/reason',
  // Refused at the edge, by a directory that need not hold every mailbox.
  'recipient/edge-blocked',
  // The server that mail was handed to looked the recipient up among its own: his mailbox would be there.
  'recipient/own-table',
  // It takes only senders that are logged in to its own organisation.
  'recipient/insiders-only',
  // The receiver asks a list through a resolver that the list gives no answers to, and takes its error for a listing.
  'list/open-resolver',
  // The recipient's domain belongs to a mailbox provider, who keeps its MX in order.
  'recipient/mail-provider',
  // The provider says 'unknown' as well where the owner's own settings refuse the sender.
  'recipient/or-blocked',
  // The recipient's domain is one letter away from a large provider's (`meantDomain`).
  'domain/mistyped',
  // So it is, and yet something may take mail there: it is only asked (told/slip.ts).
  'domain/near',
  // A new account that its service has to let send first.
  'account/not-active',
  // Domains that its organisation has not entered there: its own, or those of others whose mail it passes on.
  'account/unregistered',
  // The way out that new customers get is not trusted yet; nobody broke into the account.
  'account/new-tenant',
  // The administrator's portal lists the account, and lets it go again there.
  'account/restricted',
  // Counted is what an organisation may send on trial.
  'limit/trial',
  // Our own server would go on with TLS only.
  'tls/own-rule',
  // The same with DANE, for a domain that has none.
  'tls/own-dane',
  // The chain of certificates ends at an authority that everybody trusts: it is missing in the client's own list.
  'tls/public-issuer',
  // The other side spoke without TLS where the client began with it: the port, not the certificate.
  'tls/not-tls',
  // The same where mail is handed in: the port, or the kind of encryption. After STARTTLS at an MX something in between speaks.
  'tls/from-start',
  // Without a reply: settings or sentences tell that TLS is on already.
  'tls/set',
  // The certificate is for another name than the program asked for.
  'tls/other-name',
  // What somebody who pasted a refusal says of himself, beside it (asker.ts): he never wrote the message; it was to come to him.
  'asker/did-not-send',
  'asker/receives',
  // Nothing comes to him: it may be his own program that cannot send to him.
  'asker/cannot-receive',
  // That he sends to others: with it the others are not clear.
  'asker/sends',
  // Of himself, too (own-mailbox.ts): his mailbox is at a provider; a server, a program or a domain is his own.
  'user/has-mailbox',
  'user/has-server',
] as const;

/** A fact that words may tell. */
export type ToldFact = (typeof toldFacts)[number];

const known: ReadonlySet<string> = new Set(toldFacts);

/** Is it the name of a fact? */
export const isToldFact = (name: string): name is ToldFact => known.has(name);

/** Facts that follow from one another are looked for together. */
const OF_AUTHENTICATION = /^(?:spf|dkim|dmarc|auth|from|envelope)\//;
/**
 * The group of a fact. Words are read for a fact only where a fix of the category, at the place where it was said, names some fact of its group
 * (`groupsHeeded`): whoever asks for one elsewhere waits in vain. test/told-heeded.test.ts lists where.
 */
export const groupOf = (fact: string): string =>
  OF_AUTHENTICATION.test(fact) ? 'authentication' : fact.slice(0, fact.indexOf('/'));
/** The groups of all facts. */
export const allGroups: ReadonlySet<string> = new Set(toldFacts.map(groupOf));

/** What the words of one refusal tell. */
export interface Told {
  readonly facts: readonly ToldFact[];
  /** The mailbox provider's domain that the message was sent under, from somewhere else. */
  readonly providerDomain?: string;
  /** The domain that was probably meant ('domain/mistyped'). */
  readonly meantDomain?: string;
  /** And the one that was typed. */
  readonly typedDomain?: string;
  /** The host that DNS gave no answer for ('dns/of-host'), lower case. */
  readonly askedHost?: string;
  /** Whom the certificate is for, and whom the program asked for ('tls/other-name'), lower case. */
  readonly certificateName?: string;
  readonly expectedName?: string;
}

/** A list keeps the message until a moderator has looked: nothing was refused. */
export const isHeld = (told: Told | undefined, category: CategoryId): boolean =>
  mayBeHeld(category) && told?.facts.includes('list/held') === true;

const mayBeHeld = categorySet('recipient.restricted', 'policy.unspecified', 'unknown');

/** The message was delivered into the folder for spam: nothing was refused. */
export const isFiled = (told: Told | undefined, category: CategoryId): boolean =>
  category === 'content.spam' && told?.facts.includes('content/filed') === true;

/** The words name what refused: nothing else is to be guessed behind it. */
const isNamed = (told: Told | undefined): boolean => told?.facts.some((fact) => NAMED.has(fact)) === true;

const NAMED: ReadonlySet<ToldFact> = new Set([
  'relay/local-only',
  'rule/mail-flow',
  'account/own-rule',
  'list/open-resolver',
  'auth/unproven',
  'list/members-only',
  'from/unusable',
]);

/** What only a message can fail. */
const isOfMessage = categorySet(
  'content.*',
  'auth.dkim',
  'auth.dmarc',
  'auth.arc',
  'auth.unauthenticated',
  'policy.impersonation',
);

/** Is this still to be guessed, or do the words say the reason? Who was turned away as a client had not handed in a message yet. */
export const isOpen = (told: Told | undefined, guess: CategoryId): boolean =>
  !isNamed(told) && !(told?.facts.includes('client/refused') === true && isOfMessage(guess));

/** Facts on which sentences depend, by the name that texts have for them ('{?ptrMismatch}'). */
const conditions: Readonly<Partial<Record<ToldFact, string>>> = {
  'spf/fail': 'spfFailed',
  'spf/error': 'spfBroken',
  'spf/doubtful': 'spfBroken',
  'spf/lookups': 'spfLookUps',
  'dkim/no-key': 'dkimNoKey',
  'dkim/changed': 'dkimChanged',
  'dmarc/none': 'dmarcMissing',
  'ptr/missing': 'ptrMissing',
  'ptr/mismatch': 'ptrMismatch',
  'ptr/generic': 'ptrGeneric',
  'rule/mail-flow': 'mailFlowRule',
  'rule/reason': 'ruleReason',
  'recipient/insiders-only': 'insidersOnly',
  'recipient/edge-blocked': 'edgeBlocked',
  'recipient/or-blocked': 'orBlocked',
  'recipient/own-table': 'ownTable',
  'list/suggested': 'suggested',
  'net/of-provider': 'ofProvider',
  'list/open-resolver': 'openResolver',
  'account/forwarding-off': 'forwardingOff',
  'account/new-tenant': 'newTenant',
  'account/unregistered': 'unregistered',
  'account/restricted': 'restrictedEntity',
  'limit/trial': 'trial',
  'login/locked': 'blocked',
  'account/not-active': 'blocked',
  'login/too-often': 'loginsCounted',
  'path/by-service': 'byService',
  'list/mailing': 'mailing',
  'limit/failures': 'failuresCounted',
  'limit/bounces': 'bouncesCounted',
  'domain/near': 'near',
};

/** What texts may name of it, and what they may depend on. */
export const toldData = ({
  facts = [],
  providerDomain,
  meantDomain,
  typedDomain,
  askedHost,
  certificateName,
  expectedName,
}: Partial<Told> = {}): JsonObject => ({
  ...Object.fromEntries(
    facts.flatMap((fact) => {
      const name = conditions[fact];
      return name === undefined ? [] : [[name, true] as const];
    }),
  ),
  ...(providerDomain !== undefined && { providerDomain }),
  ...(meantDomain !== undefined && { meantDomain, typedDomain: typedDomain ?? '' }),
  ...(askedHost !== undefined && { askedHost }),
  ...(certificateName !== undefined && { certificateName }),
  ...(expectedName !== undefined && { expectedName }),
});

/** Of a signature that does not pass. */
const brokenSignature: readonly ToldFact[] = [
  'dkim/unverified',
  'dkim/changed',
  'dkim/no-key',
  'dkim/weak-key',
  'dkim/expired',
  'dkim/from-unsigned',
];
const temporary: readonly ToldFact[] = ['spf/temporary', 'dkim/temporary', 'dmarc/temporary'];

/** What follows from what is told; of two that exclude each other the one that says more is kept, or neither. */
export function withConsequences(told: ReadonlySet<ToldFact>): ReadonlySet<ToldFact> {
  const all = new Set(told);
  const has = (...facts: readonly ToldFact[]): boolean => facts.some((fact) => all.has(fact));
  const drop = (...facts: readonly ToldFact[]): void => {
    for (const fact of facts) all.delete(fact);
  };
  // 'missing or invalid signature' tells neither.
  if (has('dkim/none') && has(...brokenSignature)) drop('dkim/none', ...brokenSignature);
  if (has(...brokenSignature)) all.add('dkim/signed');
  if (has('dkim/signed', 'dkim/none')) drop('dkim/fail');
  // The narrower reason is the one to mend.
  if (has('dkim/changed', 'dkim/no-key', 'dkim/weak-key', 'dkim/expired', 'dkim/from-unsigned'))
    drop('dkim/unverified');
  // What is told of a fail stands beside every result that is none.
  if (has('spf/error', 'spf/lookups', 'spf/none') && !has('spf/denied')) drop('spf/fail');
  // 'basic authentication is disabled' of the whole, 'SmtpClientAuthentication is disabled' of one mailbox: the narrower says who can help.
  if (has('login/app-password')) drop('login/smtp-off', 'login/plain-off');
  if (has('login/smtp-off')) drop('login/plain-off');
  // Not the mechanism is missing that the program asked for: no password is taken at all.
  if (has('login/plain-off')) drop('login/mechanism', 'login/locked');
  if (has('account/forwarding-off')) all.add('account/own-rule');
  if (has('account/unregistered')) all.add('account/unverified');
  if (has('login/mechanism')) drop('login/temporary');
  if (has('login/too-often')) drop('login/temporary');
  // 'too many login attempts' alone says of no lock.
  if (has('login/locked')) drop('login/too-often');
  // A record that is missing or broken is not what a message fails.
  if (has('dmarc/none', 'dmarc/broken')) drop('dmarc/record', 'dmarc/fail');
  // 'no PTR, or its name does not lead back', and Postfix's 'cannot find your hostname', which it says of both: neither is told.
  if (has('ptr/missing') && has('ptr/mismatch')) drop('ptr/missing', 'ptr/mismatch');
  // 'no valid PTR; your host name looks like a dynamic IP': there is one.
  if (has('ptr/generic')) drop('ptr/missing');
  // At the end of a message, or after a wait, there are other things to look for.
  if (has('net/at-end', 'net/stalled')) drop('net/lost');
  // Of a program that hands mail in the port and the kind of encryption come first.
  if (has('queue/none')) drop('net/lost');
  if (has('spf/denied')) all.add('spf/fail');
  if (has(...temporary)) all.add('auth/temporary');
  const hasFailed = has('dmarc/fail', 'dmarc/record') && !has('dmarc/pass', 'dmarc/none', 'auth/temporary');
  if (hasFailed && has('spf/pass', 'dkim/pass')) all.add('dmarc/other-domain');
  return all;
}
