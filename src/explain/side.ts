/** Who stands on the other side of refusals that are told together: who refused, was not reached, or was turned away. */
import { ownCopy } from '../base/own-copy.ts';
import { domainOf } from '../wire/address/index.ts';
import { organisation } from './organisation.ts';
import { isEndedOnTheWay } from './place.ts';
import { namesOf, type ProviderCard } from './provider-card.ts';
import type { Sorted } from './sort-refusal.ts';
import type { SpeakerRole } from './verdict.ts';

/** One of them, and how many of the refusals are of it. */
export interface Side {
  /** 'Google', 'WEB.DE', or the domain of its hosts; absent: what its role says is all that is known. */
  readonly name?: string;
  readonly role: SpeakerRole;
  readonly count: number;
}

/** Sides of one group that are told apart. */
const MAX_SIDES = 40;

const ownerOf = (host: string | undefined): string | undefined =>
  host === undefined ? undefined : (organisation(host) ?? host).toLowerCase();

function nameOf(
  { reply, speaker, turnedAway, category }: Sorted,
  card: ProviderCard | undefined,
): string | undefined {
  if (turnedAway !== undefined) return ownerOf(turnedAway.host) ?? turnedAway.ip;
  const recipientDomain = domainOf(reply.recipient);
  // Who was not reached is named, not who says so.
  const isUnreached =
    reply.ownStep === 'client' || (speaker.role === 'own-server' && isEndedOnTheWay(category));
  if (isUnreached) return recipientDomain ?? ownerOf(reply.speakerHost);
  const isOwn = reply.ownStep !== undefined || speaker.role === 'own-server' || speaker.role === 'own-filter';
  if (isOwn) return undefined;
  const host = speaker.host ?? reply.speakerHost;
  if (card !== undefined && card.kind !== 'software') return namesOf(card, [recipientDomain, host]).short;
  return ownerOf(host) ?? (speaker.role === 'smarthost' ? undefined : recipientDomain?.toLowerCase());
}

/** Counts the sides of a group. */
export class Sides {
  readonly #counts = new Map<string, Side>();

  add(sorted: Sorted, card: ProviderCard | undefined): void {
    const name = nameOf(sorted, card);
    const { role } = sorted.speaker;
    if (name === undefined && role === 'unknown') return;
    this.#count(name === undefined ? { role, count: 1 } : { name, role, count: 1 });
  }

  /** Those of another group beside its own. */
  merge(other: Sides): void {
    for (const side of other.#counts.values()) this.#count(side);
  }

  #count(side: Side): void {
    const key = side.name ?? ` ${side.role}`;
    const known = this.#counts.get(key);
    if (known !== undefined) this.#counts.set(key, { ...known, count: known.count + side.count });
    else if (this.#counts.size < MAX_SIDES)
      this.#counts.set(ownCopy(key), side.name === undefined ? side : { ...side, name: ownCopy(side.name) });
  }

  /** The most frequent first. */
  list(): readonly Side[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}
