/** The rows as they lie in the database. Times are Instants, truth values 0 or 1, lists and objects JSON as text, bytes as they are. */
import type { Instant } from '../base/clock.ts';
import type { Outcome } from '../findings/finding.ts';
import type { Severity } from '../findings/profile.ts';
import type { AlertState, Delivery, TargetKind } from './alerts/types.ts';
import type { ListingSpan, SubjectKind } from './inventory/types.ts';
import type { JobState } from './jobs/types.ts';
import type { Actor, Role } from './people/types.ts';
import type { AskKind, Standing } from './reports/types.ts';

/** 0: no, 1: yes. */
export type Flag = 0 | 1;

export interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password_hash: string;
  readonly totp_secret: string | null;
  readonly totp_step: number | null;
  readonly is_disabled: Flag;
  readonly language: string;
  readonly created_at: Instant;
  readonly version: number;
}

export interface SessionRow {
  readonly id_hash: string;
  readonly person_id: string;
  readonly created_at: Instant;
  readonly last_seen_at: Instant;
  readonly expires_at: Instant;
  readonly user_agent: string;
  readonly ip: string;
}

export interface TokenRow {
  readonly id: string;
  readonly person_id: string;
  readonly name: string;
  readonly token_hash: string;
  readonly hint: string;
  readonly scopes: string;
  readonly created_at: Instant;
  readonly expires_at: Instant | null;
  readonly last_used_at: Instant | null;
}

interface LoginFailureRow {
  readonly id: string;
  readonly key: string;
  readonly at: Instant;
}

export interface AuditLogRow {
  readonly id: string;
  readonly at: Instant;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string | null;
  readonly actor_name: string;
  readonly action: string;
  readonly target: string;
  readonly data: string;
  readonly ip: string | null;
}

/** One row: entries of the audit log from this moment on cannot be removed. */
interface AuditLogKeptRow {
  readonly id: number;
  readonly since: Instant;
}

/** Sentences of a row in one language, and the same in others. */
interface SpokenRow {
  /** null: kept before it was noted. */
  readonly language: string | null;
  /** JSON: language → sentences. */
  readonly said: string;
}

/** Without the document, which is long: lists read these rows alone. */
export interface ReportRow extends SpokenRow {
  readonly id: string;
  readonly kind: AskKind;
  readonly at: Instant;
  readonly asked_by: string;
  readonly person_id: string | null;
  readonly subject_id: string | null;
  readonly about: string;
  readonly headline: string;
  readonly standing: Standing;
  readonly tags: string;
  readonly turn: string;
  /** What words are looked for in, folded: see fold-words.ts. */
  readonly words: string;
}

export interface ReportDocumentRow {
  readonly report_id: string;
  readonly options: string;
  /** '' where it is packed. */
  readonly document: string;
  /** null where it is packed, too. */
  readonly input: Uint8Array | null;
  readonly packed_document: Uint8Array | null;
  readonly packed_input: Uint8Array | null;
  /** 0: kept before documents were said again. */
  readonly form: number;
}

export interface ShareRow {
  readonly id: string;
  readonly report_id: string;
  readonly token_hash: string;
  readonly created_at: Instant;
  readonly expires_at: Instant;
  readonly is_redacted: Flag;
  readonly created_by: string;
}

export interface JobRow {
  readonly id: string;
  readonly kind: AskKind;
  readonly state: JobState;
  readonly about: string;
  readonly asked_by: string;
  readonly person_id: string | null;
  readonly subject_id: string | null;
  readonly options: string;
  readonly done: number;
  readonly total: number;
  readonly attempts: number;
  readonly report_id: string | null;
  readonly problem: string | null;
  readonly created_at: Instant;
  readonly started_at: Instant | null;
  readonly ended_at: Instant | null;
}

export interface JobInputRow {
  readonly job_id: string;
  /** Empty where it is packed. */
  readonly input: Uint8Array;
  readonly packed: Uint8Array | null;
  /** JSON. null where there is none, or it is packed. */
  readonly beside: Uint8Array | null;
  readonly packed_beside: Uint8Array | null;
}

export interface IdempotencyRow {
  readonly owner: string;
  readonly key: string;
  readonly request_hash: string;
  readonly begun_at: Instant;
  /** null: still under way. */
  readonly status: number | null;
  readonly body: string | null;
  readonly headers: string | null;
}

export interface SubjectRow extends SpokenRow {
  readonly id: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly every_hours: number;
  readonly options: string;
  readonly note: string;
  readonly added_at: Instant;
  readonly next_audit_at: Instant | null;
  readonly last_audit_at: Instant | null;
  readonly last_report_id: string | null;
  readonly last_problem: string | null;
  readonly failed_audits: number;
  readonly version: number;
}

export interface FindingStateRow extends SpokenRow {
  readonly subject_id: string;
  readonly key: string;
  readonly check_id: string;
  readonly message: string;
  readonly about: string;
  readonly outcome: Outcome;
  readonly severity: Severity | null;
  readonly title: string;
  readonly data: string;
  readonly since: Instant;
  readonly seen_times: number;
  readonly missed_times: number;
  readonly unknown_since: Instant | null;
  readonly last_seen_at: Instant;
  readonly report_id: string;
}

export interface FindingChangeRow extends SpokenRow {
  readonly id: string;
  readonly subject_id: string;
  readonly at: Instant;
  readonly key: string;
  readonly title: string;
  readonly from_outcome: Outcome | null;
  readonly to_outcome: Outcome | null;
  readonly severity: Severity | null;
  readonly report_id: string;
}

export interface ListingRow {
  readonly id: string;
  readonly subject_id: string;
  readonly about: string;
  readonly zone: string;
  readonly state: ListingSpan['state'];
  readonly codes: string;
  readonly reason: string;
  readonly from_at: Instant;
  readonly until_at: Instant;
  /** The last span of its about and zone. */
  readonly is_last: Flag;
}

export interface AlertRow extends SpokenRow {
  readonly id: string;
  readonly key: string;
  /** The key while it is open, then null: there is one open alert for each key. */
  readonly open_key: string | null;
  readonly subject_id: string | null;
  readonly about: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly title: string;
  readonly finding: string;
  readonly turn: string;
  readonly report_id: string | null;
  readonly opened_at: Instant;
  readonly last_seen_at: Instant;
  readonly closed_at: Instant | null;
  readonly acknowledged_at: Instant | null;
  readonly acknowledged_by: string | null;
  readonly muted_until: Instant | null;
  readonly version: number;
}

export interface TargetRow {
  readonly id: string;
  readonly kind: TargetKind;
  readonly name: string;
  readonly settings: string;
  readonly least_severity: Severity;
  readonly is_enabled: Flag;
  readonly created_at: Instant;
  readonly version: number;
}

export interface DeliveryRow extends SpokenRow {
  readonly id: string;
  readonly target_id: string;
  readonly alert_id: string;
  readonly event: string;
  readonly state: Delivery['state'];
  readonly attempts: number;
  readonly next_at: Instant;
  readonly last_problem: string | null;
  readonly created_at: Instant;
  readonly sent_at: Instant | null;
}

export interface SettingRow {
  readonly key: string;
  readonly value: string;
  readonly changed_at: Instant;
  readonly version: number;
}

interface SecretRow {
  readonly name: string;
  readonly sealed: Uint8Array;
}

/** One row that `probe` writes to. */
interface ProbeRow {
  readonly id: number;
  readonly count: number;
}

export interface MigrationRow {
  readonly version: number;
  readonly name: string;
  readonly applied_at: Instant;
  /** The version of the program that applied it. */
  readonly program: string;
}

export interface Tables {
  readonly people: PersonRow;
  readonly sessions: SessionRow;
  readonly tokens: TokenRow;
  readonly login_failures: LoginFailureRow;
  readonly audit_log: AuditLogRow;
  readonly audit_log_kept: AuditLogKeptRow;
  readonly reports: ReportRow;
  readonly report_documents: ReportDocumentRow;
  readonly shares: ShareRow;
  readonly jobs: JobRow;
  readonly job_inputs: JobInputRow;
  readonly idempotency: IdempotencyRow;
  readonly subjects: SubjectRow;
  readonly finding_states: FindingStateRow;
  readonly finding_changes: FindingChangeRow;
  readonly listings: ListingRow;
  readonly alerts: AlertRow;
  readonly targets: TargetRow;
  readonly deliveries: DeliveryRow;
  readonly settings: SettingRow;
  readonly secrets: SecretRow;
  readonly probe: ProbeRow;
  readonly migrations: MigrationRow;
}
