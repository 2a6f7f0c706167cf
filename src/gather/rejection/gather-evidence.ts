/**
 * Gathers the evidence about one refusal: only the shelves wanted. Those of few questions are filled at the same time,
 * those of many one after another in the order of `wanted`, for the resolver's budget may run short. A fact that is
 * missing makes its shelf unknown and names the option that gives it; addresses that are not public are never asked about.
 */

import { canonicalIp, isPublicIp } from '../../base/ip.ts';
import type { Evidence, EvidenceMap, RejectionKey } from '../../findings/evidence.ts';
import type { Observed } from '../../findings/observed.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { notGiven, present, unknown } from '../shelf.ts';
import type { GatherContext, ListingSubject } from './context.ts';
import { gatherDkim } from './dkim.ts';
import { gatherDmarc } from './dmarc.ts';
import { askableDomain, recipientDomain, senderDomain } from './facts.ts';
import { gatherHelo } from './helo.ts';
import { gatherMailDomain } from './mail-domain.ts';
import { gatherMessageSize } from './message-size.ts';
import { gatherMxConnection } from './mx-connection.ts';
import { gatherPtr } from './ptr.ts';
import { gatherSpeakerInMx } from './speaker-in-mx.ts';
import { gatherSpf } from './spf.ts';

type Shelf<K extends RejectionKey> = Promise<Observed<EvidenceMap[K]>>;
type Shelves = { readonly [K in RejectionKey]?: Shelf<K> };

/** These ask many questions, or one after another: together they would spend the budget and none would be whole. */
const manyQuestions: ReadonlySet<RejectionKey> = new Set(['spf', 'domainListings', 'mxConnection']);
/** MX hosts of the recipient's domain whose addresses are looked up. */
const resolvedRecipientHosts = 2;

/** The shelf `reply` is always there. Never throws for what DNS or the network does. */
export async function gatherEvidence(
  wanted: readonly RejectionKey[],
  facts: ReplyFacts,
  context: GatherContext,
): Promise<Evidence> {
  const shelves: { [K in RejectionKey]?: Shelf<K> } = {};
  const inTurn = createQueue();
  for (const key of wanted) startShelf(key, facts, context, shelves, inTurn);
  const reply = present(facts, context.clock, { kind: 'input', where: 'what was given' });
  const entries = await Promise.all(
    Object.entries(shelves).map(async ([key, filling]) => {
      const shelf = await filling;
      context.onShelf?.(key as RejectionKey, shelf);
      return [key, shelf] as const;
    }),
  );
  return { ...(Object.fromEntries(entries) as Evidence), reply };
}

/** Runs work one after another. */
type Queue = <T>(work: () => Promise<T>) => Promise<T>;

function createQueue(): Queue {
  let end: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = end.then(work);
    // Whoever waits for the result hears of its failure; the queue only waits for its end.
    end = result.catch(() => undefined);
    return result;
  };
}

function startShelf(
  key: RejectionKey,
  facts: ReplyFacts,
  context: GatherContext,
  shelves: { [K in RejectionKey]?: Shelf<K> },
  inTurn: Queue,
): void {
  switch (key) {
    case 'reply':
      return;
    case 'dmarc':
      // Its alignment reads SPF and DKIM, which may stand later in the list.
      shelves.dmarc = Promise.resolve().then(() => dmarc(facts, context, shelves, inTurn));
      return;
    case 'messageSize':
      shelves.messageSize = Promise.resolve().then(async () =>
        gatherMessageSize(facts, await shelves.mxConnection, context),
      );
      return;
    default:
      Object.assign(shelves, {
        [key]: manyQuestions.has(key)
          ? inTurn(() => gatherAny(key, facts, context))
          : gatherAny(key, facts, context),
      });
  }
}

async function dmarc(
  facts: ReplyFacts,
  context: GatherContext,
  shelves: Shelves,
  inTurn: Queue,
): Shelf<'dmarc'> {
  const [spf, dkim] = await Promise.all([shelves.spf, shelves.dkim]);
  return inTurn(() => gatherDmarc(facts, { ...(spf && { spf }), ...(dkim && { dkim }) }, context));
}

function gatherAny(key: Independent, facts: ReplyFacts, context: GatherContext): Promise<Observed<unknown>> {
  return gatherers[key](facts, context);
}

type Independent = Exclude<RejectionKey, 'reply' | 'dmarc' | 'messageSize'>;

const gatherers: { readonly [K in Independent]: (facts: ReplyFacts, context: GatherContext) => Shelf<K> } = {
  ptr: (facts, context) => withSenderIp(facts, context, (ip) => gatherPtr(ip, context)),
  helo: async (facts, context) => {
    if (facts.helo === undefined) return notGiven('The name given at HELO', '--helo', context.clock);
    const ip = canonicalIp(facts.senderIp ?? '');
    const isAsked = ip !== undefined && (isPublicIp(ip) || context.allowPrivate === true);
    return gatherHelo(facts.helo, isAsked ? ip : undefined, context);
  },
  senderDomain: async (facts, context) => {
    const domain = senderDomain(facts);
    if (domain === undefined) return notGiven('The sender address', '--from', context.clock);
    return gatherMailDomain(domain, context);
  },
  recipientDomain: async (facts, context) => {
    const domain = recipientDomain(facts);
    if (domain === undefined) return notGiven('The recipient', '--recipient', context.clock);
    return gatherMailDomain(domain, context, resolvedRecipientHosts);
  },
  speakerInMx: async (facts, context) => {
    const domain = recipientDomain(facts);
    if (domain === undefined) return notGiven('The recipient', '--recipient', context.clock);
    if (facts.speakerHost === undefined && facts.speakerIp === undefined) {
      return notGiven('The host that refused', 'the whole bounce message', context.clock);
    }
    const host = facts.speakerHost === undefined ? {} : { host: facts.speakerHost };
    const ip = facts.speakerIp === undefined ? {} : { ip: facts.speakerIp };
    return gatherSpeakerInMx({ ...host, ...ip }, domain, context);
  },
  spf: (facts, context) => withSenderIp(facts, context, (ip) => gatherSpf(ip, facts, context)),
  dkim: (facts, context) => gatherDkim(facts, context),
  ipListings: (facts, context) =>
    withSenderIp(facts, context, (ip) => askLists([{ kind: 'ip', name: ip }], facts, context)),
  domainListings: async (facts, context) => {
    const names = [askableDomain(facts.sender), askableDomain(facts.headerFrom), askableDomain(facts.helo)];
    const subjects = [...new Set(names)].flatMap((name) =>
      name === undefined ? [] : { kind: 'domain' as const, name },
    );
    if (subjects.length === 0) return notGiven('The sender address', '--from', context.clock);
    return askLists(subjects.slice(0, 2), facts, context);
  },
  mxConnection: async (facts, context) => {
    const domain = recipientDomain(facts);
    if (domain === undefined) return notGiven('The recipient', '--recipient', context.clock);
    return gatherMxConnection(domain, context);
  },
};

async function withSenderIp<T>(
  facts: ReplyFacts,
  context: GatherContext,
  gather: (ip: string) => Promise<Observed<T>>,
): Promise<Observed<T>> {
  const ip = canonicalIp(facts.senderIp ?? '');
  if (ip === undefined) return notGiven('The IP address that sent the message', '--sender-ip', context.clock);
  if (isPublicIp(ip) || context.allowPrivate === true) return gather(ip);
  const message = `${ip} is a private or reserved address; add --sender-ip with the public one that receivers see.`;
  return unknown({ code: 'not-public', message }, context.clock, { kind: 'input', where: '--sender-ip' });
}

async function askLists(subjects: readonly ListingSubject[], facts: ReplyFacts, context: GatherContext) {
  if (context.listings !== undefined) return context.listings(subjects, facts.text, context.signal);
  const message = 'No DNS lists were asked.';
  return unknown({ code: 'not-asked', message }, context.clock, { kind: 'input', where: 'DNS lists' });
}
