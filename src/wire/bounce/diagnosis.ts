/** Which words of a report say why: the reply of the refusing server if there is one, else the sentence that explains. */

import type { ByteRange } from '../../base/byte-range.ts';
import { PhraseSet } from '../../base/phrase-set.ts';
import { singleSpaced } from '../../base/spaces.ts';
import type { Writable } from '../../base/writable.ts';
import type { DecodedLine } from '../message/types.ts';
import { findReplies, parseEnhancedStatus, type SmtpReply, type TextSpan } from '../smtp/index.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import { countWordCharacters, plainLower } from './words-of-text.ts';

export interface Diagnosis {
  readonly diagnostic: string;
  readonly diagnosticRange?: ByteRange;
  readonly others: readonly string[];
  readonly replyCode?: number;
  readonly enhancedStatus?: string;
  readonly host?: string;
  readonly ip?: string;
  readonly phase?: SmtpPhase;
  /** 3: a reply, 2: words that name a reason, 1: any words, 0: none. */
  readonly worth: number;
}

const MAX_TEXT = 20_000;
const MAX_DIAGNOSTIC = 4_096;
const MAX_OTHERS = 8;

/** Replies that only tell that an earlier one ended the transaction. */
const AFTERMATH = new PhraseSet([
  'need rcpt',
  'need mail',
  'no recipients',
  'rcpt first',
  'no valid recipients',
  'valid recipient',
  'bad sequence',
  'service unavailable',
  'polite people say hello',
  'sender already specified',
  'error: need',
  'remote protocol error',
]);
/** Lines of reports that explain nothing. */
const BOILERPLATE = new PhraseSet([
  "i'm not going to try again",
  'i am not going to try again',
  'giving up on ',
  'this is a permanent error',
  "i've given up",
  'no action is required',
  'please do not reply',
  'for further assistance',
  'do not need to resend',
  'this message was created automatically',
  'a message that you sent',
  'automatically generated',
  'the mail system',
  'if you do so, please include',
  'delete your own text',
  'this is the mail system',
  "i'm sorry to have to inform",
  'be delivered to one or more',
  'technical details of',
  'technical information about',
  'permanent fatal delivery errors',
  'learn more at',
  'for more tips',
  'contact your',
  'diagnostic information for',
  'the original message was received',
  'generating server',
  'this is a warning message only',
  'this is a warning only',
  'this report relates to a message you sent',
  'this warning may be repeated',
  '______',
  'viruses',
  'delivery software will give up',
  'antivirus',
  'anti-virus',
  'scanned by',
  'please verify',
  'this is an automatically',
  'your message did not reach some',
  'original message',
  'recipients. this is a permanent',
  // KumoMTA, under its reason.
  'message will be deleted from the queue',
  'no further attempts will be made to deliver',
]);
/** Sentences that only say that delivery failed. */
const INTRODUCTIONS = new PhraseSet([
  'error delivering your mail',
  'could not be delivered to',
  'delivery to the following',
  'delivery has failed to',
  'delivery failed to',
  'did not reach the following',
  'unable to deliver your message',
  'unable to deliver message to the following',
  'to the following address',
  'to the following recipient',
  'following addresses had',
  'not delivered to the following',
  'your message could not be delivered',
  'this message could not be delivered',
  'the following mail could not',
]);
/** Words that a reason is made of. */
const REASONS = new PhraseSet(
  `full|quota|unknown|not found|exceed|disabled|invalid|reject|refus|timed out|timeout|denied|blocked|spam|virus|no such|doesn't|does not|isn't|unavailable|
inactive|suspend|closed|space|too large|too big|loop|not listed|not recognized|not accept|not exist|couldn't find|could not find|wasn't found|couldn't be found|unable|failed|failure|error|expired|
policy|not permitted|not allowed|forbidden|lookup|no mx|connect|host|relay|moved|no longer|unrout|over|limit|malformed|syntax|blacklist|member|duplicat|
voll|unbekannt|existiert|abgelehnt|gesperrt|inconnu|pas trouvé|pleine|refusé|rejeté|desconocid|llena|rechazad|desconhecid|cheia|rejeitad|sconosciut|piena|rifiutat|onbekend|vol|geweigerd|nieznany|pełna|odrzucon|
dolu|bulunamadı|reddedildi|неизвест|переполн|отклон|не найден|заблокирован|一杯|見つかりません|存在しません|拒否|无此|不存在|已满|拒绝|錯誤|사용자|
nicht gefunden|nicht erlaubt|überschritten|inexistant|introuvable|existe pas|saturé|désactivé|bloqué|inexistente|encontr|existe|excedid|superad|bloquead|deshabilitad|desativad|inesistente|esiste|bloccat|
bestaat|niet gevonden|geblokkeerd|overschreden|istnieje|znaleziono|przekroczon|zablokowan|przepełnion|plná|neexist|nenalezen|odmítn|překročen|okänd|finns inte|hittas|avvisad|nekad|fulld|létez|ismeretlen|megtelt|
yok|dolmuş|engellendi|aşıldı|не существует|не найден|отключ|превыш|не існує|невідом|заповнен|不明|超過|停止|制限|未知|超出|不足|禁用|冻结|退信原因|존재하지|초과|거부|차단|없는`
    .replaceAll('\n', '')
    .split('|'),
);

/** Reads the block of lines that belongs to one recipient (or the whole notice); sentences too unless only replies are asked for. */
export function diagnose(
  lines: readonly DecodedLine[],
  recipient?: string,
  detail: 'all' | 'replies' = 'all',
): Diagnosis {
  const { text, offsets } = join(lines);
  const replies = findReplies(text, 40);
  const ranked = rank(replies, text, recipient);
  const best = whole(ranked, text);
  if (best) return fromReply(best, ranked, lines, text, offsets, detail);
  if (detail === 'replies') return { diagnostic: '', others: [], worth: 0 };
  const sentences = explaining(lines, recipient);
  const first = sentences[0];
  if (!first) return { diagnostic: '', others: [], worth: 0 };
  const enhancedStatus = parseEnhancedStatus(first.text);
  const diagnosis: Writable<Diagnosis> = {
    diagnostic: first.text.slice(0, MAX_DIAGNOSTIC),
    others: sentences.slice(1, MAX_OTHERS).map((s) => s.text.slice(0, MAX_DIAGNOSTIC)),
    worth: first.isReason || first.isIntroduced ? 2 : 1,
    diagnosticRange: rangeOfLines(first.start, first.end),
  };
  if (enhancedStatus) diagnosis.enhancedStatus = enhancedStatus;
  return diagnosis;
}

/** Yahoo ends its replies with the command: '… Mailbox Full [RCPT_TO]'. */
function bracketPhase(words: string): SmtpPhase | undefined {
  if (words.includes('[RCPT_TO]')) return 'rcpt';
  if (words.includes('[MAIL_FROM]')) return 'mail';
  return words.includes('[DATA]') || words.includes('[SENT_MESSAGE]') ? 'end-of-data' : undefined;
}

/** The best reply; where it is only the first line of one that stands whole elsewhere, that one. */
function whole(ranked: readonly SmtpReply[], text: string): SmtpReply | undefined {
  const best = ranked[0];
  if (!best || text[best.span.start + 3] !== '-') return best;
  const size = (r: SmtpReply) => r.span.end - r.span.start;
  const longer = ranked.filter((r) => r.code === best.code && r.enhancedStatus === best.enhancedStatus);
  return longer.reduce((a, b) => (size(b) > size(a) ? b : a), best);
}

function fromReply(
  best: SmtpReply,
  ranked: readonly SmtpReply[],
  lines: readonly DecodedLine[],
  text: string,
  offsets: readonly number[],
  detail: 'all' | 'replies',
): Diagnosis {
  const wordsOf = (reply: SmtpReply) =>
    squeeze(text.slice(reply.span.start, closed(text, reply.span)).replaceAll('<<< ', ' '));
  const diagnostic = wordsOf(best);
  const sentences = detail === 'all' ? explaining(lines).map((s) => s.text) : [];
  const others = [...ranked.slice(1).map(wordsOf), ...sentences].filter((t) => t !== diagnostic);
  const diagnosticRange = rangeOf(best, lines, offsets);
  // The same reply may stand twice: once with its words, once in the transcript with its host and command.
  const same = ranked.filter((r) => r.code === best.code && best.code !== undefined);
  const host = best.host ?? same.find((r) => r.host)?.host;
  const ip = best.ip ?? same.find((r) => r.ip)?.ip;
  const phase =
    best.phase ??
    same.find((r) => r.phase)?.phase ??
    bracketPhase(text.slice(best.span.start, best.span.end + 40));
  const diagnosis: Writable<Diagnosis> = {
    diagnostic,
    others: others.length < 2 ? others : [...new Set(others)].slice(0, MAX_OTHERS),
    worth: best.code === undefined && !best.enhancedStatus ? 2 : 3,
  };
  if (diagnosticRange) diagnosis.diagnosticRange = diagnosticRange;
  if (best.code !== undefined) diagnosis.replyCode = best.code;
  if (best.enhancedStatus) diagnosis.enhancedStatus = best.enhancedStatus;
  if (host) diagnosis.host = host;
  if (ip) diagnosis.ip = ip;
  if (phase) diagnosis.phase = phase;
  return diagnosis;
}

/** 'Sorry, no mailbox here by that name. (#5.1.1' lacks its bracket. */
function closed(text: string, { start, end }: TextSpan): number {
  if (text[end] !== ')') return end;
  const open = text.lastIndexOf('(', end);
  return open >= start && open > text.lastIndexOf(')', end - 1) ? end + 1 : end;
}

function join(lines: readonly DecodedLine[]): { text: string; offsets: number[] } {
  const offsets: number[] = [];
  let text = '';
  for (const line of lines) {
    if (text.length > MAX_TEXT) break;
    offsets.push(text.length);
    text += `${line.text}\n`;
  }
  return { text, offsets };
}

/** Replies that refuse, best first. */
function rank(replies: readonly SmtpReply[], text: string, recipient?: string): readonly SmtpReply[] {
  const refusing = replies.filter(
    (r) => (r.code === undefined || r.code >= 400) && !r.enhancedStatus?.startsWith('2'),
  );
  if (refusing.length < 2) return refusing;
  const wanted = recipient?.toLowerCase();
  const score = (r: SmtpReply, index: number): number => {
    const words = text.slice(r.span.start, r.span.end).toLowerCase();
    let points = r.code === undefined ? 0 : 3;
    if (r.enhancedStatus) points += 1;
    if (r.host || r.ip || r.phase) points += 1;
    if (wanted && words.includes(wanted)) points += 2;
    // sendmail names the remote's words '(reason: …)' and marks what it heard with '<<<'.
    const before = text.slice(Math.max(0, r.span.start - 10), r.span.start);
    if (before.includes('reason:')) points += 3;
    if (before.includes('<<<')) points += 1;
    if (AFTERMATH.isIn(words) || r.text.length < 3) points -= 4;
    return points - index * 0.01;
  };
  return refusing
    .map((reply, index) => ({ reply, points: score(reply, index) }))
    .sort((a, b) => b.points - a.points)
    .map((r) => r.reply);
}

function rangeOf(
  reply: SmtpReply,
  lines: readonly DecodedLine[],
  offsets: readonly number[],
): ByteRange | undefined {
  let first = 0;
  let last = 0;
  for (let i = 0; i < offsets.length; i++) {
    if ((offsets[i] ?? 0) <= reply.span.start) first = i;
    if ((offsets[i] ?? 0) < reply.span.end) last = i;
  }
  const start = lines[first];
  const end = lines[last];
  return start && end && rangeOfLines(start, end);
}

function rangeOfLines(first: DecodedLine, last: DecodedLine): ByteRange {
  const { start } = first.range;
  return { start, end: Math.max(last.range.end, start) };
}

interface Sentence {
  readonly text: string;
  readonly start: DecodedLine;
  readonly end: DecodedLine;
  readonly isReason: boolean;
  /** It names a reason, but says that, not why. */
  readonly isIntroduction: boolean;
  /** The paragraph before ends with a colon. */
  readonly isIntroduced: boolean;
  /** What the server itself said, below the words of Exchange for its kind. */
  readonly isOfServer: boolean;
}

/** Paragraphs that explain, those with a reason in them first. */
function explaining(lines: readonly DecodedLine[], recipient?: string): readonly Sentence[] {
  const paragraphs: Sentence[] = [];
  let text = '';
  let start: DecodedLine | undefined;
  let end: DecodedLine | undefined;
  const close = () => {
    if (text === '') return;
    const words = squeeze(text);
    const bare = recipient ? words.replaceAll(recipient, '') : words;
    if (start && end && countWordCharacters(bare, 3) > 2) {
      const lower = plainLower(bare);
      const isReason = REASONS.isIn(lower);
      const isIntroduction = isReason && (words.endsWith(':') || INTRODUCTIONS.isIn(lower));
      const isOfServer = isReason && OF_EXCHANGE.test(words);
      const isIntroduced = paragraphs.at(-1)?.text.endsWith(':') === true;
      paragraphs.push({ text: words, start, end, isReason, isIntroduction, isIntroduced, isOfServer });
    }
    text = '';
    start = undefined;
  };
  for (const line of lines) {
    if (paragraphs.length > 60) break;
    const whole = line.text.trim();
    const trimmed = whole.slice(stampLength(whole));
    // Each line of a transcript with times is a sentence of its own.
    if (trimmed === '' || trimmed !== whole || OF_EXCHANGE.test(trimmed)) close();
    if (trimmed === '') continue;
    // '----- Transcript of session follows -----' is a heading.
    const isHeading = trimmed.startsWith('---') && trimmed.endsWith('---');
    const isRule = isHeading || countWordCharacters(trimmed.slice(0, 200), 1) === 0;
    if (isRule || text.length > MAX_DIAGNOSTIC) close();
    if (isRule || isHeaderLine(trimmed)) continue;
    const said = BOILERPLATE.isIn(trimmed.toLowerCase()) ? besideBoilerplate(trimmed) : trimmed;
    if (said === '') continue;
    start ??= line;
    end = line;
    text += ` ${said}`;
  }
  close();
  const rank = (p: Sentence): number =>
    p.isOfServer ? 4 : p.isReason && !p.isIntroduction ? 3 : p.isIntroduced ? 2 : p.isReason ? 1 : 0;
  return paragraphs.sort((a, b) => rank(b) - rank(a));
}

/** 'Wed 2013-09-11 12:22:05: *  Name server reports domain name unknown' of MDaemon, and other transcripts. */
const STAMP = /^(?:[A-Z][a-z]{2} )?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[:.,\d]{0,5}[ \t*]{0,8}/;

/** A paragraph on one line may give its reason before it says whom to ask: the sentences that explain something. */
function besideBoilerplate(line: string): string {
  if (line.length < LONG_LINE) return '';
  const sentences = line.slice(0, MAX_DIAGNOSTIC).split(/(?<=[.!]) /);
  return sentences.filter((one) => !BOILERPLATE.isIn(one.toLowerCase())).join(' ');
}

/** Longer than the lines of reports that were broken for reading. */
const LONG_LINE = 100;

/** Exchange 5.5 ends with what its connector said: 'MSEXCH:IMS:ORG:SITE:SERVER 3550 (000B09AA) 550 …'. */
const OF_EXCHANGE = /^MSEXCH:[^()]{3,200}\([0-9A-F]{8}\) ?\S/;

/** Length of the time that a line begins with. */
const stampLength = (text: string): number =>
  isDigit(text.charCodeAt(0)) || isDigit(text.charCodeAt(4))
    ? (STAMP.exec(text.slice(0, 50))?.[0].length ?? 0)
    : 0;

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** 'Subject: …' of the returned message, summed up by the report. */
function isHeaderLine(trimmed: string): boolean {
  return (
    trimmed.includes(':') &&
    /^(message-id|date|from|subject|sent|cc|mime-version|content-type):/i.test(trimmed.slice(0, 20))
  );
}

/** One line of at most 4,096 characters. */
export function squeeze(text: string): string {
  return singleSpaced(text.slice(0, MAX_DIAGNOSTIC * 2)).slice(0, MAX_DIAGNOSTIC);
}
