/** The addresses and names of an audit's cases that receivers ask DNS lists about, each with the place where it stands. */
import { isFullName } from '../base/host-name.ts';
import { isPublicIp } from '../base/ip.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ListedSubject } from '../findings/facts/listings.ts';
import type { Observed } from '../findings/observed.ts';
import { namesShownIn } from '../preflight/message-names.ts';
import { readMailView } from '../wire/mail-view/index.ts';

/** MX hosts and PTR names of one case that are looked at. */
const MAX_NAMES = 10;

/**
 * In the order in which they matter: addresses, the domain itself, then the other names. Private addresses mean nothing to
 * public lists and are told to none of them.
 */
export function listSubjects(cases: readonly Evidence[]): readonly ListedSubject[] {
  const found = cases.flatMap((evidence) => [...ownSubject(evidence), ...otherNames(evidence)]);
  const askable = found.filter(({ kind, name }) => (kind === 'ip' ? isPublicIp(name) : isFullName(name)));
  return askable.toSorted((a, b) => rank(a) - rank(b));
}

/** Registered domains that one message shows, at most; a newsletter may link to hundreds. */
const MAX_SHOWN = 20;

/** The domains that a message shows in its header and its links, as receivers look them up. */
export function subjectsShownIn(message: Uint8Array): readonly ListedSubject[] {
  const roles = new Map<string, string[]>();
  for (const { name, role } of namesShownIn(readMailView(message)))
    roles.set(name, [...(roles.get(name) ?? []), role]);
  return [...roles].slice(0, MAX_SHOWN).map(([name, of]) => ({ kind: 'domain', name, roles: of }));
}

const rank = ({ kind, roles }: ListedSubject): number =>
  kind === 'ip' ? 0 : roles.includes('domain') ? 1 : 2;

const valueIn = <T>(shelf: Observed<T> | undefined): T | undefined =>
  shelf?.state === 'present' ? shelf.value : undefined;

const named = (role: string, names: readonly string[]): readonly ListedSubject[] =>
  names.slice(0, MAX_NAMES).map((name) => ({ kind: 'domain', name, roles: [role] }));

function ownSubject({ about, messageDomain }: Evidence): readonly ListedSubject[] {
  if (messageDomain !== undefined) {
    const shown = valueIn(messageDomain);
    return shown === undefined || shown.isMissing === true
      ? []
      : [{ kind: 'domain', name: shown.domain, roles: shown.roles }];
  }
  const subject = valueIn(about);
  if (subject?.kind === 'ip') return [{ kind: 'ip', name: subject.name, roles: ['IP'] }];
  if (subject?.kind === 'host') return named('host', [subject.name]);
  // The name of a key's record is none that a message shows.
  return subject?.kind === 'domain' && !subject.name.includes('._domainkey.')
    ? named('domain', [subject.name])
    : [];
}

function otherNames(evidence: Evidence): readonly ListedSubject[] {
  const { ptr, helo, routing, dkim, reply } = evidence;
  const heloName = valueIn(helo)?.name ?? valueIn(reply)?.helo;
  return [
    ...named('PTR', valueIn(ptr)?.names.map(({ name }) => name) ?? []),
    ...named('HELO', heloName === undefined ? [] : [heloName]),
    ...named('MX', valueIn(routing)?.mx.map(({ host }) => host) ?? []),
    ...named('DKIM', valueIn(dkim)?.signatures.map(({ domain }) => domain) ?? []),
  ];
}
