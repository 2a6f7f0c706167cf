/** Made by `node tools/build-api-types.ts` from the OpenAPI document of the API; a test compares it. */

export type AddedTarget = Target & {
  readonly secret?: string;
};

export interface Alert {
  readonly id: string;
  readonly key: string;
  readonly subjectId?: string;
  readonly about: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'notice';
  readonly state: 'open' | 'closed';
  readonly title: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  /** The finding with its evidence and fixes, as a report shows it. */
  readonly finding: { readonly [name: string]: unknown };
  readonly turn: string;
  readonly reportId?: string;
  readonly openedAt: string;
  readonly lastSeenAt: string;
  readonly closedAt?: string;
  readonly acknowledgedAt?: string;
  readonly acknowledgedBy?: string;
  readonly mutedUntil?: string;
  /** The number in the ETag. */
  readonly version: number;
}

export interface AlertChange {
  readonly acknowledged?: boolean;
  readonly mutedUntil?: string;
}

export interface Answer {
  /** Absent where none was to be kept. */
  readonly reportId?: string;
  readonly summary: {
    readonly about: string;
    readonly headline: string;
    readonly standing: 'bad' | 'good' | 'unknown';
    readonly tags: readonly string[];
    readonly turn: string;
    /** Of the sentences. Absent: not known, kept by an older version. */
    readonly language?: string;
  };
  readonly document: Document;
  readonly notes?: readonly string[];
}

export interface AskOptions {
  readonly from?: string;
  readonly recipient?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  readonly profile?: 'bulk' | 'transactional' | 'personal';
  readonly language?: 'en' | 'de';
  /** Nothing is looked up. */
  readonly offline?: boolean;
  /** explain, audit: the mail that was sent (the one that was refused), Base64, at most 16 MiB. */
  readonly message?: string;
  readonly sendingIps?: readonly string[];
  readonly selectors?: readonly string[];
  readonly messagesPerDay?: number;
  readonly lists?: boolean;
  readonly connect?: boolean;
  readonly plan?: boolean;
  readonly flattenSpf?: boolean;
  readonly bulk?: boolean;
  readonly tracking?: readonly string[];
  readonly receivers?: readonly string[];
  readonly subject?: string;
  readonly text?: string;
}

export interface AskRequest {
  /** As text. */
  readonly input?: string;
  /** As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is. */
  readonly inputBase64?: string;
  readonly name?: string;
  /** Instead of one input: several, as variants of a message. */
  readonly files?: readonly {
    readonly name: string;
    /** As text. */
    readonly input?: string;
    /** As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is. */
    readonly inputBase64?: string;
  }[];
  readonly options?: AskOptions;
  /** false: no report is kept. */
  readonly keep?: boolean;
}

export interface AuditLogEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: 'person' | 'token' | 'system' | 'command';
    readonly id?: string;
    readonly name: string;
  };
  readonly action: string;
  readonly target: string;
  readonly data: { readonly [name: string]: unknown };
  readonly ip?: string;
}

export interface Comparison {
  readonly kind: 'explain' | 'audit' | 'check';
  readonly a: {
    readonly id: string;
    readonly at: string;
    readonly about: string;
    readonly headline: string;
    readonly standing: 'bad' | 'good' | 'unknown';
    /** Of the sentences. Absent: not known, kept by an older version. */
    readonly language?: string;
  };
  readonly b: {
    readonly id: string;
    readonly at: string;
    readonly about: string;
    readonly headline: string;
    readonly standing: 'bad' | 'good' | 'unknown';
    /** Of the sentences. Absent: not known, kept by an older version. */
    readonly language?: string;
  };
  /** Only in b: what failed or could not be seen. */
  readonly came: readonly {
    readonly key: string;
    readonly about: string;
    readonly label: string;
    readonly outcome: string;
    readonly weight: string;
    readonly word: string;
    readonly detail: string;
  }[];
  readonly went: readonly {
    readonly key: string;
    readonly about: string;
    readonly label: string;
    readonly outcome: string;
    readonly weight: string;
    readonly word: string;
    readonly detail: string;
  }[];
  readonly changed: readonly {
    readonly key: string;
    readonly about: string;
    readonly label: string;
    readonly from: {
      readonly outcome: string;
      readonly weight: string;
      readonly word: string;
      readonly detail: string;
    };
    readonly to: {
      readonly outcome: string;
      readonly weight: string;
      readonly word: string;
      readonly detail: string;
    };
  }[];
  readonly same: number;
  /** Things beyond 500 of a list. */
  readonly more: number;
}

export interface Delivery {
  readonly id: string;
  readonly targetId: string;
  /** Empty of a test. */
  readonly alertId: string;
  readonly event: string;
  readonly state: 'waiting' | 'sent' | 'given-up';
  readonly attempts: number;
  readonly nextAt: string;
  readonly lastProblem?: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  readonly createdAt: string;
  readonly sentAt?: string;
}

export interface Device {
  readonly id: string;
  /** The browser that asks. */
  readonly isThis: boolean;
  readonly userAgent: string;
  readonly ip: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

export interface Document { readonly [name: string]: unknown }

export interface FindingChange {
  readonly id: string;
  readonly subjectId: string;
  readonly at: string;
  readonly key: string;
  readonly title: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  /** Absent: it was not there before. */
  readonly from?: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  /** Absent: it is gone. */
  readonly to?: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly severity?: 'critical' | 'error' | 'warning' | 'notice';
  readonly reportId: string;
}

export interface FindingState {
  readonly subjectId: string;
  readonly key: string;
  readonly check: string;
  readonly message: string;
  readonly about: string;
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly severity?: 'critical' | 'error' | 'warning' | 'notice';
  readonly title: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  readonly data: { readonly [name: string]: unknown };
  readonly since: string;
  /** Audits in a row that saw it so. */
  readonly seenTimes: number;
  /** Audits in a row that could have seen it and did not. */
  readonly missedTimes: number;
  /** It could not be asked since then: the outcome is the last that was known. */
  readonly unknownSince?: string;
  readonly lastSeenAt: string;
  readonly reportId: string;
}

export interface Job {
  readonly id: string;
  readonly kind: 'explain' | 'audit' | 'check';
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly about: string;
  readonly askedBy: string;
  readonly personId?: string;
  readonly subjectId?: string;
  readonly options: { readonly [name: string]: unknown };
  readonly done: number;
  /** 0: not known. */
  readonly total: number;
  readonly attempts: number;
  readonly reportId?: string;
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly data?: { readonly [name: string]: unknown };
  };
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
}

export interface JobRequest {
  readonly kind: 'explain' | 'audit' | 'check';
  /** As text. */
  readonly input?: string;
  /** As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is. */
  readonly inputBase64?: string;
  readonly name?: string;
  readonly files?: readonly {
    readonly name: string;
    /** As text. */
    readonly input?: string;
    /** As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is. */
    readonly inputBase64?: string;
  }[];
  readonly options?: AskOptions;
}

export interface ListKey {
  readonly zone: string;
  readonly hasKey: boolean;
  readonly keyUrl?: string;
}

export interface Listing {
  readonly subjectId: string;
  readonly about: string;
  readonly zone: string;
  readonly state: 'listed' | 'not-listed' | 'unknown';
  readonly codes: readonly string[];
  readonly reason: string;
  readonly from: string;
  /** The last time it was seen so. */
  readonly until: string;
  /** Of the subject whose audit asked first. */
  readonly subjectName: string;
  /** The watched names whose audits ask about it, at most 50. */
  readonly subjects: readonly {
    readonly id: string;
    readonly name: string;
  }[];
  /** How many more there are. */
  readonly moreSubjects?: number;
  readonly operator: string;
  /** 1 weighs everywhere … 4 informs only. */
  readonly tier: number;
  /** What the codes stand for. */
  readonly meaning?: string;
  /** Where it is listed: what to find out first, and the way off the list. */
  readonly delisting?: {
    readonly holds?: string;
    readonly cause?: string;
    readonly how?: string;
    readonly url?: string;
    readonly isRequest: boolean;
    readonly endsAfterHours?: number;
  };
}

export interface ListingSpan {
  readonly subjectId: string;
  readonly about: string;
  readonly zone: string;
  readonly state: 'listed' | 'not-listed' | 'unknown';
  readonly codes: readonly string[];
  readonly reason: string;
  readonly from: string;
  /** The last time it was seen so. */
  readonly until: string;
}

export interface Meta {
  readonly version: string;
  /** Nobody exists yet: POST /setup makes the first administrator. */
  readonly needsSetup: boolean;
  /** POST /public/ask is open. */
  readonly publicAsk: boolean;
  readonly languages: readonly ('en' | 'de')[];
  readonly tls: boolean;
}

export interface NewListKey {
  readonly key: string;
}

export interface NewShare {
  readonly days: number;
  /** Addresses of third parties are withheld. */
  readonly isRedacted?: boolean;
}

export interface NewSubject {
  readonly name: string;
  /** Hours between audits; 0: only when asked. */
  readonly everyHours?: number;
  /** `sendingIps`, `selectors`, `helo`, `messagesPerDay`, `lists`, `connect`. */
  readonly options?: { readonly [name: string]: unknown };
  readonly note?: string;
}

export interface NewTarget {
  readonly kind: 'webhook' | 'email';
  readonly name: string;
  /** webhook: `url`; email: `host`, `port`, `security`, `user`, `from`, `to`. */
  readonly settings: { readonly [name: string]: unknown };
  readonly leastSeverity?: 'critical' | 'error' | 'warning' | 'notice';
  readonly isEnabled?: boolean;
  /** webhook: the key of the signature, made where it is absent; email: the password. Never shown again; an empty one is taken away. */
  readonly secret?: string;
}

export type NewToken = Token & {
  readonly token: string;
};

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'administrator' | 'operator' | 'viewer';
  readonly language: string;
  readonly isDisabled: boolean;
  readonly hasTotp: boolean;
  readonly createdAt: string;
  /** The number in the ETag. */
  readonly version: number;
}

export interface Problem {
  /** urn:waypost:problem:<code> */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** For programs: stays the same for ever. */
  readonly code: string;
  readonly data?: { readonly [name: string]: unknown };
  readonly errors?: readonly {
    readonly path: string;
    readonly message: string;
  }[];
}

export interface PublicAnswer {
  readonly summary: {
    readonly about: string;
    readonly headline: string;
    readonly standing: 'bad' | 'good' | 'unknown';
    readonly tags: readonly string[];
    readonly turn: string;
    /** Of the sentences. Absent: not known, kept by an older version. */
    readonly language?: string;
  };
  readonly document: Document;
  readonly notes?: readonly string[];
  /** Nothing was looked up. */
  readonly isOffline: boolean;
  /** The link, where it was kept. */
  readonly url?: string;
}

export interface PublicAskRequest {
  /** As text. */
  readonly input?: string;
  /** As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is. */
  readonly inputBase64?: string;
  /** Beside replies or a name: the mail that was sent, Base64. */
  readonly message?: string;
  readonly language?: 'en' | 'de';
  /** true: kept, with a link for 30 days. */
  readonly keep?: boolean;
}

export interface RecogniseRequest {
  /** As text. */
  readonly input?: string;
  /** As bytes (RFC 4648 §4), where it is no UTF-8 or must stay as it is. */
  readonly inputBase64?: string;
}

export interface Recognised {
  readonly kind: 'explain' | 'audit' | 'check';
  /** 'reply', 'bounce', 'log', 'domain', 'ip', 'host', 'message' … */
  readonly what: string;
  readonly name?: string;
}

export interface Report {
  readonly id: string;
  readonly kind: 'explain' | 'audit' | 'check';
  readonly at: string;
  readonly askedBy: string;
  readonly personId?: string;
  readonly subjectId?: string;
  readonly about: string;
  readonly headline: string;
  readonly standing: 'bad' | 'good' | 'unknown';
  readonly tags: readonly string[];
  readonly turn: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  readonly options: { readonly [name: string]: unknown };
  readonly document: Document;
  /** The languages that it can be given in; one that an older version kept has its own alone. */
  readonly languages: readonly string[];
  /** Whether GET /reports/{id}/input has it. */
  readonly hasInput: boolean;
}

export interface ReportSummary {
  readonly id: string;
  readonly kind: 'explain' | 'audit' | 'check';
  readonly at: string;
  readonly askedBy: string;
  readonly personId?: string;
  readonly subjectId?: string;
  readonly about: string;
  readonly headline: string;
  readonly standing: 'bad' | 'good' | 'unknown';
  readonly tags: readonly string[];
  readonly turn: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
}

export interface Setting {
  readonly key: string;
  readonly value: { readonly [name: string]: unknown };
  /** The number in the ETag; 0: never set, the defaults hold. */
  readonly version: number;
  readonly changedAt?: string;
}

export interface Share {
  readonly id: string;
  readonly reportId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly isRedacted: boolean;
  readonly createdBy: string;
}

export interface SharedReport {
  readonly summary: {
    readonly id: string;
    readonly kind: 'explain' | 'audit' | 'check';
    readonly at: string;
    readonly about: string;
    readonly headline: string;
    readonly standing: 'bad' | 'good' | 'unknown';
    readonly tags: readonly string[];
    readonly turn: string;
    /** Of the sentences. Absent: not known, kept by an older version. */
    readonly language?: string;
  };
  readonly document: Document;
  /** The languages that it can be given in; one that an older version kept has its own alone. */
  readonly languages: readonly string[];
  readonly isRedacted: boolean;
}

export interface SignedIn {
  readonly person: Person;
  readonly scopes: readonly ('ask' | 'read' | 'write' | 'admin' | 'metrics')[];
  /** The token that asks. */
  readonly token?: {
    readonly id: string;
    readonly name: string;
  };
}

export interface Subject {
  readonly id: string;
  readonly kind: 'domain' | 'host' | 'ip';
  readonly name: string;
  /** Hours between audits; 0: only when asked. */
  readonly everyHours: number;
  readonly options: { readonly [name: string]: unknown };
  readonly note: string;
  readonly addedAt: string;
  readonly nextAuditAt?: string;
  readonly lastAuditAt?: string;
  readonly lastReportId?: string;
  /** Why the last audit said nothing. */
  readonly lastProblem?: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  /** Audits in a row that said nothing. */
  readonly failedAudits: number;
  /** The number in the ETag. */
  readonly version: number;
  readonly failures: {
    readonly critical: number;
    readonly error: number;
    readonly warning: number;
    readonly notice: number;
  };
  readonly worst?: WrongThing;
  /** The three heaviest, the worst first. */
  readonly top: readonly WrongThing[];
  /** Failures that could not be asked about lately. */
  readonly unknown: number;
}

export interface SubjectChange {
  /** Hours between audits; 0: only when asked. */
  readonly everyHours?: number;
  /** `sendingIps`, `selectors`, `helo`, `messagesPerDay`, `lists`, `connect`. */
  readonly options?: { readonly [name: string]: unknown };
  readonly note?: string;
}

export interface SubjectPlan {
  readonly reportId: string;
  readonly at: string;
  readonly plan: { readonly [name: string]: unknown };
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
}

export interface Target {
  readonly id: string;
  readonly kind: 'webhook' | 'email';
  readonly name: string;
  readonly settings: { readonly [name: string]: unknown };
  readonly leastSeverity: 'critical' | 'error' | 'warning' | 'notice';
  readonly isEnabled: boolean;
  readonly createdAt: string;
  /** The number in the ETag. */
  readonly version: number;
  readonly hasSecret: boolean;
  readonly lastDelivery?: Delivery;
}

export interface TargetChange {
  readonly name?: string;
  /** webhook: `url`; email: `host`, `port`, `security`, `user`, `from`, `to`. */
  readonly settings?: { readonly [name: string]: unknown };
  readonly leastSeverity?: 'critical' | 'error' | 'warning' | 'notice';
  readonly isEnabled?: boolean;
  /** webhook: the key of the signature, made where it is absent; email: the password. Never shown again; an empty one is taken away. */
  readonly secret?: string;
}

export interface TestResult {
  readonly isSent: boolean;
  /** What the other side said, word for word. */
  readonly reply: string;
  readonly problem?: {
    readonly code: string;
    readonly message: string;
    readonly data?: { readonly [name: string]: unknown };
  };
  /** What explain makes of a refusal. */
  readonly explained?: {
    readonly headline: string;
    readonly turn: string;
    readonly document: Document;
  };
}

export interface Token {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  /** How the token begins. */
  readonly hint: string;
  readonly scopes: readonly ('ask' | 'read' | 'write' | 'admin' | 'metrics')[];
  readonly createdAt: string;
  readonly expiresAt?: string;
  /** To the minute. */
  readonly lastUsedAt?: string;
}

export interface WatchedSubject {
  readonly id: string;
  readonly kind: 'domain' | 'host' | 'ip';
  readonly name: string;
  /** Hours between audits; 0: only when asked. */
  readonly everyHours: number;
  readonly options: { readonly [name: string]: unknown };
  readonly note: string;
  readonly addedAt: string;
  readonly nextAuditAt?: string;
  readonly lastAuditAt?: string;
  readonly lastReportId?: string;
  /** Why the last audit said nothing. */
  readonly lastProblem?: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  /** Audits in a row that said nothing. */
  readonly failedAudits: number;
  /** The number in the ETag. */
  readonly version: number;
}

export interface WrongThing {
  readonly title: string;
  /** Of the sentences. Absent: not known, kept by an older version. */
  readonly language?: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'notice';
  readonly since: string;
}

export interface Api {
  readonly 'GET /alerts': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
      readonly state?: 'open' | 'closed';
      /** The id of a subject. */
      readonly subject?: string;
    };
    readonly answer: {
      readonly items: readonly Alert[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'GET /alerts/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: Alert;
  };
  readonly 'PATCH /alerts/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly body: AlertChange;
    readonly answer: Alert;
  };
  readonly 'POST /audit': {
    readonly query: {
      readonly from?: string;
      readonly recipient?: string;
      readonly senderIp?: string;
      readonly helo?: string;
      readonly mailFrom?: string;
      readonly profile?: 'bulk' | 'transactional' | 'personal';
      readonly language?: 'en' | 'de';
      /** What the input is called in the answer. */
      readonly name?: string;
      readonly offline?: 'true' | 'false';
      /** Several with commas between. */
      readonly sendingIps?: string;
      /** Several with commas between. */
      readonly selectors?: string;
      readonly messagesPerDay?: number;
      readonly lists?: 'true' | 'false';
      readonly connect?: 'true' | 'false';
      readonly plan?: 'true' | 'false';
      readonly flattenSpf?: 'true' | 'false';
      readonly bulk?: 'true' | 'false';
      /** Several with commas between. */
      readonly tracking?: string;
      /** Several with commas between. */
      readonly receivers?: string;
      /** false: no report is kept. */
      readonly keep?: 'true' | 'false';
    };
    readonly body: AskRequest;
    readonly answer: Answer;
  };
  readonly 'GET /audit-log': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
    };
    readonly answer: {
      readonly items: readonly AuditLogEntry[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'GET /changes': {
    readonly query: {
      readonly since?: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: {
      readonly items: readonly FindingChange[];
    };
  };
  readonly 'POST /check': {
    readonly query: {
      readonly from?: string;
      readonly recipient?: string;
      readonly senderIp?: string;
      readonly helo?: string;
      readonly mailFrom?: string;
      readonly profile?: 'bulk' | 'transactional' | 'personal';
      readonly language?: 'en' | 'de';
      /** What the input is called in the answer. */
      readonly name?: string;
      readonly offline?: 'true' | 'false';
      /** Several with commas between. */
      readonly sendingIps?: string;
      /** Several with commas between. */
      readonly selectors?: string;
      readonly messagesPerDay?: number;
      readonly lists?: 'true' | 'false';
      readonly connect?: 'true' | 'false';
      readonly plan?: 'true' | 'false';
      readonly flattenSpf?: 'true' | 'false';
      readonly bulk?: 'true' | 'false';
      /** Several with commas between. */
      readonly tracking?: string;
      /** Several with commas between. */
      readonly receivers?: string;
      /** false: no report is kept. */
      readonly keep?: 'true' | 'false';
    };
    readonly body: AskRequest;
    readonly answer: Answer;
  };
  readonly 'GET /docs': {
    readonly answer: undefined;
  };
  readonly 'GET /docs.css': {
    readonly answer: undefined;
  };
  readonly 'GET /events': {
    readonly answer: undefined;
  };
  readonly 'POST /explain': {
    readonly query: {
      readonly from?: string;
      readonly recipient?: string;
      readonly senderIp?: string;
      readonly helo?: string;
      readonly mailFrom?: string;
      readonly profile?: 'bulk' | 'transactional' | 'personal';
      readonly language?: 'en' | 'de';
      /** What the input is called in the answer. */
      readonly name?: string;
      readonly offline?: 'true' | 'false';
      /** Several with commas between. */
      readonly sendingIps?: string;
      /** Several with commas between. */
      readonly selectors?: string;
      readonly messagesPerDay?: number;
      readonly lists?: 'true' | 'false';
      readonly connect?: 'true' | 'false';
      readonly plan?: 'true' | 'false';
      readonly flattenSpf?: 'true' | 'false';
      readonly bulk?: 'true' | 'false';
      /** Several with commas between. */
      readonly tracking?: string;
      /** Several with commas between. */
      readonly receivers?: string;
      /** false: no report is kept. */
      readonly keep?: 'true' | 'false';
    };
    readonly body: AskRequest;
    readonly answer: Answer;
  };
  readonly 'GET /jobs': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      readonly state?: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      /** The id of a subject of the inventory. */
      readonly subject?: string;
    };
    readonly answer: {
      readonly items: readonly Job[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'POST /jobs': {
    readonly query: {
      readonly from?: string;
      readonly recipient?: string;
      readonly senderIp?: string;
      readonly helo?: string;
      readonly mailFrom?: string;
      readonly profile?: 'bulk' | 'transactional' | 'personal';
      readonly language?: 'en' | 'de';
      /** What the input is called in the answer. */
      readonly name?: string;
      readonly offline?: 'true' | 'false';
      /** Several with commas between. */
      readonly sendingIps?: string;
      /** Several with commas between. */
      readonly selectors?: string;
      readonly messagesPerDay?: number;
      readonly lists?: 'true' | 'false';
      readonly connect?: 'true' | 'false';
      readonly plan?: 'true' | 'false';
      readonly flattenSpf?: 'true' | 'false';
      readonly bulk?: 'true' | 'false';
      /** Several with commas between. */
      readonly tracking?: string;
      /** Several with commas between. */
      readonly receivers?: string;
      /** Of a raw body; a JSON body names it itself. */
      readonly kind?: 'explain' | 'audit' | 'check';
    };
    readonly body: JobRequest;
    readonly answer: Job;
  };
  readonly 'GET /jobs/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: Job;
  };
  readonly 'DELETE /jobs/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /jobs/{id}/events': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /list-keys': {
    readonly answer: {
      readonly items: readonly ListKey[];
    };
  };
  readonly 'PUT /list-keys/{zone}': {
    readonly params: {
      readonly zone: string;
    };
    readonly body: NewListKey;
    readonly answer: undefined;
  };
  readonly 'DELETE /list-keys/{zone}': {
    readonly params: {
      readonly zone: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /listings': {
    readonly query: {
      /** The language to answer in. Without it: that of the person, or of the server. */
      readonly language?: 'en' | 'de';
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      readonly state?: 'listed' | 'not-listed' | 'unknown';
      /** The id of a subject. */
      readonly subject?: string;
      /** An address or a domain. */
      readonly about?: string;
      /** Only names that some list holds, on lists that hold some name: what a grid needs first. */
      readonly among?: 'listed';
    };
    readonly answer: {
      readonly items: readonly Listing[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'GET /listings/history': {
    readonly query: {
      readonly about: string;
      readonly zone: string;
    };
    readonly answer: {
      readonly items: readonly ListingSpan[];
    };
  };
  readonly 'GET /meta': {
    readonly answer: Meta;
  };
  readonly 'GET /openapi.json': {
    readonly answer: { readonly [name: string]: unknown };
  };
  readonly 'GET /people': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
    };
    readonly answer: {
      readonly items: readonly Person[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'POST /people': {
    readonly body: {
      readonly email: string;
      readonly name: string;
      readonly role: 'administrator' | 'operator' | 'viewer';
      /** 12 to 256 characters; no rule about which. */
      readonly password: string;
      readonly language?: 'en' | 'de';
    };
    readonly answer: Person;
  };
  readonly 'GET /people/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: Person;
  };
  readonly 'PATCH /people/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly body: {
      readonly email?: string;
      readonly name?: string;
      readonly role?: 'administrator' | 'operator' | 'viewer';
      readonly language?: 'en' | 'de';
      /** Ends sessions and tokens at once. */
      readonly isDisabled?: boolean;
      /** A new one; it ends their sessions. */
      readonly password?: string;
      /** Takes a lost second factor away. */
      readonly hasTotp?: false;
    };
    readonly answer: Person;
  };
  readonly 'DELETE /people/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'POST /public/ask': {
    readonly body: PublicAskRequest;
    readonly answer: PublicAnswer;
  };
  readonly 'POST /public/recognise': {
    readonly body: RecogniseRequest;
    readonly answer: Recognised;
  };
  readonly 'POST /recognise': {
    readonly body: RecogniseRequest;
    readonly answer: Recognised;
  };
  readonly 'GET /reports': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
      readonly kind?: 'explain' | 'audit' | 'check';
      readonly standing?: 'bad' | 'good' | 'unknown';
      /** The id of a subject of the inventory. */
      readonly subject?: string;
      /** programs: the schedule, tokens, the public page. */
      readonly by?: 'people' | 'programs';
      /** The id of the person who asked. */
      readonly person?: string;
      readonly tag?: string;
      /** All of them, in any order. */
      readonly words?: string;
      readonly from?: string;
      readonly to?: string;
    };
    readonly answer: {
      readonly items: readonly ReportSummary[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'GET /reports/compare': {
    readonly query: {
      /** The earlier report. */
      readonly a: string;
      /** The later report. */
      readonly b: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: Comparison;
  };
  readonly 'GET /reports/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: Report;
  };
  readonly 'DELETE /reports/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /reports/{id}/frame': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /reports/{id}/input': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /reports/{id}/shares': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: {
      readonly items: readonly Share[];
    };
  };
  readonly 'POST /reports/{id}/shares': {
    readonly params: {
      readonly id: string;
    };
    readonly body: NewShare;
    readonly answer: Share & {
      readonly url: string;
    };
  };
  readonly 'GET /session': {
    readonly answer: SignedIn;
  };
  readonly 'POST /session': {
    readonly body: {
      readonly email: string;
      readonly password: string;
      readonly totp?: string;
    };
    readonly answer: SignedIn;
  };
  readonly 'PATCH /session': {
    readonly body: {
      readonly name?: string;
      readonly language?: 'en' | 'de';
    };
    readonly answer: Person;
  };
  readonly 'DELETE /session': {
    readonly answer: undefined;
  };
  readonly 'GET /session/devices': {
    readonly answer: {
      readonly items: readonly Device[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'DELETE /session/devices/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'PUT /session/password': {
    readonly body: {
      readonly old: string;
      /** 12 to 256 characters; no rule about which. */
      readonly new: string;
    };
    readonly answer: SignedIn;
  };
  readonly 'POST /session/totp': {
    readonly answer: {
      /** Base32. */
      readonly secret: string;
      /** otpauth://…, for a QR code. */
      readonly url: string;
    };
  };
  readonly 'PUT /session/totp': {
    readonly body: {
      readonly code: string;
    };
    readonly answer: {
      readonly recoveryCodes: readonly string[];
    };
  };
  readonly 'DELETE /session/totp': {
    readonly body: {
      readonly password: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /settings': {
    readonly answer: {
      readonly items: readonly Setting[];
    };
  };
  readonly 'GET /settings/{key}': {
    readonly params: {
      readonly key: 'retention' | 'resolver' | 'schedule' | 'public-page' | 'alerts';
    };
    readonly answer: Setting;
  };
  readonly 'PUT /settings/{key}': {
    readonly params: {
      readonly key: 'retention' | 'resolver' | 'schedule' | 'public-page' | 'alerts';
    };
    readonly body: { readonly [name: string]: unknown };
    readonly answer: Setting;
  };
  readonly 'POST /setup': {
    readonly body: {
      /** Of the link that the server printed. */
      readonly token: string;
      readonly email: string;
      readonly name: string;
      /** 12 to 256 characters; no rule about which. */
      readonly password: string;
      readonly language?: 'en' | 'de';
    };
    readonly answer: SignedIn;
  };
  readonly 'GET /shared/{secret}': {
    readonly params: {
      readonly secret: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: SharedReport;
  };
  readonly 'DELETE /shares/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /subjects': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: {
      readonly items: readonly Subject[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'POST /subjects': {
    readonly body: NewSubject;
    readonly answer: WatchedSubject;
  };
  readonly 'GET /subjects/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: Subject;
  };
  readonly 'PATCH /subjects/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly body: SubjectChange;
    readonly answer: WatchedSubject;
  };
  readonly 'DELETE /subjects/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'POST /subjects/{id}/audit': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: Job;
  };
  readonly 'GET /subjects/{id}/changes': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: {
      readonly items: readonly FindingChange[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'GET /subjects/{id}/findings': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      readonly outcome?: 'pass' | 'fail' | 'unknown' | 'not-applicable';
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: {
      readonly items: readonly FindingState[];
    };
  };
  readonly 'GET /subjects/{id}/plan': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: SubjectPlan;
  };
  readonly 'GET /targets': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: {
      readonly items: readonly Target[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'POST /targets': {
    readonly body: NewTarget;
    readonly answer: AddedTarget;
  };
  readonly 'GET /targets/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: Target;
  };
  readonly 'PATCH /targets/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly body: TargetChange;
    readonly answer: Target;
  };
  readonly 'DELETE /targets/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
  readonly 'GET /targets/{id}/deliveries': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to give sentences in. What was kept by an older version has its own alone; `language` of the answer says which. Without it: as it was said. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: {
      readonly items: readonly Delivery[];
    };
  };
  readonly 'POST /targets/{id}/test': {
    readonly params: {
      readonly id: string;
    };
    readonly query: {
      /** The language to answer in. Without it: that of the person, or of the server. */
      readonly language?: 'en' | 'de';
    };
    readonly answer: TestResult;
  };
  readonly 'GET /tokens': {
    readonly query: {
      /** How many at most. */
      readonly limit?: number;
      /** `next` of the page before. */
      readonly after?: string;
    };
    readonly answer: {
      readonly items: readonly Token[];
      /** Give it as `after` for the page behind this one. */
      readonly next?: string;
    };
  };
  readonly 'POST /tokens': {
    readonly body: {
      readonly name: string;
      readonly scopes: readonly ('ask' | 'read' | 'write' | 'admin' | 'metrics')[];
      /** Until it expires; it does not where this is left out. */
      readonly days?: number;
    };
    readonly answer: NewToken;
  };
  readonly 'DELETE /tokens/{id}': {
    readonly params: {
      readonly id: string;
    };
    readonly answer: undefined;
  };
}
