/** Checks of a message before it is sent: pure, over the parsed message; each finding has its consequence and its place. */
import type { Instant } from '../base/clock.ts';
import type { MailView, Place } from '../wire/mail-view/types.ts';
import type { Citation, Finding } from './finding.ts';
import type { MailTables } from './mail-tables.ts';

/**
 * Worst first. 'refused': a named receiver refuses the message, with a reply that it publishes; 'policy': a receiver or a law
 * demands it of such senders; 'score': a filter engine gives points; 'rendering': it looks wrong to people; 'information':
 * worth knowing, nobody is known to act on it.
 */
export const consequences = ['refused', 'policy', 'score', 'rendering', 'information'] as const;
export type Consequence = (typeof consequences)[number];

/** What kind of mail it is; given, never guessed. */
export const mailProfiles = ['bulk', 'transactional', 'personal'] as const;
export type MailProfile = (typeof mailProfiles)[number];

/** What the checks are told beside the message. */
export interface MailGiven {
  readonly profile: MailProfile;
  readonly now: Instant;
  /** Registered domains of one's own click trackers and sending services: links there are expected. */
  readonly trackingDomains: readonly string[];
  /** What was given is a template, or a part of one, and no message yet: its merge tags are expected. */
  readonly isTemplate?: boolean;
  /** What checks look up; not there: those that need it say 'unknown'. */
  readonly tables?: MailTables;
}

/** Whose rule a finding is about. */
export interface EngineRule {
  /** 'SpamAssassin', 'rspamd'. */
  readonly engine: string;
  /** 'SUBJ_ALL_CAPS'. */
  readonly rule: string;
  /** Points as the engine ships them. */
  readonly weight: number;
}

export interface MessageFinding extends Omit<Finding, 'evidence'> {
  readonly consequence: Consequence;
  /** Not there where the message as a whole is meant: something that is missing. */
  readonly place?: Place;
  /** Receivers that refuse or demand: 'google', 'yahoo', 'microsoft', 'apple'; empty: all, or none in particular. */
  readonly receivers: readonly string[];
  readonly engineRules?: readonly EngineRule[];
  /** Of a failure: what its rule rests on. */
  readonly sources?: readonly Citation[];
  /** What else is said of the same link, or of what could not be read for the same reason: no worse than this. */
  readonly also?: readonly AlsoSaid[];
}

/** A finding that stands with another, at its place; its fixes are with that one. */
export type AlsoSaid = Pick<
  MessageFinding,
  'check' | 'message' | 'outcome' | 'consequence' | 'data' | 'engineRules'
>;

export type MessageDraft = Omit<MessageFinding, 'check' | 'subject' | 'sources' | 'also'>;

export interface MessageCheck {
  readonly id: Finding['check'];
  readonly sources: readonly Citation[];
  /** At most 50 findings; none where it has nothing to say. A pass is told once. */
  readonly run: (view: MailView, given: MailGiven) => readonly MessageDraft[];
}
