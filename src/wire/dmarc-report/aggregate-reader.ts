/**
 * Reads DMARC aggregate reports (RFC 9990, RFC 7489 appendix C) pushed piece by piece: each record becomes typed data as soon as
 * it ends, so memory follows what is kept, not the size of the document. Names of elements count, not their namespace or what
 * stands around <feedback>; unknown elements (RFC 9990 §3.2 extensions) are passed over. Declarations are refused.
 */
import { failed, ok, type Result } from '../../base/result.ts';
import { type XmlStop, XmlTextStream, XmlTokenizer } from '../xml/index.ts';
import type { XmlElement } from './element.ts';
import { ListStore } from './list-store.ts';
import { readMetadata, readPolicy } from './read-metadata.ts';
import { type RecordStores, readRecord } from './read-record.ts';
import { TextStore } from './text-store.ts';
import type {
  DmarcAggregateReport,
  PublishedPolicy,
  ReportMetadata,
  ReportOddity,
  ReportRecord,
} from './types.ts';

export interface AggregateLimits {
  /** Records of one document. */
  readonly records: number;
  /** Authentication results and reasons of all records. */
  readonly results: number;
  /** Characters of all texts kept of one document; equal texts count once. */
  readonly characters: number;
}

const AGGREGATE_LIMITS: AggregateLimits = { records: 50_000, results: 150_000, characters: 8 * 1024 * 1024 };
/** Elements below one child of <feedback>. */
const MAX_ELEMENTS = 2_000;
const MAX_TEXT = 4_096;
/** Reports in one document, one after another. */
const MAX_REPORTS = 100;
/** Bytes that become text at once. */
const PIECE_BYTES = 64 * 1024;

interface Draft {
  readonly namespace: string | undefined;
  version: string | undefined;
  metadata: ReportMetadata | undefined;
  policy: PublishedPolicy | undefined;
  readonly records: ReportRecord[];
  readonly oddities: Set<ReportOddity>;
}

type Refusal = 'records' | 'results' | 'characters' | 'elements' | 'reports';

export class AggregateReader {
  readonly #limits: AggregateLimits;
  readonly #stores: RecordStores;
  readonly #stream = new XmlTextStream();
  readonly #tokenizer: XmlTokenizer;
  readonly #reports: DmarcAggregateReport[] = [];
  /** The open elements of the branch below <feedback> that is being read. */
  readonly #branch: XmlElement[] = [];
  #draft: Draft | undefined;
  #elements = 0;
  #records = 0;
  #results = 0;
  #refusal: Refusal | undefined;

  constructor(limits: Partial<AggregateLimits> = {}) {
    this.#limits = { ...AGGREGATE_LIMITS, ...limits };
    this.#stores = {
      texts: new TextStore(this.#limits.characters),
      reasons: new ListStore(),
      dkim: new ListStore(),
      spf: new ListStore(),
    };
    this.#tokenizer = new XmlTokenizer({
      open: (name, tag) => this.#open(name, tag),
      text: (piece) => this.#text(piece),
      close: (name) => this.#close(name),
    });
  }

  /** Reads on; false when nothing more can come of it. */
  push(bytes: Uint8Array): boolean {
    for (let start = 0; start < bytes.length && !this.#isOver; start += PIECE_BYTES)
      this.#tokenizer.push(this.#stream.push(bytes.subarray(start, start + PIECE_BYTES)));
    return !this.#isOver;
  }

  /**
   * The reports of the document, nearly always one. Problem codes: 'xml-declaration', 'xml-too-deep', 'too-many-records',
   * 'too-many-results', 'too-many-elements', 'too-many-reports', 'too-much-text', 'xml-truncated', 'empty-report', 'not-a-report'.
   */
  end(): Result<readonly DmarcAggregateReport[]> {
    if (!this.#isOver) {
      this.#tokenizer.push(this.#stream.end());
      this.#tokenizer.end();
    }
    if (this.#isOtherDocument) return otherDocument();
    if (this.#tokenizer.stop !== undefined) return stopped(this.#tokenizer.stop);
    if (this.#refusal !== undefined) return refused(this.#refusal, this.#limits);
    if (this.#draft !== undefined)
      return failed(
        'xml-truncated',
        `The report ends in the middle, after ${this.#draft.records.length} records. Fetch it again.`,
      );
    if (this.#reports.length === 0) return otherDocument();
    const whole = this.#reports.filter((report) => !isEmpty(report));
    return whole.length > 0
      ? ok(whole)
      : failed('empty-report', 'The <feedback> element says nothing: no reporter, no policy, no record.');
  }

  /** Pages and pictures declare types and nest deep; that is no attack on a reader of reports. */
  get #isOtherDocument(): boolean {
    if (this.#draft !== undefined || this.#reports.length > 0) return false;
    const { stop, declared } = this.#tokenizer;
    return stop === 'depth' || (stop === 'declaration' && /^doctype\s(?:html|svg|plist)\b/.test(declared));
  }

  get #isOver(): boolean {
    return this.#refusal !== undefined || this.#tokenizer.stop !== undefined;
  }

  #open(name: string, tag: string): void {
    const draft = this.#draft;
    if (draft === undefined) {
      if (name !== 'feedback') return;
      if (this.#reports.length >= MAX_REPORTS) this.#refusal = 'reports';
      this.#draft = newDraft(namespaceOf(tag));
      return;
    }
    const parent = this.#branch.at(-1);
    if (parent === undefined) this.#elements = 0;
    if (++this.#elements > MAX_ELEMENTS) {
      this.#refusal ??= 'elements';
      return;
    }
    const element: XmlElement = { name, children: [], text: '' };
    parent?.children.push(element);
    this.#branch.push(element);
  }

  #text(piece: string): void {
    const element = this.#branch.at(-1);
    if (element === undefined || this.#draft === undefined) return;
    const room = MAX_TEXT - element.text.length;
    if (piece.length > room) this.#draft.oddities.add('text-cut');
    if (room > 0) element.text += piece.slice(0, room);
    if (piece.includes('\ufffd')) this.#draft.oddities.add('invalid-characters');
  }

  #close(name: string): void {
    const draft = this.#draft;
    if (draft === undefined || this.#isOver) return;
    const element = this.#branch.pop();
    if (element === undefined) {
      if (name === 'feedback') this.#finish(draft);
    } else if (this.#branch.length === 0) this.#read(draft, element);
  }

  #read(draft: Draft, element: XmlElement): void {
    const keep = (text: string): string => this.#stores.texts.keep(text);
    const note = (oddity: ReportOddity): void => void draft.oddities.add(oddity);
    if (element.name === 'record') {
      const record = readRecord(element, this.#stores, note);
      this.#results += record.dkim.length + record.spf.length + record.reasons.length;
      if (++this.#records > this.#limits.records) this.#refusal = 'records';
      else if (this.#results > this.#limits.results) this.#refusal = 'results';
      else draft.records.push(record);
    } else if (element.name === 'report_metadata') draft.metadata ??= readMetadata(element, keep, note);
    else if (element.name === 'policy_published') draft.policy ??= readPolicy(element, keep, note);
    else if (element.name === 'version') draft.version ??= keep(element.text.trim().slice(0, 20));
    if (this.#stores.texts.isFull) this.#refusal ??= 'characters';
  }

  #finish(draft: Draft): void {
    const { namespace, version, policy, records, oddities } = draft;
    const metadata = draft.metadata ?? { errors: [] };
    if (metadata.orgName === undefined) oddities.add('org-name-missing');
    if (metadata.reportId === undefined) oddities.add('report-id-missing');
    if (policy?.domain === undefined) oddities.add('policy-domain-missing');
    if (records.length === 0) oddities.add('no-records');
    this.#reports.push({
      ...(namespace !== undefined && { namespace }),
      ...(version && { version }),
      metadata,
      policy: policy ?? {},
      records,
      oddities: [...oddities],
    });
    this.#draft = undefined;
  }
}

function newDraft(namespace: string | undefined): Draft {
  return {
    namespace,
    version: undefined,
    metadata: undefined,
    policy: undefined,
    records: [],
    oddities: new Set(),
  };
}

/** A namespace is told for people; nothing depends on it. */
function namespaceOf(tag: string): string | undefined {
  return /\sxmlns(?::[\w.-]{1,20})?\s?=\s?["']((?:urn:ietf:params:xml:ns:dmarc|http:\/\/dmarc\.org\/)[^"']{0,80})["']/.exec(
    tag,
  )?.[1];
}

function isEmpty({ metadata, policy, records }: DmarcAggregateReport): boolean {
  const isAnonymous = metadata.orgName === undefined && metadata.email === undefined;
  return (
    records.length === 0 && isAnonymous && metadata.reportId === undefined && policy.domain === undefined
  );
}

function otherDocument(): Result<never> {
  return failed('not-a-report', 'This XML holds no <feedback> element, so it is no DMARC report.');
}

function stopped(stop: XmlStop): Result<never> {
  return stop === 'declaration'
    ? failed(
        'xml-declaration',
        'The XML declares a document type or entities. No report needs them; it is refused.',
      )
    : failed('xml-too-deep', 'The XML is nested deeper than any report; it is refused.');
}

function refused(refusal: Refusal, limits: AggregateLimits): Result<never> {
  const sentences = {
    records: ['too-many-records', `The report has more than ${limits.records} records.`],
    results: ['too-many-results', `The records hold more than ${limits.results} authentication results.`],
    characters: [
      'too-much-text',
      `The report holds more than ${limits.characters} characters of different texts.`,
    ],
    elements: ['too-many-elements', `One record of the report holds more than ${MAX_ELEMENTS} elements.`],
    reports: ['too-many-reports', `The document holds more than ${MAX_REPORTS} reports.`],
  } as const satisfies Record<Refusal, readonly [string, string]>;
  const [code, message] = sentences[refusal];
  return failed(code, message);
}
