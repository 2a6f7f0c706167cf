/**
 * What the network tells of a message before it is sent: its DKIM signatures and their keys, DMARC, ARC, SPF for an address
 * that is given, and what DNS lists say of the domains it shows. Without this nothing of it is known, and nothing passes.
 *
 * Limits for one message: 100 questions about authentication, 50 domains of which lists are asked, 20 seconds.
 */
import type { AuditCase } from '../audit/audit-case.ts';
import type { Clock } from '../base/clock.ts';
import { isFullName, plainName } from '../base/host-name.ts';
import { isPublicIp } from '../base/ip.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ListedSubject } from '../findings/facts/listings.ts';
import {
  type AuditContext,
  type GatherWatch,
  gatherListings,
  gatherMessage,
  gatherSelector,
  selectorsOfMessage,
} from '../gather/audit/index.ts';
import { gatherDmarcTree } from '../gather/dmarc-tree/gather-dmarc-tree.ts';
import { limitedResolver } from '../gather/dns/index.ts';
import type { Resolver } from '../gather/dns/types.ts';
import type { ListAsker } from '../gather/dnsbl/index.ts';
import { domainOrBare, parseMailboxList } from '../wire/address/index.ts';
import type { MailView } from '../wire/mail-view/index.ts';
import { subjectOf } from './check-message.ts';
import { namesShownIn } from './message-names.ts';

/** How the message will go out, as far as it is told. */
export interface GivenSending {
  /** Canonical address of the host that hands it to receivers. */
  readonly senderIp?: string;
  readonly helo?: string;
  /** MAIL FROM; '' is the null reverse-path. */
  readonly mailFrom?: string;
}

/** Whom to ask. */
export interface MessageLookups {
  readonly resolver: Resolver;
  readonly clock: Clock;
  /** One for a run: it paces the questions and remembers self-tests. Not there: no list is asked. */
  readonly askLists?: ListAsker;
  /** Private addresses are looked at too: a lab. */
  readonly allowPrivate?: boolean;
  readonly signal?: AbortSignal;
  readonly watch?: GatherWatch;
}

/** Domains of which lists are asked. */
export const MAX_LISTED_NAMES = 50;
const MAX_QUESTIONS = 100;
const DEADLINE_MS = 20_000;
const MAX_SELECTORS = 10;

/** The cases of a message: itself first, then the keys of its signatures, then lists. Never throws for what DNS does. */
export async function gatherMessageEvidence(
  view: MailView,
  given: GivenSending,
  lookups: MessageLookups,
): Promise<readonly AuditCase[]> {
  const context = contextOf(lookups);
  const { senderIp, helo, mailFrom } = given;
  const sending = {
    ...(senderIp !== undefined && { senderIp }),
    ...(helo !== undefined && { helo }),
    ...(mailFrom !== undefined && { sender: mailFrom }),
  };
  const subjects = listSubjectsOf(view, given, context.allowPrivate);
  const [message, tree, keys, listings] = await Promise.all([
    gatherMessage(view.raw, context, sending),
    treeOf(view, context),
    Promise.all(
      selectorsOfMessage(view.raw)
        .slice(0, MAX_SELECTORS)
        .map((known) => gatherSelector(known.domain, known, context)),
    ),
    gatherListings(subjectOf(view), subjects.slice(0, MAX_LISTED_NAMES), context),
  ]);
  return [{ ...message, ...tree }, ...keys, ...listings].map(caseOf);
}

const caseOf = (evidence: Evidence): AuditCase => ({
  about: evidence.about?.state === 'present' ? evidence.about.value : { kind: 'message', name: '' },
  evidence,
});

/** One message's share: a limit of questions and time over the resolver's memory. */
function contextOf({
  resolver,
  clock,
  askLists,
  allowPrivate = false,
  signal,
  watch,
}: MessageLookups): AuditContext {
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  return {
    resolver: limitedResolver(resolver, { maxQuestions: MAX_QUESTIONS, deadlineMs: DEADLINE_MS, clock }),
    clock,
    connect: false,
    allowPrivate,
    signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
    ...(askLists !== undefined && { askLists }),
    ...(watch !== undefined && { watch }),
  };
}

/** DMARC of the From domain as a domain's own: whether there is a record at all. */
async function treeOf(view: MailView, context: AuditContext): Promise<Partial<Evidence>> {
  const from = view.fields.find(({ key }) => key === 'from');
  const address = parseMailboxList(from?.rawValue ?? '', 1)[0]?.address;
  const domain = plainName(domainOrBare(address) ?? '');
  return isFullName(domain) ? gatherDmarcTree(domain, context) : {};
}

function listSubjectsOf(
  view: MailView,
  { senderIp, helo }: GivenSending,
  allowPrivate: boolean,
): readonly ListedSubject[] {
  const isAskable = senderIp !== undefined && (allowPrivate || isPublicIp(senderIp));
  const names = Map.groupBy(namesShownIn(view), ({ name }) => name);
  return [
    ...(isAskable ? [{ kind: 'ip' as const, name: senderIp, roles: ['IP'] }] : []),
    ...(helo === undefined ? [] : [{ kind: 'domain' as const, name: helo, roles: ['HELO'] }]),
    ...[...names].map(([name, shown]) => ({
      kind: 'domain' as const,
      name,
      roles: shown.map(({ role }) => role),
    })),
  ];
}
