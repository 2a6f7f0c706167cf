/**
 * The parts of the documents (docs/explain-json.md, audit-json.md, check-json.md) that are shown. Members may be missing in reports of
 * an older version: what is not always there is optional. test/web-documents.test.ts holds them against what the program writes.
 */

export type Mark = 'pass' | 'fail' | 'unknown' | 'note';

export interface FixWords {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly string[];
  readonly records: readonly string[];
}

export interface EvidenceLine {
  readonly mark: Mark;
  readonly word: string;
  readonly label: string;
  readonly detail: string;
  readonly lookups: readonly string[];
  readonly elapsedMs?: number;
}

export interface VerdictWords {
  readonly title: string;
  readonly headline: string;
  readonly facts: readonly string[];
  readonly turn: string;
  readonly said: string;
  readonly quote: string;
  readonly codeMeanings: readonly string[];
  readonly fixes: readonly FixWords[];
  readonly evidence: readonly EvidenceLine[];
  readonly missing: readonly string[];
  readonly possibilities: readonly string[];
  readonly moves: readonly string[];
  readonly fine: string;
  readonly tell: string;
  /** Absent in older documents. */
  readonly tellTo?: string;
  readonly avoid: readonly string[];
  readonly wait: string;
  readonly contact: string;
}

export interface Quoted {
  readonly text: string;
  /** UTF-16 code units of the reply's text; the quote may begin elsewhere. */
  readonly start: number;
  readonly end: number;
}

export interface Explanation {
  readonly source: string;
  readonly count: number;
  readonly recipients: readonly string[];
  readonly recipientCount?: number | undefined;
  readonly verdict: {
    readonly category: string;
    readonly confidence: number;
    readonly class: 'permanent' | 'transient' | 'notice' | 'none';
    readonly suppress: boolean;
    readonly classification: { readonly rule?: string | undefined; readonly quoted: readonly Quoted[] };
    readonly cause: { readonly category: string; readonly confidence: number; readonly isAsserted: boolean };
  };
  readonly words: VerdictWords;
}

export interface ExplainDocument {
  readonly schema: 'waypost/explain/1';
  readonly language?: string;
  readonly total: number;
  readonly overview?: {
    readonly title: string;
    readonly causes: readonly {
      readonly text: string;
      readonly count: number;
      readonly groups: readonly number[];
    }[];
    readonly ordinary: string;
  };
  readonly explanations: readonly Explanation[];
}

export interface Citation {
  readonly title: string;
  readonly url?: string;
  readonly seen?: string;
}

export interface AuditFinding {
  readonly check: string;
  readonly message: string;
  readonly subject: string;
  readonly ip?: string;
  readonly mark: Mark;
  readonly word: string;
  readonly severity?: string;
  readonly label: string;
  readonly detail: string;
  readonly reply: string;
  readonly todo: string;
  readonly sources: readonly Citation[];
  readonly records: readonly string[];
  readonly commands: readonly string[];
  readonly contacts: readonly string[];
  readonly lookups: readonly string[];
  readonly provider?: string;
}

export interface PlanStep {
  readonly title: string;
  readonly text: string;
  readonly proof: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly files: readonly { readonly head: string; readonly lines: readonly string[] }[];
  readonly others: readonly string[];
}

export interface Plan {
  readonly headline: string;
  readonly steps: readonly PlanStep[];
}

export interface ReportsRow {
  readonly source: string;
  readonly messages: string;
  readonly spf: string;
  readonly dkim: string;
  readonly dmarc: string;
  readonly mark: Mark;
  readonly verdict: string;
  readonly todo: string;
}

export interface AuditWords {
  readonly language?: string;
  readonly standing?: 'bad' | 'unknown' | 'good';
  readonly headline: string;
  readonly counts: string;
  readonly failed: readonly AuditFinding[];
  readonly unknown: readonly AuditFinding[];
  readonly passed: readonly AuditFinding[];
  readonly providers: readonly AuditFinding[];
  readonly notChecked: readonly string[];
  readonly reports?: {
    readonly headline: string;
    readonly columns: readonly string[];
    readonly rows: readonly ReportsRow[];
    readonly rest: string;
  };
  readonly plan?: Plan;
  readonly spfTree?: {
    readonly title: string;
    readonly lines: readonly { readonly depth: number; readonly term: string; readonly note: string }[];
  };
}

export interface AuditDocument {
  readonly schema: 'waypost/audit/1';
  readonly subject: { readonly kind: string; readonly name: string };
  readonly words?: AuditWords;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface Place {
  readonly part: string;
  readonly header?: string;
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly raw: ByteRange;
  readonly decoded?: ByteRange;
  readonly snippet: string;
}

export interface MessageEdit {
  readonly range: ByteRange;
  /** One character an octet (Latin-1). */
  readonly bytes: string;
  readonly isSafe: boolean;
}

/** A finding as the document holds it: ids, place and edits. */
export interface MessageFinding {
  readonly check: string;
  readonly message: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly class: string;
  readonly place?: Place;
  readonly fixes: readonly { readonly kind: string; readonly edit?: MessageEdit }[];
}

/** The same in words. */
export interface MessageFindingWords {
  readonly check: string;
  readonly message: string;
  readonly mark: Mark;
  readonly consequence: string;
  readonly word: string;
  readonly label: string;
  readonly detail: string;
  readonly where: string;
  readonly snippet: string;
  readonly reply: string;
  readonly replyLabel: string;
  readonly todo: string;
  readonly also: readonly string[];
  readonly rules: readonly string[];
  readonly sources: readonly Citation[];
  readonly isFixable: boolean;
  readonly whyNotFixed: string;
  readonly place?: Place;
}

export interface MessageWords {
  readonly name: string;
  readonly headline: string;
  readonly counts: string;
  readonly failed: readonly MessageFindingWords[];
  readonly unknown: readonly MessageFindingWords[];
  readonly passed: readonly MessageFindingWords[];
}

export interface CheckDocument {
  readonly schema: 'waypost/check/1';
  readonly language?: string;
  readonly message: {
    readonly name: string;
    readonly isUnnamed?: boolean;
    /** Its Message-ID, else its Subject. */
    readonly subject: string;
    /** Its Subject. */
    readonly heading?: string;
    readonly fromDomain?: string;
    readonly octets: number;
    readonly profile: string;
  };
  readonly findings: readonly MessageFinding[];
  readonly words?: MessageWords;
}
