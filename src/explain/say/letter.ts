/**
 * The message to send to the postmaster, host or list that can help: facts, times, IPs, queue ids, what was checked, and what its writer
 * has to add. Addresses of third parties are withheld unless asked for: the letter may travel further than its writer thinks.
 */

import { isPublicIp } from '../../base/ip.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { categorySet, fitsCategory } from '../../findings/category-set.ts';
import { domainOf, domainOrBare } from '../../wire/address/index.ts';
import { withoutPasswords } from '../holds-password.ts';
import { isListing } from '../list-behind.ts';
import { organisation } from '../organisation.ts';
import type { Verdict } from '../verdict.ts';
import { assertedCategory } from '../weigh.ts';
import { type Addressee, addresseeOf } from './contact.ts';
import { isFromMailbox } from './from-mailbox.ts';
import { isRelayUnreached } from './headline.ts';
import { quoteText, shownQuoteOf } from './quote.ts';
import type { VerdictView } from './view.ts';
import { withholdRecipients } from './withhold-addresses.ts';
import { addressesIn } from './withhold-addresses-unknown.ts';

const MAX_WIDTH = 72;

function wrapLine(text: string): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.replaceAll(/\s+/g, ' ').split(' ')) {
    if (line !== '' && line.length + word.length + 1 > MAX_WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

const isPrivate = (ip: string | undefined): boolean => ip !== undefined && !isPublicIp(ip);

const ZONE = /[+-]\d\d:?\d\d\b|\dZ$|\b(?:GMT|UTC|[CEMP][DS]T|CES?T)\b/;
const YEAR = /\b(?:19|20)\d\d\b/;

/** A time without its zone finds nothing in another log: what a log left out is to be filled in. */
function timeOf(at: string | undefined, texts: Catalogue): string {
  if (at === undefined) return texts.ui('letter.fill.time');
  if (ZONE.test(at)) return at;
  return `${at} ${texts.ui(YEAR.test(at) ? 'letter.fill.zone' : 'letter.fill.yearAndZone')}`;
}

function serverOf({ speakerHost, speakerIp }: Verdict['reply']): string | undefined {
  const parts = [speakerHost, isPrivate(speakerIp) ? undefined : speakerIp];
  return parts.filter((part) => part !== undefined).join(' ') || undefined;
}

/** Key of the label, and the value. */
type Row = readonly [string, string | undefined];

function factRows(verdict: Verdict, addressee: Addressee, texts: Catalogue): readonly string[] {
  const { reply } = verdict;
  const wants = toFillIn(verdict, addressee);
  const rows: readonly Row[] = [
    ['time', timeOf(reply.at, texts)],
    [addressee === 'unreached' ? 'unreachedServer' : 'server', serverOf(reply)],
    sendingIpRow(verdict, addressee, texts),
    ['ipSince', wants.includes('ipSince') ? texts.ui('letter.fill.ipSince') : undefined],
    ['helo', isFromMailbox(verdict) ? undefined : reply.helo],
    ['senderDomain', domainOf(reply.sender) ?? domainOrBare(reply.headerFrom)],
    ['recipient', reply.recipient],
    ['queueId', reply.queueId],
    ['messageId', reply.messageId],
    ['changes', wants.includes('changes') ? texts.ui('letter.fill.changes') : undefined],
  ];
  return rows.flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${texts.ui(`letter.${key}`)}: ${value}`],
  );
}

/** The IP of a provider is not claimed, nor is it given to one: From alone does not tell whose it is; where one's own is not told, and is what it is about, it is to be filled in. */
function sendingIpRow(verdict: Verdict, addressee: Addressee, texts: Catalogue): Row {
  const { senderIp } = verdict.reply;
  // A private address means nothing outside, and tells of the network inside.
  const ip = isPrivate(senderIp) ? undefined : senderIp;
  if (isFromMailbox(verdict)) return ['othersIp', ip];
  const isWanted = ip === undefined && toFillIn(verdict, addressee).includes('sendingIp');
  return ['sendingIp', isWanted ? texts.ui('letter.fill.sendingIp') : ip];
}

/** Nobody looks up a refusal of a server without its IP. */
const isOfIp = categorySet('reputation.*', 'rate.*', 'dns.ptr', 'dns.helo', 'policy.geo');
const WITHOUT_OURS: ReadonlySet<Addressee> = new Set(['relay', 'closed', 'provider', 'unreached']);

/** What whoever lifts a block asks first, and only its writer knows. */
function toFillIn(verdict: Verdict, addressee: Addressee): readonly string[] {
  const asserted = assertedCategory(verdict);
  if (WITHOUT_OURS.has(addressee) || isFromMailbox(verdict)) return [];
  if (asserted === 'reputation.domain-listed') return ['changes'];
  const asked = isOfIp(asserted) ? ['sendingIp'] : [];
  return fitsCategory(asserted, 'reputation.*') ? [...asked, 'ipSince', 'changes'] : asked;
}

/** The letter with its subject as first line, ready to paste into a form or a message. */
export function formatLetter(
  verdict: Verdict,
  view: VerdictView,
  texts: Catalogue,
  showsAddresses: boolean,
): string {
  const addressee = addresseeOf(verdict, view.data);
  const key = addressee === 'receiver' ? 'letter' : `letter.${addressee}`;
  const quote = shownQuoteOf(verdict.reply, verdict.classification.quoted);
  const code = [quote.replyCode, quote.enhancedStatus].filter((part) => part !== undefined).join(' ');
  const checked = view.evidence.map((line) => {
    const detail = [line.label, line.detail].filter((part) => part !== '').join(': ');
    return `- ${line.word}: ${detail}`;
  });
  const written = [
    `Subject: ${texts.ui(`${key}.subject`, view.data)}${code === '' ? '' : ` (${code})`}`,
    texts.ui('letter.greeting'),
    wrapLine(texts.ui(whatKey(key, verdict, view), view.data)),
    `${texts.ui('letter.facts')}\n${factRows(verdict, addressee, texts).join('\n')}`,
    `${texts.ui(addressee === 'unreached' ? 'letter.words' : 'letter.reply')}\n${wrapLine(quoteText(quote))}`,
    ...(checked.length === 0 ? [] : [`${texts.ui('letter.checked')}\n${checked.join('\n')}`]),
    texts.ui('letter.closing'),
  ].join('\n\n');
  // One with '@' was read as somebody's address.
  const letter = withoutPasswords(written, verdict.reply.text);
  const whole = showsAddresses
    ? letter
    : withholdRecipients(letter, verdict.reply, [
        ...addressesIn(view.contact, 4),
        ...addressesIn(String(view.data.namedAddress ?? ''), 1),
      ]);
  const isWithheld = starsIn(whole) > starsIn(letter);
  return [...hintsOf(whole, isWithheld, addressee, verdict, view, texts), whole].join('\n\n');
}

/** A password that is blanked is written out for nobody. */
const starsIn = (text: string): number => text.split('***').length;

/** What is said to the writer, before the letter. */
function hintsOf(
  letter: string,
  isWithheld: boolean,
  addressee: Addressee,
  verdict: Verdict,
  view: VerdictView,
  texts: Catalogue,
): readonly string[] {
  return [
    sendTo(addressee, verdict, view, texts),
    FILLED_IN.some((what) => letter.includes(texts.ui(`letter.fill.${what}`)))
      ? texts.ui('letter.toFillIn')
      : '',
    isWithheld ? texts.ui('letter.withheld') : '',
    verdict.reply.isBesidePassword === true ? texts.ui('password.avoid') : '',
  ].filter((hint) => hint !== '');
}

const FILLED_IN = ['time', 'zone', 'yearAndZone', 'sendingIp', 'ipSince', 'changes'];

/** What is asked of whom; the server that one sends through may not have been reached either. */
function whatKey(key: string, verdict: Verdict, { data }: VerdictView): string {
  const isWithoutAnswer = verdict.reply.ownStep === 'client' || isRelayUnreached(verdict);
  if (key === 'letter.relay' && isWithoutAnswer) return 'letter.relay.unreached.what';
  if (key === 'letter.provider' && fitsCategory(assertedCategory(verdict), 'policy.*'))
    return 'letter.provider.unsaid.what';
  const isListed = isListing(assertedCategory(verdict));
  return key === 'letter' && isListed && data.list !== undefined ? 'letter.listed.what' : `${key}.what`;
}

/** Every domain that takes mail has a postmaster (RFC 5321 §4.5.1): he is left where no other is known. */
function sendTo(
  addressee: Addressee,
  { reply }: Verdict,
  { contact, data }: VerdictView,
  texts: Catalogue,
): string {
  if (addressee === 'relay' || addressee === 'provider')
    return texts.ui('letter.to', { to: texts.ui(`letter.${addressee}.to`) });
  if (contact !== '') return texts.ui('letter.to', { to: contact });
  if (addressee === 'receiver' && data.replyAddress !== undefined)
    return texts.ui('letter.to', { to: data.replyAddress });
  const domain = domainOf(reply.recipient) ?? organisation(reply.speakerHost);
  if (domain === undefined) return '';
  const key = addressee === 'unreached' ? 'letter.toUnreached' : 'letter.toPostmaster';
  return texts.ui(key, { to: `postmaster@${domain}` });
}
