/**
 * Which refusals of a text a program heard from the server that its user sends through. Each is told by what stands around it, its own
 * words cut out at their place: what stands before it, back to where the refusal before closes, and what stands behind it, up to the next
 * blank line. One that a server quotes ('host mx said:') was heard by that server. Every character is looked at a bounded number of times.
 */
import { Worded } from '../base/worded.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { isFromMailProgram, isFromProgram, isInCode } from '../wire/smtp/index.ts';
import type { Refusal } from './arrival.ts';
import { isCoded } from './place.ts';
import { isByPostal, isInReport, isQuotedByServer, isToldByServer } from './quoted-by-server.ts';
import { SUBMISSION_PORT, submissionPorts } from './submission.ts';

const MAX_LEAD = 400;
/** Fields of a message that is quoted, which name the program that wrote it, with the lines that they are folded on. */
const FIELDS =
  /^[ \t>|]{0,20}(?:x-[\w-]{1,60}|message-id|user-agent|received|references|in-reply-to|return-path|reply-to|list-[\w-]{1,20}|mime-version|content-[\w-]{1,30}|dkim-signature|feedback-id):.*(?:\r?\n(?:[>|][ \t>|]{0,10}[ \t])?[ \t].*)*/gim;
/**
 * Outlook's report of what its outgoing server said, in whatever language: 'a@example.org' on 12.03.2024 09:14, and the reply on the next line.
 * Exchange, whose report looks the same, puts words of its own there.
 */
const OF_OUTLOOK = new Worded(
  ["' "],
  /'[^'\s@]{1,128}@[^'\s]{1,255}' [a-z\u0080-\uffff]{1,4} \d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^\n]{3,20}\r?\n[ \t>]{0,40}(?:[a-z\u0080-\uffff -]{3,24}: ?['"])?[45]\d\d[ -]/i,
);
/**
 * Outlook's code, SwiftMailer's log, frames of nodemailer and MailKit, Ruby's exceptions, and Roundcube's 'SMTP Error (550):' in whatever
 * language: they stand where a server's words have not ended or have begun already, and no server says them.
 */
const OF_PROGRAM_ALONE = new Worded(
  ['0x800', 'expected response', 'smtp', "code: 'e"],
  /\b0x800(?:ccc|42)[0-9a-f]{2,4}\b|!! expected response code|\bsmtp-connection\/index\.js|\bsmtpconnection\._|\bmailkit\.net\.smtp\b|\bnet::smtp\w|\bcode: 'e(?:auth|envelope|message)'|\bsmtp[- ][a-z\u0080-\uffff]{3,12} ?\((?:-1|[2-5]\d\d)\) ?:|(?<![a-z\u0080-\uffff.@_-])[a-z\u0080-\uffff]{3,12} smtp ?\((?:-1|[2-5]\d\d)\) ?:|\b(?:erro|erreur|errore|fehler|fout) \(smtp\) |\(smtp\):? [45]\d\d\b/i,
);
/**
 * Windows Live Mail and Outlook Express put the code into a field of its own: 'Erreur de serveur : 550', 'Serverfehler: 550'. In English servers
 * say it, too, but not with the reply as the next field.
 */
const OF_LIVE_MAIL = new Worded(
  ['server', 'serveur', 'servidor', 'сервера', 'serwera', '服务器', 'サーバー'],
  /(?:\berreur (?:de|du) serveur|\bserverfehler|\berror (?:de|del) servidor|\berrore del server|\berro (?:de|do) servidor|\bserverfout|ошибка сервера|błąd serwera|服务器错误|サーバー ?エラー) ?[:：] ?[45]\d\d(?!\d)|\bserver error: [45]\d\d,?\r?\n[ \t>]{0,20}server(?: response)?: /i,
);
/** nodemailer's error as JSON, by the field that is its own: '"response"' and '"code"' others have, too. */
const OF_NODE_JSON = new Worded(['"responsecode"'], /"responsecode" ?: ?[2-5]\d\d\b/i);
/** How an application is told where to hand mail in: MAIL_HOST=, SMTP_PORT:, EMAIL_HOST_USER = of Laravel, Django, Docker. */
const OF_SETTINGS = new Worded(
  ['mail_', 'smtp_', 'mailer_'],
  /^[ \t>|*`"'-]{0,20}(?:export |ENV |- )?["'`]?(?:[A-Z0-9]{2,20}_{1,2}){0,3}(?:SMTP|E?MAIL|MAILER)_(?:HOST(?:NAME|_USER|_PASSWORD)?|PORT|SERVER|DRIVER|ENCRYPTION|SECURE|BACKEND|USER(?:NAME)?|USE_(?:TLS|SSL))["'`]? ?[:=]/m,
);
/** Go and Node of a port for users: a server that delivers connects to port 25 (RFC 6409 §3.1, RFC 8314 §3.3). */
const OF_SUBMISSION_PORT = new Worded(
  ['dial tcp', 'connect e'],
  new RegExp(
    String.raw`\b(?:dial tcp|connect E[A-Z]{6,12}) (?:\[[0-9a-f:]{3,45}\]|[\w.:-]{1,255}):${SUBMISSION_PORT}(?!\d)`,
    'i',
  ),
);
/**
 * What tells of a program where nobody answered: PHP's and Ruby's words of a port for users, Python's numbers of sockets' errors, a place in
 * Perl, a port for users that was refused. Beside a reply they stand for anything: where else a server listens, what its filter says.
 */
const OF_SOCKET = new Worded(
  ['://', 'connect(2)', '[errno', '[error', '[winerror', ' line ', ...submissionPorts.map(String)],
  new RegExp(
    [
      String.raw`\b(?:tcp|ssl|tls):\/\/[\w.-]{1,255}:${SUBMISSION_PORT}(?!\d)`,
      String.raw`\bconnect\(2\) for "[\w.:-]{1,255}" port ${SUBMISSION_PORT}(?!\d)`,
      String.raw`\[(?:err(?:no|or) (?:61|101|11[013]|-[23]|11001)|winerror 1006[01])\]|\.p[lm] line \d`,
      String.raw`^(?![^\n]{0,400}\b25\b)[^\n]{0,300}\b(?:port|porta|puerto|poort)[ :=]{1,3}${SUBMISSION_PORT}(?!\d)[^\n]{0,80}\b(?:refused|timed out|time-?out|unreachable)\b`,
      String.raw`^(?![^\n]{0,400}\b25\b)[^\n]{0,200}\b(?:failed|unable|could not|couldn't|can ?not|can't)(?: to)? (?:connect|reach|receive)\b[^\n]{0,80}\bport[ :=]{1,3}${SUBMISSION_PORT}(?!\d)`,
    ].join('|'),
    'im',
  ),
);
/** In a conversation: the client logged in (RFC 4954 §6), which nobody does at a recipient's. */
const LOGGED_IN =
  /^[ \t]{0,8}(?:[^\n]{0,80}(?:<<|<-|<~|< |S:|-> CLIENT:|Server:)[ \t]{0,4})?235[ -](?:2\.7\.0\s|(?:ok|auth\w{0,16}|go ahead|accepted)\b)/im;
/** Behind the login: another conversation. */
const ANEW =
  /\n[ \t]{0,20}\r?\n|\bqueued as\b|\[outbound\]|^[^\n]{0,80}(?:<<|<-|<~|< |S:|CLIENT:|Server:)?[ \t]{0,4}220[ -]/im;
/** What nodemailer, Dolibarr and others put before the reply that they were given, or beside it; ZoneMTA, which delivers with it, quotes it as 'error="…'. */
const BEFORE_REPLY = new Worded(
  ['failed:', 'responsecode:', 'response:', 'response=', 'smtp'],
  /(?<!error=")\b(?:server terminates connection|invalid greeting)\. response=|(?<!\b(?:your|the|this|of|following|[45]\d\d:) )\bmessage failed: [45]\d\d\b|\b(?:data|mail|rcpt|recipient) command failed: [45]\d\d\b|\b(?:mail from|rcpt to) failed: ['"][45]\d\d\b|\bresponsecode: [45]\d\d\b|\bproblems sending mail\. response: [45]\d\d\b|\b(?:error smtp|smtp error): ?\[(?:-1|[2-5]\d\d)\]|\bsmtpc: received error code\b/i,
);
const SIGNS: readonly Worded[] = [
  OF_PROGRAM_ALONE,
  OF_OUTLOOK,
  OF_LIVE_MAIL,
  OF_NODE_JSON,
  OF_SETTINGS,
  OF_SUBMISSION_PORT,
  BEFORE_REPLY,
];
/** More is no error that somebody pasted. */
const MAX_TEXT = 65_536;
const BLANK_LINE = /\n[ \t>|]{0,20}\r?\n/;

/** The text without the fields of a message that it quotes, each character at its place. */
const withoutFields = (text: string): string =>
  text.includes(':') ? text.replaceAll(FIELDS, (field) => '.'.repeat(field.length)) : text;

/** Where what stands behind a refusal ends: at a blank line, at its own line, or nowhere before the next. */
function closesAt(text: string, end: number, next: number): number {
  const gap = text.slice(end, next);
  const blank = gap.search(BLANK_LINE);
  if (blank >= 0) return end + blank;
  const line = gap.indexOf('\n');
  return line < 0 ? next : end + line;
}

/** Go begins the frames of a panic so. */
const GOROUTINE = /^goroutine \d{1,9} \[/;

/** What stands behind the only refusal may go on for lines, frames, settings, advice; behind a blank line only frames belong to it. */
function paragraphEnd(text: string, end: number): number {
  let close = nextBlank(text, end);
  while (close < text.length) {
    const start = close + (BLANK_LINE.exec(text.slice(close))?.[0].length ?? 0);
    const line = text.slice(start, start + MAX_LEAD).split('\n', 1)[0] ?? '';
    if (!isInCode(line) && !GOROUTINE.test(line)) break;
    close = nextBlank(text, start);
  }
  return close;
}

function nextBlank(text: string, from: number): number {
  const blank = text.slice(from).search(BLANK_LINE);
  return blank < 0 ? text.length : from + blank;
}

const MAX_ITEM = 600;
const ADDRESS = /[^\s'"<>]{1,300}@[^\s'"<>]{1,300}/g;
/** So many words on one line may lead from one to the next: '; and for b@example.org: '. */
const MAX_WORDS = 3;

/** The next item of one list: "), 'b@example.org': (" of Python. */
function isNextItem(gap: string): boolean {
  if (gap.length > MAX_ITEM || BLANK_LINE.test(gap)) return false;
  const words = gap.replaceAll(ADDRESS, ' ').match(/\p{L}{2,}/gu)?.length ?? 0;
  return words === 0 || (words <= MAX_WORDS && !gap.includes('\n'));
}

/** Does a program speak anywhere in it? */
export function hasProgram(given: string): boolean {
  if (given.length > MAX_TEXT) return false;
  const text = withoutFields(given);
  const lower = text.toLowerCase();
  return (
    isFromProgram(text) ||
    [...SIGNS, OF_SOCKET].some((sign) => sign.test(text, lower)) ||
    (text.includes('235') && LOGGED_IN.test(text))
  );
}

/** Did the client log in, in the conversation that leads to a refusal? */
function isAfterLogin(before: string): boolean {
  const found = before.includes('235') ? LOGGED_IN.exec(before) : null;
  return found !== null && !ANEW.test(before.slice(found.index + found[0].length));
}

/** Does a program speak in a text, and no server that would have heard it itself? */
export const isOfProgram = (text: string): boolean => hasProgram(text) && !isToldByServer(text);

/** The refusals of a text that `hasProgram`; those that a program heard are marked so. */
export function* heardByProgram(given: string, refusals: readonly Refusal[]): Generator<Refusal> {
  const text = withoutFields(given);
  let from = 0;
  let end = 0;
  let isHeard = false;
  for (const [i, refusal] of refusals.entries()) {
    const spans = refusal.spans ?? [];
    const last = spans.at(-1)?.end ?? end;
    const next = refusals[i + 1]?.spans?.[0]?.start;
    const isSole = i === 0 && next === undefined;
    const close = isSole ? paragraphEnd(text, last) : closesAt(text, last, next ?? text.length);
    const pieces: string[] = [];
    let at = from;
    for (const span of spans) {
      pieces.push(text.slice(at, span.start));
      at = span.end;
    }
    const whole = text.slice(from, close);
    const isQuoted =
      pieces.some((piece) => isQuotedByServer(piece) || isInReport(piece)) || isByPostal(whole);
    pieces.push(text.slice(last, close));
    const isNext: boolean = i > 0 && isHeard && isNextItem(text.slice(end, spans[0]?.start ?? end));
    // What no server writes tells of a program wherever it stands, where there is no other refusal that it might be about.
    const told = isSole ? text : whole;
    const isTold =
      isFromProgram(pieces.join('\n')) ||
      isInCode(whole) ||
      SIGNS.some((sign) => sign.test(told)) ||
      isAfterLogin(text.slice(from, spans[0]?.start ?? from)) ||
      (!isCoded(refusal.facts) && OF_SOCKET.test(told));
    isHeard = !isQuoted && (isNext || isTold);
    yield isHeard ? viaProgram(refusal, told) : refusal;
    end = last;
    // On one line what stands between two may belong to either.
    from = close === next ? last : close;
  }
}

/** The last of what an exception of Python holds: `(553, b'5.7.1 not yours', 's@example.net')`. */
const OF_TUPLE = /^['"]?([^\s'"@]{1,128}@[^\s'"@]{1,255})['"]?$/;
/** The key that its reply stands behind: `{'a@example.org': (550, b'…')}`. */
const KEY = /\{?['"]([^\s'"@{}]{1,128}@[^\s'"@]{1,255})['"]: ?\($/;

/**
 * The refusal as a program heard it, which tells of it in `text`; whom Python's exceptions name stands around the server's words, not in
 * them.
 */
export function viaProgram(refusal: Refusal, text: string): Refusal {
  const isMailProgram = isFromMailProgram(text) || OF_OUTLOOK.test(text);
  const facts: ReplyFacts = {
    ...refusal.facts,
    via: 'program',
    ...(isMailProgram && { reportingSoftware: 'mail-program' }),
  };
  const named = namedAround(facts, refusal.lead?.slice(-MAX_LEAD).trimEnd() ?? '');
  return { ...refusal, facts: named };
}

function namedAround(facts: ReplyFacts, lead: string): ReplyFacts {
  const key = KEY.exec(lead)?.[1];
  if (key !== undefined) return { ...facts, recipient: key };
  if (!lead.endsWith('(')) return facts;
  const cut = Math.max(facts.text.lastIndexOf("', "), facts.text.lastIndexOf('", '));
  const named = cut < 0 ? undefined : OF_TUPLE.exec(facts.text.slice(cut + 3))?.[1];
  if (named === undefined) return facts;
  const { recipient, ...others } = facts;
  const text = facts.text.slice(0, cut);
  return /smtpsenderrefused\S{0,3} ?\($/i.test(lead)
    ? { ...others, text, sender: named }
    : { ...others, text, recipient: recipient ?? named };
}
