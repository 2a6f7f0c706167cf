/** One record of an aggregate report (RFC 9990 §3.1.1.7 to §3.1.1.14): row, identifiers, authentication results. */
import { canonicalIp } from '../../base/ip.ts';
import type { Writable } from '../../base/writable.ts';
import { normaliseDomain } from '../address/index.ts';
import { child, childrenOf, textOf, type XmlElement } from './element.ts';
import type { ListStore } from './list-store.ts';
import { parseCount, parseWord } from './report-values.ts';
import type { TextStore } from './text-store.ts';
import type { DkimAuthResult, OverrideReason, ReportOddity, ReportRecord, SpfAuthResult } from './types.ts';

type Keep = (text: string) => string;

/** What the records of one document share. */
export interface RecordStores {
  readonly texts: TextStore;
  readonly reasons: ListStore<OverrideReason>;
  readonly dkim: ListStore<DkimAuthResult>;
  readonly spf: ListStore<SpfAuthResult>;
}

type Note = (oddity: ReportOddity) => void;

const DISPOSITIONS = ['none', 'pass', 'quarantine', 'reject'] as const;
/** RFC 9990 §3.1.3 lists at most 100 signatures. */
const MAX_RESULTS = 100;
const MAX_REASONS = 20;
const MAX_WORD = 40;

export function readRecord(element: XmlElement, stores: RecordStores, note: Note): ReportRecord {
  const keep = (text: string): string => stores.texts.keep(text);
  const row = child(element, 'row');
  const evaluated = child(row, 'policy_evaluated');
  const identifiers = child(element, 'identifiers');
  const results = child(element, 'auth_results');
  const record: Writable<ReportRecord> = {
    count: readCount(textOf(row, 'count'), note),
    reasons: stores.reasons.list(childrenOf(evaluated, 'reason', MAX_REASONS), (one) =>
      readReason(one, keep),
    ),
    dkim: stores.dkim.list(childrenOf(results, 'dkim', MAX_RESULTS), (one) => readDkim(one, keep)),
    spf: stores.spf.list(childrenOf(results, 'spf', MAX_RESULTS), (one) => readSpf(one, keep)),
  };
  const sourceIp = canonicalIp(textOf(row, 'source_ip') ?? '');
  if (sourceIp === undefined) note('source-ip-invalid');
  else record.sourceIp = stores.texts.count(sourceIp);
  const dispositionText = textOf(evaluated, 'disposition');
  const disposition = parseWord(dispositionText, DISPOSITIONS);
  if (disposition !== undefined) record.disposition = disposition;
  else if (dispositionText !== undefined) note('result-unknown');
  const isDkimAligned = readVerdict(textOf(evaluated, 'dkim'), note);
  const isSpfAligned = readVerdict(textOf(evaluated, 'spf'), note);
  if (isDkimAligned !== undefined) record.isDkimAligned = isDkimAligned;
  if (isSpfAligned !== undefined) record.isSpfAligned = isSpfAligned;
  const headerFrom = textOf(identifiers, 'header_from');
  const envelopeTo = textOf(identifiers, 'envelope_to');
  if (headerFrom !== undefined) record.headerFrom = keep(domainIn(headerFrom));
  if (envelopeTo !== undefined) record.envelopeTo = keep(domainIn(envelopeTo));
  const envelopeFrom = child(identifiers, 'envelope_from');
  if (envelopeFrom !== undefined)
    record.envelopeFrom = keep(domainIn(textOf(identifiers, 'envelope_from') ?? ''));
  return record;
}

function readCount(text: string | undefined, note: Note): number {
  const count = parseCount(text ?? '');
  if (count !== undefined) return count;
  note('count-invalid');
  // A record stands for at least one message.
  return 1;
}

/** RFC 9990 knows pass and fail; other words of authentication results in this place mean that it did not pass. */
function readVerdict(text: string | undefined, note: Note): boolean | undefined {
  if (text === undefined) return undefined;
  const word = parseWord(text, ['pass', 'fail']);
  if (word === undefined) note('result-unknown');
  return word === 'pass';
}

function readReason(element: XmlElement, keep: Keep): OverrideReason | undefined {
  const type = textOf(element, 'type');
  const comment = textOf(element, 'comment');
  if (type === undefined && comment === undefined) return undefined;
  return {
    type: keep((type ?? 'other').toLowerCase().slice(0, MAX_WORD)),
    ...(comment !== undefined && { comment: keep(comment) }),
  };
}

function readDkim(element: XmlElement, keep: Keep): DkimAuthResult | undefined {
  const common = readCommon(element, keep);
  if (common === undefined) return undefined;
  const selector = textOf(element, 'selector');
  return { ...common, ...(selector !== undefined && { selector: keep(selector.toLowerCase()) }) };
}

function readSpf(element: XmlElement, keep: Keep): SpfAuthResult | undefined {
  const common = readCommon(element, keep);
  if (common === undefined) return undefined;
  const scope = parseWord(textOf(element, 'scope'), ['helo', 'mfrom']);
  return { ...common, ...(scope !== undefined && { scope }) };
}

/** An element without domain and result says nothing. */
function readCommon(element: XmlElement, keep: Keep): Omit<SpfAuthResult, 'scope'> | undefined {
  const domain = textOf(element, 'domain');
  const result = textOf(element, 'result');
  if (domain === undefined && result === undefined) return undefined;
  const humanResult = textOf(element, 'human_result');
  return {
    domain: keep(domainIn(domain ?? '')),
    result: keep((result ?? 'none').toLowerCase().slice(0, MAX_WORD)),
    ...(humanResult !== undefined && { humanResult: keep(humanResult) }),
  };
}

/** Some writers put a whole address where a domain belongs: '<user@example.org>'. */
function domainIn(text: string): string {
  const bare = text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
  return normaliseDomain(bare.slice(bare.lastIndexOf('@') + 1));
}
