/** What the desk works with; the composition root builds it (src/main/desk.ts). */
import type { Audit } from '../audit/audit-case.ts';
import type { Gathered, GivenSender } from '../audit/gather-cases.ts';
import type { AuditSubject } from '../audit/subject.ts';
import type { Clock } from '../base/clock.ts';
import type { Problem } from '../base/result.ts';
import type { Arrival } from '../explain/arrival.ts';
import type { ExplainServices } from '../explain/explain.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Evidence, RejectionKey } from '../findings/evidence.ts';
import type { Subject } from '../findings/finding.ts';
import type { MailGiven, MessageFinding } from '../findings/message-check.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { GatherWatch } from '../gather/audit/index.ts';
import type { ShelfListener } from '../gather/rejection/index.ts';
import type { CheckedMessage } from '../preflight/check-message.ts';
import type { SymbolsByEngine } from '../preflight/engine-symbols.ts';
import type { LookupOptions } from '../preflight/lookup-options.ts';

/** Bounded in questions and time for one refusal; `onShelf` is told of each shelf as it is filled. */
export type WatchedGather = (
  wanted: readonly RejectionKey[],
  facts: ReplyFacts,
  returned: Arrival['returned'],
  watch?: { readonly signal: AbortSignal; readonly onShelf: ShelfListener },
) => Promise<Evidence>;

export interface AuditAsk {
  readonly given: GivenSender;
  readonly connect: boolean;
  readonly lists: boolean;
  readonly isBulk: boolean;
  readonly wantsPlan: boolean;
  readonly flattensSpf: boolean;
  readonly messagesPerDay?: number;
}

/** One audit or many with the same options; never throws for what the network does. */
export interface OpenedAudit {
  readonly audit: (subject: AuditSubject, signal?: AbortSignal, watch?: GatherWatch) => Promise<Audit>;
  readonly judge: (gathered: Gathered) => Audit;
  /** The findings of the checks that need these shelves and no others, as an audit with nothing else in it. */
  readonly judgePart: (about: Subject, evidence: Evidence) => Audit;
  /** Why nothing that is asked can be believed. */
  readonly distrust: () => Promise<Problem | undefined>;
}

export interface OpenedCheck {
  readonly given: MailGiven;
  /** What rules of filters mean. */
  readonly engineSymbols: SymbolsByEngine;
  readonly lookInto: (checked: CheckedMessage, signal: AbortSignal) => Promise<readonly MessageFinding[]>;
}

export interface DeskTools {
  readonly clock: Clock;
  /** Private and loopback addresses may be audited and connected to: a lab. */
  readonly allowPrivate: boolean;
  readonly languages: readonly string[];
  /** The same catalogue each time. */
  readonly textsIn: (language: string) => Catalogue;
  /** Asks nobody. */
  readonly words: ExplainServices;
  readonly openExplain: (options: { readonly mayConnect: boolean }) => Promise<WatchedGather>;
  readonly openAudit: (ask: AuditAsk) => Promise<OpenedAudit>;
  readonly openCheck: (options: CheckAsk) => Promise<OpenedCheck>;
  readonly close: () => void;
}

export type CheckAsk = Pick<LookupOptions, 'profile' | 'isOffline' | 'senderIp' | 'helo' | 'mailFrom'> & {
  /** Names of one's own click trackers. */
  readonly trackingDomains: readonly string[];
};
