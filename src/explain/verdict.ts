/** What explain says about one refusal of one recipient: the shape of `--json` (docs/explain-json.md). */
import type { JsonObject } from '../base/json.ts';
import type { Actor, CategoryClass, CategoryId, Retry, Scope } from '../findings/category.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { WayOff } from '../findings/facts/listings.ts';
import type { CheckId, Finding } from '../findings/finding.ts';
import type { Fix } from '../findings/fix.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Asker } from './asker.ts';
import type { Told } from './told/index.ts';

/** Who spoke: our own outgoing filter, our relay, the recipient's gateway (MX), a server behind it, a forwarder. */
export type SpeakerRole =
  | 'own-server'
  | 'own-filter'
  | 'smarthost'
  | 'recipient-gateway'
  | 'recipient-server'
  | 'forwarder'
  | 'unknown';

/** What tells who spoke. */
export type Basis =
  /** The log of our own server. */
  | 'log'
  /** The words of the reply or report. */
  | 'text'
  /** The recipient's MX set, which was asked. */
  | 'mx-set'
  | 'loopback'
  /** It is known which way the message went: where the MX leads, or to our relay. */
  | 'route'
  /** Asked was for what is asked of those who hand mail in. */
  | 'submission'
  /** Who reported it spoke to an IP. */
  | 'remote-ip'
  /** Who reported it spoke to another host. */
  | 'remote-mta'
  | 'reporting-mta'
  | 'provider'
  | 'name'
  /** The address that the recipient's was expanded from. */
  | 'expanded-from'
  /** A server that delivers was told it, at a step of the conversation. */
  | 'transcript'
  /** Only receivers ask for it. */
  | 'category'
  /** What stands around it is like pasted texts of which readers said whose words they hold (likely-speaker.ts). */
  | 'likeness'
  | 'nothing';

/** Who said it, seen from us. */
export interface Speaker {
  readonly role: SpeakerRole;
  readonly host?: string;
  /** Provider card id: 'google'. */
  readonly provider?: string;
  /** What the attribution rests on. */
  readonly because: readonly Basis[];
}

/** The words that decided, with their place in `reply.text` (UTF-16 code units). */
export interface QuotedWords {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A category that may be meant, and how surely. */
export interface Candidate {
  readonly category: CategoryId;
  readonly confidence: number;
}

/** What the words say. */
export interface Classification {
  readonly category: CategoryId;
  /** Calibrated: of all verdicts at 0.9, nine in ten are right. */
  readonly confidence: number;
  readonly alternatives: readonly Candidate[];
  /** Rule id ('google/no-ptr'), or 'enhanced-status', 'reply-code', 'likeness' (to known replies, decision 16), 'none'. */
  readonly rule: string;
  readonly quoted: readonly QuotedWords[];
  readonly provider?: string;
}

/** How one observation moved the cause. */
export interface CauseMove {
  /** Rule of the table in src/checks/cause-moves.ts: 'relay-from-own-mx'. */
  readonly rule: string;
  readonly check: CheckId;
  readonly category: CategoryId;
  readonly from: number;
  readonly to: number;
}

/** What is really wrong, as far as evidence tells. */
export interface Cause {
  /** The most likely cause; not asserted below 0.5. */
  readonly category: CategoryId;
  readonly confidence: number;
  readonly isAsserted: boolean;
  /** Why the cause that the words name is not asserted: look-ups speak against it, or DNS, which must know, gave no answer. */
  readonly doubt?: 'contradicted' | 'unconfirmed';
  /** Up to three, most likely first, each with the category whose catalogue text names the test that would tell it apart. */
  readonly candidates: readonly (Candidate & { readonly test: string })[];
  readonly moves: readonly CauseMove[];
}

/** A fix with its place in the catalogue: text id and arguments, and the findings it answers. */
export interface RankedFix {
  /** Catalogue id: 'spf/add-ip'. */
  readonly id: string;
  readonly data: JsonObject;
  readonly fixes: readonly Fix[];
  readonly answers: readonly CheckId[];
}

/** A block list that the words of the refusal name; whether it lists anything is another question. */
export interface NamedList {
  /** Of its texts: the zone, or the id of a list that cannot be asked. */
  readonly id: string;
  readonly operator: string;
  /** Absent where DNS cannot be asked about it. */
  readonly zone?: string;
  /** The IP or domain that the words say is listed. */
  readonly subject?: string;
  readonly delistUrl?: string;
  /** Absent: both, or not known. */
  readonly holds?: 'ip' | 'domain';
  /** Absent in older documents: it takes requests. */
  readonly way?: WayOff;
  /** What such listings come from: 'spam', 'exploit', 'policy', … */
  readonly cause?: string;
  /** Codes of the part of the list that is meant. */
  readonly codes?: readonly string[];
  /** A range that should not send mail itself, not misbehaviour. */
  readonly isPolicy?: true;
  /** Of a closed list: when it was closed. */
  readonly since?: string;
}

/** The client that our own server turned away: the user is the receiving side. */
export interface TurnedAway {
  /** It is one of ours: it had logged in, or its address is of our own network. */
  readonly own?: 'login' | 'network';
  /** A host of a provider whose card we have. */
  readonly isKnown?: boolean;
  /** The rule only warns: it would have been. */
  readonly isWarning?: boolean;
  /** It came to a port for our own users, without having logged in. */
  readonly isSubmission?: boolean;
  /** The account it had logged in with. */
  readonly login?: string;
  readonly ip?: string;
  /** Reverse name, as the log tells it. */
  readonly host?: string;
  readonly helo?: string;
}

/** All that is told of one refusal. */
export interface Verdict {
  readonly reply: ReplyFacts;
  /** Only where our own server refused a client. */
  readonly turnedAway?: TurnedAway;
  /** What whoever pasted the refusal says of himself beside it; absent: nothing, or nothing that is clear. */
  readonly asker?: Asker;
  readonly category: CategoryId;
  readonly confidence: number;
  readonly classification: Classification;
  readonly cause: Cause;
  readonly class: CategoryClass;
  readonly scope: Scope;
  readonly actor: Actor;
  readonly retry: Retry;
  /** True only where mail to this address must stop now. */
  readonly suppress: boolean;
  readonly speaker: Speaker;
  readonly namedList?: NamedList;
  /** The list that the look-ups found, where it is not the one that the words name. */
  readonly foundList?: NamedList;
  /** What the words tell beside the category; only where it may move a fix. */
  readonly told?: Told;
  readonly evidence: Evidence;
  readonly findings: readonly Finding[];
  readonly fixes: readonly RankedFix[];
  /** Usual wait until it works again, in seconds, where it is known. */
  readonly usualWaitSeconds?: number;
}

/** What arrived, as the outside knows it (docs/explain-json.md). */
export type ArrivalKind = 'bounce' | 'delay' | 'complaint' | 'auto-reply' | 'not-a-bounce' | 'unknown';

/** All that is said about one thing given: a reply, a bounce message, a log line. */
export interface Explanation {
  /** What it was recognised as: 'reply', 'message', 'log'. */
  readonly input: 'reply' | 'message' | 'log' | 'none';
  readonly kind: ArrivalKind;
  readonly format?: string;
  readonly verdicts: readonly Verdict[];
}
