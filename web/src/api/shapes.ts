/** The shapes of the API that pages of more than one kind use, until api/types.ts knows them from the OpenAPI document. */

export interface Page<T> {
  readonly items: readonly T[];
  /** Given back as `after` for what is behind; absent on the last page. */
  readonly next?: string;
}

export type AskKind = 'explain' | 'audit' | 'check';
export type Standing = 'bad' | 'good' | 'unknown';
export type Role = 'administrator' | 'operator' | 'viewer';
export type Scope = 'ask' | 'read' | 'write' | 'admin' | 'metrics';

export interface Meta {
  readonly version: string;
  readonly needsSetup: boolean;
  readonly publicAsk: boolean;
  readonly languages: readonly string[];
  readonly tls: boolean;
}

export interface PersonView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
  readonly isDisabled: boolean;
  readonly hasTotp: boolean;
  readonly createdAt: string;
  /** The number in the ETag: `"${version}"`. */
  readonly version: number;
}

export interface SessionView {
  readonly person: PersonView;
  readonly scopes: readonly Scope[];
}

export interface Recognised {
  readonly kind: AskKind;
  readonly what: string;
  readonly name?: string;
}

export interface ReportSummary {
  readonly id: string;
  readonly kind: AskKind;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly askedBy: string;
  readonly subjectId?: string;
  readonly about: string;
  readonly headline: string;
  readonly standing: Standing;
  readonly tags: readonly string[];
  readonly turn: string;
}

export interface Report extends ReportSummary {
  readonly options: Readonly<Record<string, unknown>>;
  readonly document: unknown;
  /** Whether GET /reports/{id}/input has it. */
  readonly hasInput: boolean;
}

export interface Job {
  readonly id: string;
  readonly kind: AskKind;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly about: string;
  readonly reportId?: string;
  readonly problem?: { readonly code: string; readonly message?: string };
}

export interface PublicAnswer {
  /** Nothing was looked up. */
  readonly isOffline: boolean;
  /** The link, where it was to be kept. */
  readonly url?: string;
  readonly summary: Pick<ReportSummary, 'about' | 'headline' | 'standing' | 'tags' | 'turn'>;
  readonly document: unknown;
}

export interface SharedReport {
  readonly summary: Omit<ReportSummary, 'askedBy' | 'subjectId'>;
  readonly document: unknown;
  readonly isRedacted: boolean;
}
