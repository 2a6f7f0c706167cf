/** Made by `node tools/build-api-types.ts` from the OpenAPI document of the API; a test compares it. */

export interface Answer {
  /** Absent where none was to be kept. */
  readonly reportId?: string;
  readonly summary: {
    readonly about: string;
    readonly headline: string;
    readonly standing: 'bad' | 'good' | 'unknown';
    readonly tags: readonly string[];
    readonly turn: string;
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
  /** explain, audit: a mail that was sent, Base64. */
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

export interface Meta {
  readonly version: string;
  /** Nobody exists yet: POST /setup makes the first administrator. */
  readonly needsSetup: boolean;
  /** POST /public/ask is open. */
  readonly publicAsk: boolean;
  readonly languages: readonly ('en' | 'de')[];
  readonly tls: boolean;
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

export interface SignedIn {
  readonly person: Person;
  readonly scopes: readonly ('ask' | 'read' | 'write' | 'admin' | 'metrics')[];
  /** The token that asks. */
  readonly token?: {
    readonly id: string;
    readonly name: string;
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

export interface Api {
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
