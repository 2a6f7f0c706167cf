/**
 * The message to send to the postmaster, host or list that can help: facts, times, IPs, queue ids, what was checked.
 * Addresses of third parties are withheld unless asked for: the letter may travel further than its writer thinks.
 */

import { isPublicIp } from '../../base/ip.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { domainOf } from '../../wire/address/index.ts';
import type { Verdict } from '../verdict.ts';
import { type Addressee, addresseeOf } from './contact.ts';
import { isUnreached } from './headline.ts';
import type { VerdictView } from './view.ts';
import { withholdRecipients } from './withhold-addresses.ts';

const MAX_WIDTH = 72;

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

const isPrivate = (ip: string | undefined): boolean => ip !== undefined && !isPublicIp(ip);

function factRows(verdict: Verdict, texts: Catalogue): readonly string[] {
  const { reply } = verdict;
  const senderDomain = domainOf(reply.sender) ?? reply.headerFrom;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['time', reply.at],
    [
      verdict.reply.ownStep === 'client' ? 'unreachedServer' : 'server',
      [reply.speakerHost, isPrivate(reply.speakerIp) ? undefined : reply.speakerIp]
        .filter((part) => part !== undefined)
        .join(' ') || undefined,
    ],
    // A private address means nothing outside, and tells of the network inside.
    ['sendingIp', isPrivate(reply.senderIp) ? undefined : reply.senderIp],
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
  const addressee = addresseeOf(verdict, view.data);
  const key = addressee === 'receiver' ? 'letter' : `letter.${addressee}`;
  const letter = [
    `Subject: ${texts.ui(`${key}.subject`, view.data)}${code === '' ? '' : ` (${code})`}`,
    texts.ui('letter.greeting'),
    wrapLine(texts.ui(whatKey(key, verdict), view.data)),
    ...(rows.length === 0 ? [] : [`${texts.ui('letter.facts')}\n${rows.join('\n')}`]),
    `${texts.ui('letter.reply')}\n${wrapLine(replyLine(verdict.reply))}`,
    checked.length === 0
      ? texts.ui('letter.nothingChecked')
      : `${texts.ui('letter.checked')}\n${checked.join('\n')}`,
    texts.ui('letter.closing'),
  ].join('\n\n');
  const to = sendTo(addressee, verdict, view, texts);
  const whole = showsAddresses ? letter : withholdRecipients(letter, verdict.reply);
  return to === '' ? whole : `${to}\n\n${whole}`;
}

/** What is asked of whom; the server that one sends through may not have been reached either. */
function whatKey(key: string, verdict: Verdict): string {
  const isWithoutAnswer = verdict.reply.ownStep === 'client' || isUnreached(verdict);
  return key === 'letter.relay' && isWithoutAnswer ? 'letter.relay.unreached.what' : `${key}.what`;
}

/** Every domain that takes mail has a postmaster (RFC 5321 §4.5.1): he is left where no other is known. */
function sendTo(
  addressee: Addressee,
  { reply }: Verdict,
  { contact }: VerdictView,
  texts: Catalogue,
): string {
  if (addressee === 'relay') return texts.ui('letter.to', { to: texts.ui('letter.relay.to') });
  if (contact !== '') return texts.ui('letter.to', { to: contact });
  const domain = domainOf(reply.recipient);
  return domain === undefined ? '' : texts.ui('letter.toPostmaster', { to: `postmaster@${domain}` });
}
