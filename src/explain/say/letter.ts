/**
 * The message to send to the postmaster, host or list that can help: facts, times, IPs, queue ids, what was checked.
 * Addresses of third parties are withheld unless asked for: the letter may travel further than its writer thinks.
 */
import type { Catalogue } from '../../findings/catalogue.ts';
import { domainOf } from '../../wire/address/index.ts';
import type { Verdict } from '../verdict.ts';
import type { VerdictView } from './view.ts';

/** Signs that end the local part of an address when one walks back from its '@'. */
const BEFORE_LOCAL = new Set([...' \t\n<>"\'(),;:[]']);
const MAX_WIDTH = 72;

/** Where the local part begins whose '@' stands at `at`: a quoted string (RFC 5321 §4.1.2), or back to a separator. */
function localStart(text: string, at: number, floor: number): number {
  if (text.charAt(at - 1) === '"') {
    const open = text.lastIndexOf('"', at - 2);
    return open >= floor ? open : at;
  }
  let start = at;
  while (start > floor && !BEFORE_LOCAL.has(text.charAt(start - 1))) start--;
  return start;
}

/** Hides the local part of addresses, also of '%40' in links; domains stay, for they are what a postmaster needs. */
export function withholdAddresses(text: string, keep?: string): string {
  // A Message-ID looks like an address and is what a postmaster searches for.
  const kept = keep?.replace(/^<|>$/g, '') ?? '';
  let result = '';
  let done = 0;
  for (const { index: at } of text.matchAll(/@|%40/g)) {
    const start = localStart(text, at, done);
    if (start === at || (kept !== '' && text.startsWith(kept, start))) continue;
    result += `${text.slice(done, start)}***`;
    done = at;
  }
  return result + text.slice(done);
}

function wrapLine(text: string): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > MAX_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

function factRows(verdict: Verdict, texts: Catalogue): readonly string[] {
  const { reply } = verdict;
  const senderDomain = domainOf(reply.sender) ?? reply.headerFrom;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['time', reply.at],
    [
      'server',
      [reply.speakerHost, reply.speakerIp].filter((part) => part !== undefined).join(' ') || undefined,
    ],
    ['sendingIp', reply.senderIp],
    ['helo', reply.helo],
    ['senderDomain', senderDomain],
    ['recipient', reply.recipient],
    ['queueId', reply.queueId],
    ['messageId', reply.messageId],
  ];
  return rows.flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${texts.ui(`letter.${key}`)}: ${value}`],
  );
}

/** The reply with its codes once, however the report wrote them. */
function replyLine({ replyCode, enhancedStatus, text }: Verdict['reply']): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const codes = [replyCode, enhancedStatus].filter((code) => code !== undefined).map(String);
  const missing = codes.filter((code) => !words.slice(0, 24).includes(code));
  return [...missing, words].join(' ');
}

/** The letter with its subject as first line, ready to paste into a form or a message. */
export function formatLetter(
  verdict: Verdict,
  view: VerdictView,
  texts: Catalogue,
  showsAddresses: boolean,
): string {
  const code = [verdict.reply.replyCode, verdict.reply.enhancedStatus]
    .filter((part) => part !== undefined)
    .join(' ');
  const checked = view.evidence.map((line) => {
    const detail = [line.label, line.detail].filter((part) => part !== '').join(': ');
    return `- ${line.word}: ${detail}`;
  });
  const rows = factRows(verdict, texts);
  const letter = [
    `Subject: ${texts.ui('letter.subject', view.data)}${code === '' ? '' : ` (${code})`}`,
    texts.ui('letter.greeting'),
    wrapLine(texts.ui('letter.what')),
    ...(rows.length === 0 ? [] : [`${texts.ui('letter.facts')}\n${rows.join('\n')}`]),
    `${texts.ui('letter.reply')}\n${wrapLine(replyLine(verdict.reply))}`,
    checked.length === 0
      ? texts.ui('letter.nothingChecked')
      : `${texts.ui('letter.checked')}\n${checked.join('\n')}`,
    texts.ui('letter.closing'),
  ].join('\n\n');
  const to = view.contact === '' ? '' : `${texts.ui('letter.to', { to: view.contact })}\n\n`;
  return to + (showsAddresses ? letter : withholdAddresses(letter, verdict.reply.messageId));
}
