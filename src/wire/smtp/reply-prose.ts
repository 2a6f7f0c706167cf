/**
 * What the prose around a reply tells: who said it and at which command.
 * Wordings of Postfix ('host x[ip] said: … (in reply to RCPT TO command)'), Exim ('after RCPT TO:<…>: host x [ip]:'), sendmail
 * ('while talking to x: >>> DATA'), qmail ('ip does not like recipient') and others. Limits: 400 characters before, 160 after.
 */

import { CharSet } from '../../base/char-set.ts';
import { isHostName, isIpAddress, parseSpeaker, type Speaker } from './host-names.ts';
import { LastPhrase } from './last-phrase.ts';
import { phaseOf } from './phase.ts';
import type { SmtpPhase } from './types.ts';

/** Host, address and command of a reply, each where the prose tells. */
export interface Prose extends Speaker {
  readonly phase?: SmtpPhase;
}

const MAX_BEFORE = 400;
const MAX_TALKING = 2_000;
const MAX_INTRODUCTION = 90;

/** Reads the prose before `start` (not further back than `floor`) and after `end`. */
export function readProse(text: string, floor: number, start: number, end: number): Prose {
  const before = paragraphBefore(text, Math.max(floor, start - MAX_BEFORE), start);
  const phase = phaseOf(before, text.slice(end, end + 160));
  const near = speakerBefore(before);
  // sendmail's own lines stand in the transcript too; only what follows '<<<' came from the other host.
  const isFromTranscript = text.startsWith('<<<', start - 3) || text.startsWith('<<< ', start - 4);
  const speaker =
    near.host === undefined && near.ip === undefined && isFromTranscript ? talkingTo(text, start) : near;
  return phase === undefined ? speaker : { ...speaker, phase };
}

/** The paragraph before a reply; where that is only an introduction ('The error that the other server returned was:'), the one before too. */
function paragraphBefore(text: string, from: number, to: number): string {
  const slice = withoutCr(text.slice(from, to));
  if (!slice.includes('\n\n')) return slice;
  const blank = slice.trimEnd().lastIndexOf('\n\n');
  if (blank < 0) return slice;
  if (slice.length - blank > MAX_INTRODUCTION) return slice.slice(blank);
  const earlier = slice.slice(0, blank).trimEnd().lastIndexOf('\n\n');
  return earlier < 0 ? slice : slice.slice(earlier);
}

function withoutCr(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r', '') : text;
}

/** sendmail: '... while talking to mx.example.org.:' stands once before several replies. */
function talkingTo(text: string, start: number): Speaker {
  const window = text.slice(Math.max(0, start - MAX_TALKING), start);
  const at = window.lastIndexOf('while talking to ');
  return at < 0 ? {} : parseSpeaker(firstWord(window, at + 17));
}

/** The nearest host before a reply that the prose says is the one that spoke. */
function speakerBefore(before: string): Speaker {
  return bracketedSpeaker(before) ?? namedSpeaker(before) ?? {};
}

/** 'mx.example.org[192.0.2.1] said:', 'host mx.example.org [192.0.2.1]:', 'by mx.example.org. [192.0.2.1].', 'server (192.0.2.1) issued an error'. */
function bracketedSpeaker(before: string): Speaker | undefined {
  let close = before.length;
  for (let round = 0; round < 8; round += 1) {
    close = Math.max(before.lastIndexOf(']', close - 1), before.lastIndexOf(')', close - 1));
    if (close < 0) return undefined;
    const open = before[close] === ']' ? before.lastIndexOf('[', close) : before.lastIndexOf('(', close);
    if (open < 0 || close - open > 50) continue;
    const inside = before.slice(open + 1, close);
    const ip = inside.toLowerCase().startsWith('ipv6:') ? inside.slice(5) : inside;
    if (!isIpAddress(ip)) continue;
    const { word, start } = wordEndingAt(before, open);
    if (isOtherEnd(before, start)) continue;
    return { ...parseSpeaker(word), ip };
  }
  return undefined;
}

/** 'received … from x [ip]' and 'sender host x [ip]' name the other end. */
function isOtherEnd(before: string, wordStart: number): boolean {
  const lead = before
    .slice(Math.max(0, wordStart - 12), wordStart)
    .toLowerCase()
    .trimEnd();
  return (
    lead.endsWith(' from') ||
    lead === 'from' ||
    lead.endsWith('client') ||
    lead.endsWith('sender host') ||
    lead.endsWith('ip:')
  );
}

/** Words before and after the name of the host that speaks, without ' #', which is too short for a table. */
const MARKS = new LastPhrase<Mark>([
  ...[
    'host ',
    'host: ',
    'talking to ',
    'remote-mta: dns;',
    'remote-mta: dns; ',
    'server ',
    'server: ',
    'connected to ',
    'rejected by ',
    'connecting to ',
  ].map((words) => [words, { lead: words.length }] as const),
  ...[
    ' said',
    ' does not like ',
    ' failed after ',
    ' remote server returned',
    ' responded ',
    ' replied',
    ' returned',
    ' answered',
    ' rejected',
    ' gave this error',
    ' refused ',
    ' did not like',
    ' failed on ',
    ' issued ',
  ].map((words) => [words, {}] as const),
]);

/** `lead`: length of the words, where the name comes after them. */
interface Mark {
  readonly lead?: number;
}

function namedSpeaker(before: string): Speaker | undefined {
  const text = (/[\r\n\t]/.test(before) ? before.replaceAll(/[\r\n\t]/g, ' ') : before).toLowerCase();
  const hash = text.lastIndexOf(' #');
  let isHashTried = hash <= 0;
  const byHash = (): Speaker | undefined => {
    isHashTried = true;
    return speakerIn(wordEndingAt(before, hash).word);
  };
  const found = MARKS.find(text, ({ lead }, at) => {
    const own = (): Speaker | undefined => {
      if (lead === undefined && at === 0) return undefined;
      return speakerIn(lead === undefined ? wordEndingAt(before, at).word : firstWord(before, at + lead));
    };
    return (!isHashTried && hash > at ? byHash() : undefined) ?? own();
  });
  return found ?? (isHashTried ? undefined : byHash());
}

function speakerIn(word: string): Speaker | undefined {
  const speaker = parseSpeaker(word);
  return (speaker.host ?? speaker.ip) === undefined ? undefined : speaker;
}

const BLANKS = new CharSet(' \t\r\n');
const BEFORE_WORD = new CharSet(' \t\r\n(');
const QUOTES = new CharSet('<"\'');
const AFTER_WORD = new CharSet(' \t\r\n,"\'');

function firstWord(text: string, from: number): string {
  let at = from;
  while (text[at] === ' ') at += 1;
  // Stalwart: "host 'mx.example.org' rejected command 'DATA' with code 550 …".
  if (text[at] === "'" || text[at] === '"') at += 1;
  let end = at;
  while (end < text.length && end < at + 260 && !AFTER_WORD.has(text.charCodeAt(end))) end += 1;
  return text.slice(at, end);
}

function wordEndingAt(text: string, end: number): { readonly word: string; readonly start: number } {
  let stop = end;
  while (stop > 0 && BLANKS.has(text.charCodeAt(stop - 1))) stop -= 1;
  let start = stop;
  while (start > 0 && stop - start < 260 && !BEFORE_WORD.has(text.charCodeAt(start - 1))) start -= 1;
  const word = text.slice(QUOTES.has(text.charCodeAt(start)) && start < stop ? start + 1 : start, stop);
  const isName = isHostName(word.endsWith('.') || word.endsWith(':') ? word.slice(0, -1) : word);
  return { word: isName || isIpAddress(word) ? word : '', start };
}
