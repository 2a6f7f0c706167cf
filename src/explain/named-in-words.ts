/**
 * Whom the words of a refusal name: the sending IP, the sender's domain, the recipient or the sender. Words are weak
 * witnesses: a help address is no recipient, the MX that did not answer is no sending IP; where several might be meant,
 * none is taken.
 */
import { isPublicIp } from '../base/ip.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { type FoundAddress, findAddresses } from '../wire/address/index.ts';
import { findSenderDomain } from './find-domain.ts';
import { findIps } from './find-ips.ts';
import { judgedInLink } from './spf-link.ts';

type Named = Pick<ReplyFacts, 'senderIp' | 'senderIpFrom' | 'headerFrom' | 'sender' | 'helo' | 'recipient'>;

/** Words directly before an address or IP that say what it is. */
const HELP =
  /\b(?:contact|help|questions?|assistance|support|forward(?:ed)?|report|send|write|mail(?:ing)?|e-mail|via|visit|ask)\b[^.;<]{0,30}$/;
const ROLE =
  /^(?:postmaster|abuse|support|help|admin|administrator|noc|hostmaster|mailer-daemon|unblock|delist|blacklist|security|info|removal)@/i;
const SENDER =
  /(?:sender|from)[^.;]{0,12}$|\bverification failed for <$|(?:sender|from)(?: address)? (?:is |was )?not (?:allowed|permitted|accepted|authori[sz]ed)[\s:(<]{1,3}$/;
/** The IP that was called, not the one that calls. */
const CALLED = /\blastattemptedip=$|\b(?:connect(?:ing|ion)? to|server|mx|host|via|relay)\b[^;]{0,60}$/;
const CALLER = /(?:client|from|ip|address|sender|your|connecting|mail server|host)[^;]{0,30}$/;
/** The host that calls, though it is called a server. */
const CALLING_HOST =
  /client host|(?:your|sender'?s?|sending|connecting) (?:mail )?(?:server|host|mta|relay)|remote host/;
/** What is said of an IP that calls: 'is not permitted by', 'is listed', 'has no reverse name'. */
const JUDGED =
  /^[\])>]{0,2} (?:(?:is|was|has been|are) (?:currently |temporarily )?(?:not (?:permitted|allowed|authori[sz]ed|designated)|(?:black|block)?-?listed|blocked|rate[ -]limited|throttled|deferred|on )|has (?:no|a|an) (?:valid |matching |bad |poor |low |missing |invalid )?(?:reverse|ptr|rdns|reputation|dns)|does not (?:have|resolve|match))/;
/** A link of the receiver that names an IP is about the one that called. */
const IN_LINK = /https?:\/\/\S{0,300}$/;
const MAX_LINK = 320;
const BEFORE = 70;

const before = (text: string, start: number): string =>
  text.slice(Math.max(0, start - BEFORE), start).toLowerCase();

/** Where one clause ends and another begins. */
const BREAK = /[.!?] |[;\n，。；！？]|, | [-–—] /g;
/** Words right before an address, or alone between it and the clause before, that make it the recipient. */
const AS_RECIPIENT =
  /(?:^|[\s"'(<[])(?:(?:recipients?|receiver|rcpt|rcpt to|rcpt-to|mail ?box|user|addressee|empfänger|benutzer|postfach|destinataire|utilisateur|destinatario|destinatário|usuario|usuário|utente|casella|ontvanger|gebruiker|odbiorca|adresat|użytkownik|получатель|пользователь|адресат|alıcı|kullanıcı|mottagaren?|modtager|příjemce|adresát|受信者|宛先|收件人|收件者|用户|用戶|수신자|사용자|受取人)(?: (?:address|name|id|for|of|named|called))?|to|rcpt to|for|address lookup|by (?:the|that) name)[\s:=<"'([]*$/i;
/** Words before it that make it somebody else: a new address, who can help, who sent. */
const AS_ANOTHER =
  /(?:\b(?:try|new|now|mean|meant|instead|contact|replaced|forward(?:ed|ing)?|moved|answer|reply|reply to|returning|return|returned to|bounce|notify|copy|by|from|id|message-id|msgid|ref|reference|neu|neue|nouvelle|nueva|nova|nuova|via|using|use|as|sender|von|de|administrator|admin|owner|manager|envelope|header)(?: (?:address|adresse|to|at|is|it))?|\b(?:account: ?|(?:was|were|been) (?:delivered|sent) to))[\s:=<"'([]*$/i;
/** Words behind it that say that all is well with it. */
const IS_WELL =
  /^[>"')\]]{0,3}[ ,:-]{1,3}(?:is|was|has been|were|will be)? ?(?:fine|ok|okay|delivered|accepted|received|sent|valid|good|well|instead)\b/i;

/** Words behind it that blame it. */
const IS_GONE =
  /^[>"')\]]{0,3}[ ,:-]{1,3}(?:is |was |has been |ist |est |nao |no |non )?(?:do(?:es)? ?n[o']?t exist|unknown|invalid|not (?:found|known|listed|valid)|no longer|disabled|full|over quota|unbekannt|existe pas|inconnu|desconocid|sconosciut)/i;

/**
 * An address in the words that is the recipient's: in the clause that gives the reason, or behind a word that says so, or alone in a clause
 * of its own. One in a further clause with words before it is of somebody who is to be asked, who wrote, or who took his place.
 */
function isRecipient(text: string, { start, end }: FoundAddress): boolean {
  const lead = text.slice(0, start);
  const close = lead.slice(-BEFORE);
  if (AS_ANOTHER.test(close) || IS_WELL.test(text.slice(end, end + 40))) return false;
  let clause = 0;
  for (const found of lead.matchAll(BREAK)) clause = found.index + found[0].length;
  if (IS_GONE.test(text.slice(end, end + 50))) return true;
  if (clause === 0 || AS_RECIPIENT.test(lead.slice(Math.max(clause, start - BEFORE)))) return true;
  return (
    !/[\p{L}\p{N}]/u.test(lead.slice(clause)) && !/^[>"')\]]{0,3} ?\p{Ll}/u.test(text.slice(end, end + 8))
  );
}

/** Postfix and others name the recipient before the reason, whatever he is called: '<info@example.org>: Relay access denied'. */
const HEAD =
  /^\s{0,20}(?:[245]\d\d[ -])?(?:[245]\.\d{1,3}\.\d{1,3} )?<([^\s<>@]{1,64}@[^\s<>@]{1,255})>(?: \(expanded from <[^\n<>]{1,320}>\))?: (?=\S)/;
const NOT_THEIRS = />: (?:sender|helo|client)\b/i;

/**
 * An address as a head gives it: without 'mailto:' and the asterisks of a mark-up; undefined where it has what no address has (RFC 5322 §3.4.1),
 * or where a script that puts no blanks between words runs into it ('写给a@example.org测试').
 */
export function plainAddress(given: string | undefined): string | undefined {
  const address = given?.replace(/^(?:mailto:)?\*{0,2}/i, '').replace(/\*{1,2}$/, '');
  return address !== undefined && ADDRESS.test(address) && !RUN_ON.test(address) ? address : undefined;
}
const ADDRESS =
  /^(?:"[^"]{1,126}"|[^\s()<>[\]\\,;:@"“”„«»（）：，；。、「」『』]{1,128})@[^\s()<>\\,;@"*`“”„«»（）：，；。、「」『』]{1,255}$/;
/** Letters of two scripts in one word of it. */
const RUN_ON =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}][a-z\d]|[a-z\d][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/iu;

/**
 * 'Your message to info@example.org couldn't be delivered', 'Die E-Mail an x@example.org wurde nicht zugestellt', and of Gmail "Your message wasn't
 * delivered to x@example.org because …" in several languages; of one that was delivered nothing.
 */
const ADDRESSED = '<?([^\\s<>@]{1,64}@[^\\s<>@]{1,255}[^\\s<>@.,:;])>?';
const TOLD = new RegExp(
  `\\b(?:message|e-?mail|nachricht) (?:to|an) ${ADDRESSED} ` +
    "(?:could(?: not|n['’]t) be|(?:was|has)(?: not|n['’]t)(?: been)? delivered(?! to\\b)" +
    '|(?:was|has been) (?:automatically )?(?:undeliverable|blocked|rejected|refused|returned|bounced|quarantined|delayed|deferred)' +
    '|(?:konnte|wurde) (?:leider )?nicht|wurde (?:automatisch )?(?:abgelehnt|abgewiesen|zurückgewiesen|blockiert))' +
    `|\\b(?:message (?:was(?: not|n['’]t)|could(?: not|n['’]t) be) delivered to|problem (?:in )?delivering your message to|nachricht wurde nicht an|zustellung ihrer nachricht an|(?:remettre|distribuer) votre message à|message n['’]a pas été (?:distribué|remis|envoyé) à|mensaje no se ha entregado a|messaggio non è stato (?:recapitato|consegnato) a) ${ADDRESSED}`,
  'gi',
);
const MAX_TOLD = 600;

/** The recipient, as the sentences of a report name him: none where they name several. */
export function toldRecipient(text: string): string | undefined {
  const begin = text.slice(0, MAX_TOLD);
  if (!begin.includes('@')) return undefined;
  const words = begin.replaceAll(/\s{1,600}/g, ' ');
  const [first, ...others] = [...words.matchAll(TOLD)].map(([, ahead, behind = '']) => ahead ?? behind);
  const isOne = others.every((other) => other.toLowerCase() === first?.toLowerCase());
  return isOne ? plainAddress(first) : undefined;
}

/** Do the words right behind it blame it? */
const isBlamed = (text: string, { end }: FoundAddress): boolean => IS_GONE.test(text.slice(end, end + 50));

function recipientOf(text: string, found: readonly FoundAddress[]): string | undefined {
  const heads = text.includes('<') ? plainAddress(HEAD.exec(text)?.[1]) : undefined;
  if (heads !== undefined && !NOT_THEIRS.test(text.slice(0, 400))) return heads;
  const told = toldRecipient(text);
  // It is about the member of a list that the words blame, not about the list that was written to.
  const blamed = told === undefined ? [] : found.filter((one) => isBlamed(text, one));
  if (told !== undefined && blamed.length === 0) return told;
  const plausible = (told === undefined ? found : blamed).filter(
    (one) => !ROLE.test(one.address) && !HELP.test(before(text, one.start)) && isRecipient(text, one),
  );
  const bracketed = plausible.filter(({ start }) => text.charAt(start - 1) === '<');
  const best = bracketed.length > 0 ? bracketed : plausible;
  const different = new Set(best.map(({ address }) => address.toLowerCase()));
  return different.size === 1 ? best[0]?.address : undefined;
}

const isSender = (text: string, { start, end }: FoundAddress): boolean =>
  SENDER.test(before(text, start)) || /^\W{0,3}sender/i.test(text.slice(end, end + 12));

/** Any of the first places where it stands. */
function isInLink(text: string, ip: string): boolean {
  let at = text.indexOf(ip);
  for (let looked = 0; at !== -1 && looked < MAX_PLACES; looked++) {
    if (IN_LINK.test(text.slice(Math.max(0, at - MAX_LINK), at))) return true;
    at = text.indexOf(ip, at + ip.length);
  }
  return false;
}
const MAX_PLACES = 4;

function isCaller(text: string, ip: string): boolean {
  const at = text.indexOf(ip);
  const context = before(text, at);
  if (JUDGED.test(text.slice(at + ip.length, at + ip.length + 80).toLowerCase())) return true;
  if (isInLink(text, ip)) return true;
  return CALLER.test(context) && (!CALLED.test(context) || CALLING_HOST.test(context));
}

/** The IP that the words say was refused; `speakerIp` is the host that refused. */
export function callerIn(words: string, speakerIp: string | undefined): string | undefined {
  // An IPv6 address in a link has its colons encoded (RFC 3986 §2.1).
  const text = words.includes('%3') ? words.replaceAll(/%3a/gi, ':') : words;
  const ips = findIps(text, 6).filter((ip) => ip !== speakerIp && isPublicIp(ip));
  const said = ips.find((ip) => isCaller(text, ip));
  if (said !== undefined) return said;
  // Without a word about it: the only one, unless it is the host that was called.
  const [only, ...others] = ips;
  if (only === undefined || others.length > 0) return undefined;
  return CALLED.test(before(text, text.indexOf(only))) ? undefined : only;
}

/** What the words of a refusal tell beside its reason; `speakerIp` is the host that refused. */
export function namedIn(text: string, speakerIp: string | undefined): Named {
  const addresses = findAddresses(text, 6);
  const sender = addresses.find((found) => isSender(text, found))?.address;
  const recipient = recipientOf(
    text,
    addresses.filter((found) => !isSender(text, found)),
  );
  const ip = callerIn(text, speakerIp);
  const domain = findSenderDomain(text);
  const judged = judgedInLink(text);
  return {
    ...judged,
    ...(ip !== undefined && { senderIp: ip, senderIpFrom: 'words' }),
    ...(domain !== undefined && { headerFrom: domain }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
  };
}
