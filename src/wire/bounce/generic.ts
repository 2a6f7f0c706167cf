/** Reads a report of any origin that is no RFC 3464: recipients from the text, the reason from the words about each. */
import type { Writable } from '../../base/writable.ts';
import { domainOf } from '../address/index.ts';
import type { DecodedLine } from '../message/types.ts';
import { findReplies, isHostName } from '../smtp/index.ts';
import { parseReceived } from '../trace/index.ts';
import { addressOf } from './addresses.ts';
import { type Diagnosis, diagnose } from './diagnosis.ts';
import type { BounceLayout } from './layout.ts';
import { addressesIn, summary } from './notices.ts';
import { ownSubject } from './own-subject.ts';
import type { ReturnedHeaders } from './returned-headers.ts';
import { findTextRecipients, type RecipientBlock } from './text-recipients.ts';
import type { RecipientReport } from './types.ts';
import { SUCCESS_SENTENCES } from './words/delay-words.ts';
import { plainLower } from './words-of-text.ts';

/** One report for each recipient; one without a recipient when the report names none. */
export function readGenericRecipients(
  layout: BounceLayout,
  action: 'failed' | 'delayed' | 'delivered',
): readonly RecipientReport[] {
  const blocks = recipientBlocks(layout);
  const read = remember((lines) => diagnose(lines));
  if (blocks.length === 0) {
    const whole = read(layout.notice);
    return [toReport(undefined, undefined, whole, whole, layout, action)];
  }
  return blocks.map((block) => {
    const own = block.isShared ? read(block.lines) : diagnose(block.lines, block.recipient);
    // Without a reply of his own: the words of the whole notice; the reply may stand before the one address it is about.
    const whole = own.worth >= 3 ? own : read(layout.notice);
    const best = blocks.length === 1 && whole.worth > own.worth ? whole : own;
    return toReport(block.recipient, block.originalRecipient, best, whole, layout, action);
  });
}

/** Those who head a block of words of their own. */
export function listedRecipients(layout: BounceLayout): readonly RecipientReport[] {
  const blocks = findTextRecipients(layout.notice, ignoredAddresses(layout)).filter(
    ({ weight, isShared }) => weight >= 4 && !isShared,
  );
  return blocks.map(({ recipient, originalRecipient, lines }) => {
    const own = diagnose(lines, recipient);
    return toReport(recipient, originalRecipient, own, own, layout, 'failed');
  });
}

/** Reads the same lines once, however many recipients share them. */
function remember(
  read: (lines: readonly DecodedLine[]) => Diagnosis,
): (lines: readonly DecodedLine[]) => Diagnosis {
  const known = new Map<readonly DecodedLine[], Diagnosis>();
  return (lines) => {
    const before = known.get(lines);
    if (before) return before;
    const diagnosis = read(lines);
    known.set(lines, diagnosis);
    return diagnosis;
  };
}

function recipientBlocks(layout: BounceLayout): readonly RecipientBlock[] {
  const found = findTextRecipients(layout.notice, ignoredAddresses(layout));
  const failed = addressesIn(layout.head('x-failed-recipients'));
  if (failed.length > 0) {
    return failed.map((recipient) => {
      const known = found.find((b) => b.recipient.toLowerCase() === recipient.toLowerCase());
      return (
        known ??
        found.find((b) => b.originalRecipient?.toLowerCase() === recipient.toLowerCase()) ??
        blank(recipient, layout)
      );
    });
  }
  if ((found[0]?.weight ?? 0) >= 2) return found;
  const returned = layout.returnedHeaders();
  const bare = bareNames(layout, returned);
  if (bare.length > 0) return bare;
  if (found.length > 0) return found;
  const recipients = [returnedRecipients(returned), inSubject(layout), verpRecipient(layout)];
  return (recipients.find((some) => some.length > 0) ?? []).map((r) => blank(r, layout));
}

/** 'Rejected posting to LIST@example.org' of list managers; another subject may name anybody. */
function inSubject(layout: BounceLayout): readonly string[] {
  const list = /^rejected posting to (\S{3,300})$/i.exec(layout.head('subject').trim())?.[1];
  return list === undefined ? [] : addressesIn(list);
}

/**
 * Many senders write the recipient into the reverse-path: 'bounces+user=example.org@…' (VERP). What stands between may be an id
 * ('c53d4f.3e4ac0-user'), a tag of the recipient or a path rewritten on the way (SRS, BATV): then nobody is named.
 */
function verpRecipient(layout: BounceLayout): readonly string[] {
  const local = (addressOf(layout.head('to')) ?? '').split('@')[0] ?? '';
  const [, user = '', domain = ''] = VERP.exec(local) ?? [];
  const isTold =
    !/^(?:srs|prvs|btv)/i.test(local) && !/[0-9a-f]*\d[0-9a-f]*[-.]/i.test(user) && isHostName(domain);
  return isTold && /[a-z]$/i.test(domain) ? [`${user}@${domain}`] : [];
}

const VERP = /^[^+=]{1,64}\+([^+=]{1,64})=([^+=]{3,253}\.[^+=.]{2,63})$/;

/** A name alone on its line, or with words about it: 'dschmidt (user not found)', 'llang  mailbox is full'. */
const BARE_NAME = /^([A-Za-z0-9][A-Za-z0-9._+-]{1,63})(?: {2,}(\S.{0,200})|\t(.{0,200})| \((.{1,200})\))?$/;

/** Words of reports, and names of those who write them. */
const NO_NAMES: ReadonlySet<string> = new Set([
  'action',
  'blocked',
  'code',
  'error',
  'failed',
  'mailer-daemon',
  'message',
  'postmaster',
  'reason',
  'refused',
  'rejected',
  'reply',
  'response',
  'status',
  'subject',
  'undelivered',
  'warning',
]);

/**
 * Reporters for one domain may list local parts only, after a line that ends with ':'. The domain is the one of the
 * returned message's recipient of that name, else the reporter's own.
 */
function bareNames(layout: BounceLayout, returned: ReturnedHeaders | undefined): readonly RecipientBlock[] {
  const reporter = domainOf(addressOf(layout.head('from')));
  if (reporter === undefined) return [];
  const known = [...(returned?.all('to') ?? []), ...(returned?.all('received') ?? [])].flatMap(addressesIn);
  const blocks: RecipientBlock[] = [];
  let isList = false;
  for (const line of layout.notice.slice(0, 200)) {
    const text = line.text.trim();
    const [, found, ...abouts] = isList ? (BARE_NAME.exec(text) ?? []) : [];
    const name = found !== undefined && NO_NAMES.has(found.toLowerCase()) ? undefined : found;
    if (text.endsWith(':')) isList = true;
    else if (name !== undefined) {
      const prefix = `${name.toLowerCase()}@`;
      const recipient = known.find((a) => a.toLowerCase().startsWith(prefix)) ?? `${prefix}${reporter}`;
      const about = abouts.find((one) => one !== undefined && one.trim() !== '');
      const own = about === undefined ? {} : { lines: [{ text: about, range: line.range }], isShared: false };
      blocks.push({ ...blank(recipient, layout), ...own });
    } else if (text !== '' || blocks.length > 0) isList = false;
  }
  return blocks.slice(0, 50);
}

function blank(recipient: string, layout: BounceLayout): RecipientBlock {
  return { recipient, lines: layout.notice, weight: 1, isShared: true };
}

/** Who wrote the report and who got it are not its failed recipients. */
function ignoredAddresses(layout: BounceLayout): ReadonlySet<string> {
  const values = [
    layout.head('from'),
    layout.head('to'),
    layout.head('reply-to'),
    layout.head('delivered-to'),
  ];
  const returned = layout.returnedHeaders();
  const sender = returned?.first('from');
  if (sender) values.push(sender);
  return new Set(values.map((v) => (addressOf(v) ?? '').toLowerCase()).filter((a) => a !== ''));
}

/** RFC 5321 §4.4: the 'for' clause names one recipient for certain; else a To field with one address. */
function returnedRecipients(headers: ReturnedHeaders | undefined): readonly string[] {
  if (!headers) return [];
  const original = headers.first('x-original-to') ?? headers.first('x-failed-recipients');
  if (original) return addressesIn(original).slice(0, 1);
  const to = addressesIn(headers.first('to') ?? '');
  if (to.length === 1 && !headers.first('cc')) return to;
  const top = headers.all('received')[0];
  const forAddress = top && parseReceived(top).forAddress;
  if (forAddress) return [forAddress];
  return to.length === 1 ? to : [];
}

function toReport(
  recipient: string | undefined,
  originalRecipient: string | undefined,
  own: Diagnosis,
  whole: Diagnosis,
  layout: BounceLayout,
  action: 'failed' | 'delayed' | 'delivered',
): RecipientReport {
  const best = own.worth >= Math.min(whole.worth, 2) ? own : whole;
  const subject = ownSubject(layout);
  const fallback = best.diagnostic === '' ? subject || summary(layout) : best.diagnostic;
  const others = [own.diagnostic, ...own.others, whole.diagnostic, ...whole.others, subject];
  // Of what failed nothing was delivered, whatever a part of the report says.
  const isWanted = (text: string): boolean =>
    text !== '' && text !== fallback && !(action === 'failed' && SUCCESS_SENTENCES.isIn(plainLower(text)));
  const otherDiagnostics = [...new Set(others)].filter(isWanted).slice(0, 10);
  const inSubject = best.replyCode === undefined ? findReplies(subject.slice(0, 500), 2)[0] : undefined;
  const replyCode = best.replyCode ?? inSubject?.code;
  const enhancedStatus = best.enhancedStatus ?? inSubject?.enhancedStatus;
  const report: Writable<RecipientReport> = { diagnostic: fallback, otherDiagnostics, action };
  if (recipient) report.recipient = recipient;
  if (originalRecipient) report.originalRecipient = originalRecipient;
  if (enhancedStatus) report.enhancedStatus = enhancedStatus;
  if (replyCode !== undefined) report.replyCode = replyCode;
  if (best.diagnosticRange) report.diagnosticRange = best.diagnosticRange;
  if (best.host) report.remoteHost = best.host;
  if (best.ip) report.remoteIp = best.ip;
  if (best.phase) report.phase = best.phase;
  return report;
}
