/** Recipients of an RFC 3464 report, each with the best words about him from all parts of the report. */
import { CharSet } from '../../base/char-set.ts';
import { SPACES } from '../../base/spaces.ts';
import type { Writable } from '../../base/writable.ts';
import { domainOf } from '../address/index.ts';
import type { RecipientStatus } from '../dsn/index.ts';
import { findReplies } from '../smtp/index.ts';
import { isIp } from '../trace/index.ts';
import { outsideName } from './addresses.ts';
import { type Diagnosis, diagnose, squeeze } from './diagnosis.ts';
import type { BounceLayout } from './layout.ts';
import { findTextRecipients, type RecipientBlock } from './text-recipients.ts';
import type { RecipientReport } from './types.ts';
import { countLetters } from './words-of-text.ts';

const MAX_OTHERS = 10;

/** Builds one report a recipient group; groups that repeat a recipient are kept when their fates differ. */
export function readStatusRecipients(layout: BounceLayout): readonly RecipientReport[] {
  const groups = layout.status?.recipients ?? [];
  if (groups.length === 0) return [];
  const words = new NoticeWords(layout);
  const reports = groups.map((group) => toReport(group, words, groups.length === 1));
  if (reports.length === 1) return reports;
  const seen = new Set<string>();
  return reports.filter((r) => {
    const key = `${r.recipient?.toLowerCase()} ${r.action} ${r.diagnostic}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What the words for people say, read only where the fields leave a question. */
class NoticeWords {
  readonly #layout: BounceLayout;
  #blocks: readonly RecipientBlock[] | undefined;
  #whole: Diagnosis | undefined;

  constructor(layout: BounceLayout) {
    this.#layout = layout;
  }

  blocks(): readonly RecipientBlock[] {
    this.#blocks ??= findTextRecipients(this.#layout.notice, new Set());
    return this.#blocks;
  }

  whole(): Diagnosis {
    this.#whole ??= diagnose(this.#layout.notice);
    return this.#whole;
  }
}

function toReport(group: RecipientStatus, words: NoticeWords, isOnly: boolean): RecipientReport {
  const code = group.diagnosticCode?.value ?? '';
  const fromCode =
    code === '' ? undefined : findReplies(code, 10).find((r) => r.code === undefined || r.code >= 400);
  const hasReply = fromCode?.code !== undefined && fromCode.text.length > 3;
  const blocks = words.blocks();
  const recipient = recipientOf(group, blocks);
  const lower = recipient?.toLowerCase();
  const block = blocks.find((b) => b.recipient.toLowerCase() === lower);
  const inText = block
    ? diagnose(block.lines, recipient, hasReply ? 'replies' : 'all')
    : isOnly
      ? words.whole()
      : undefined;
  // sendmail gives the first line of a longer reply: '550-5.7.1 …'.
  const isCut =
    /^\d{3}-/.test(code) && !code.includes(`${code.slice(0, 3)} `) && inText?.replyCode === fromCode?.code;
  const useText = isCut || isEmptyWords(code) || (!fromCode?.code && (inText?.worth ?? 0) >= 3);
  const diagnostic = useText ? inWords(group, inText, words) : squeeze(code);
  const diagnosticRange = useText && inText ? inText.diagnosticRange : group.diagnosticRange;
  const others = [code, statusWords(group), inText?.diagnostic ?? '', ...(inText?.others ?? [])];
  const originalRecipient = originOf(group, recipient, block);
  const speaker = useText ? inText : fromCode;
  const replyCode = fromCode?.code ?? inText?.replyCode;
  const enhancedStatus = specific(
    group.status,
    fromCode?.enhancedStatus ?? inText?.enhancedStatus,
    replyCode,
  );
  const { remoteHost, remoteIp } = remoteOf(group, speaker?.host ?? inText?.host, speaker?.ip ?? inText?.ip);
  const phase = fromCode?.phase ?? inText?.phase;
  const report: Writable<RecipientReport> = { diagnostic, otherDiagnostics: distinct(others, diagnostic) };
  if (recipient) report.recipient = recipient;
  if (originalRecipient) report.originalRecipient = originalRecipient;
  if (group.action) report.action = group.action;
  if (enhancedStatus) report.enhancedStatus = enhancedStatus;
  if (replyCode !== undefined) report.replyCode = replyCode;
  if (diagnosticRange) report.diagnosticRange = diagnosticRange;
  if (remoteHost) report.remoteHost = remoteHost;
  if (remoteIp) report.remoteIp = remoteIp;
  if (phase) report.phase = phase;
  if (group.lastAttemptDate) report.lastAttempt = group.lastAttemptDate;
  if (group.willRetryUntil) report.retryUntil = group.willRetryUntil;
  return report;
}

/** The words that give a reason; the bare status where the words are mere form. */
function inWords(group: RecipientStatus, inText: Diagnosis | undefined, words: NoticeWords): string {
  if (inText && inText.worth >= 2) return inText.diagnostic;
  if (group.isUnspoken) return '';
  const whole = words.whole();
  const fields = group.status ? `Status: ${statusField(group) ?? group.status}` : '';
  return (whole.worth >= 2 ? whole.diagnostic : fields) || whole.diagnostic;
}

/** The Status field whole, where words stand behind its code, as Sun's servers and ZMailer write them: '5.4.4 (DNS lookup report)'. */
function statusField({ fields, status }: RecipientStatus): string | undefined {
  const value = fields.find(({ key, value }) => key === 'status' && value !== '')?.value;
  return value !== undefined && status !== undefined && countLetters(value, 4) === 4 ? value : undefined;
}

const statusWords = (group: RecipientStatus): string => squeeze(statusField(group) ?? '');

/** Final-Recipient; where it is no address (a pipe, a bare name), or one of a server's own inside ('35065@lmtpcs-daemon'), the next field that is one. */
function recipientOf(group: RecipientStatus, blocks: readonly RecipientBlock[]): string | undefined {
  const candidates = [group.finalRecipient, group.originalRecipient, group.actualRecipient];
  const addresses = candidates.filter((c) => c !== undefined && c.indexOf('@') > 0 && !/[|\s]/.test(c));
  const address = addresses.find((c) => domainOf(c)?.includes('.')) ?? addresses[0];
  if (address) return address;
  return (blocks.length === 1 ? blocks[0]?.recipient : undefined) ?? candidates.find((c) => c !== undefined);
}

function originOf(
  group: RecipientStatus,
  recipient: string | undefined,
  block: RecipientBlock | undefined,
): string | undefined {
  return outsideName(group.originalRecipient, recipient) ?? outsideName(block?.originalRecipient, recipient);
}

/** A Status such as 5.0.0, or one of another class than the reply, says less than the code in the words. */
function specific(
  status: string | undefined,
  told: string | undefined,
  code: number | undefined,
): string | undefined {
  if (!status || !told) return status ?? told;
  const isVague = status.endsWith('.0.0') && told[0] === status[0];
  const contradictsReply = code !== undefined && Math.trunc(code / 100) !== Number(status[0]);
  return isVague || (contradictsReply && Number(told[0]) === Math.trunc(code / 100)) ? told : status;
}

/** No words, or one that is a name for something: 'auth' of Sympa. */
function isEmptyWords(code: string): boolean {
  return countLetters(code, 4) < 4 || /^[A-Za-z]{1,16}$/.test(code);
}

const HOST_ENDS = new CharSet(`${SPACES}(`);
const BRACKETS = new CharSet('[]<>');

function remoteOf(group: RecipientStatus, host: string | undefined, ip: string | undefined) {
  const mta = group.remoteMta?.value ?? '';
  const first = mta.slice(0, HOST_ENDS.indexIn(mta));
  const isMarked = BRACKETS.indexIn(first) < first.length;
  const named = isMarked ? first.replaceAll(/[[\]<>]/g, '') : first;
  const ipInMta = mta === '' ? undefined : mta.split(/[\s()[\],;]/).find(isIp);
  const remoteIp = ipInMta ?? ip;
  const remoteHost = named !== '' && !isIp(named) && named.includes('.') ? named : host;
  const lower = remoteHost?.toLowerCase();
  return { remoteHost: lower?.endsWith('.') ? lower.slice(0, -1) : lower, remoteIp };
}

function distinct(texts: readonly string[], diagnostic: string): readonly string[] {
  const others: string[] = [];
  for (const text of texts) {
    const words = squeeze(text);
    if (words !== '' && words !== diagnostic && !others.includes(words)) others.push(words);
  }
  return others.slice(0, MAX_OTHERS);
}
