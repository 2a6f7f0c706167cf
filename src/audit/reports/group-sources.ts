/** Addresses put together to sources that a person recognises: a service by its domain, hosts by their network. */
import ipaddr from 'ipaddr.js';
import { type Judgement, judgeSource, type WholeMail } from './judge-source.ts';
import { MailTally } from './mail-tally.ts';
import type { SendingSource, SourceAction, SourceIp, SourceVerdict } from './types.ts';

const MAX_IPS = 100;
const MAX_NAMES = 20;
const IPS_TO_ADD = 50;
/** Named by the domain they authenticate as; the others by where they stand. */
const NAMED_BY_DOMAIN = new Set<SourceVerdict>(['service', 'unaligned-service', 'forwarder']);

interface Group {
  readonly name: string;
  readonly kind: 'domain' | 'network';
  readonly tally: MailTally;
  /** What is known of each address. */
  readonly byIp: Map<string, Pick<SourceIp, 'returnPath' | 'lastSeen'>>;
  readonly signs: Set<Judgement['signs'][number]>;
  readonly verdict: SourceVerdict;
}

/** Most mail first. Addresses are judged one by one, so that a good and a bad one of one network are not mixed. */
export function groupSources(byIp: Iterable<MailTally>, whole: WholeMail): readonly SendingSource[] {
  const groups = new Map<string, Group>();
  for (const tally of byIp) {
    const { verdict, signs } = judgeSource(tally, whole);
    const { name, kind } = nameOf(tally, verdict);
    const key = `${verdict} ${name}`;
    const group = groups.get(key) ?? {
      name,
      kind,
      verdict,
      tally: new MailTally(),
      signs: new Set(),
      byIp: new Map(),
    };
    group.tally.addAll(tally);
    noteAddress(group, tally);
    for (const sign of signs) group.signs.add(sign);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map((group) => sourceOf(group, whole))
    .sort((one, other) => other.mail.messages - one.mail.messages || (one.name < other.name ? -1 : 1));
}

function noteAddress({ byIp }: Group, tally: MailTally): void {
  const ip = tally.ips.top(1)[0]?.name ?? '';
  const returnPath = tally.returnPaths.top(1)[0]?.name;
  const { lastSeen } = tally;
  byIp.set(ip, {
    ...(returnPath !== undefined && { returnPath }),
    ...(lastSeen !== undefined && { lastSeen }),
  });
}

function nameOf(
  tally: MailTally,
  verdict: SourceVerdict,
): { readonly name: string; readonly kind: Group['kind'] } {
  const [ip] = tally.ips.top(1);
  if (NAMED_BY_DOMAIN.has(verdict)) {
    // A signature that a forwarder passes on is that of the first sender.
    const signers = verdict === 'forwarder' ? [] : tally.signers.top(1);
    const [domain] = [...tally.envelopes.top(1), ...signers];
    if (domain !== undefined) return { name: domain.name, kind: 'domain' };
  }
  return { name: networkOf(ip?.name ?? ''), kind: 'network' };
}

/** '192.0.2.0/24', '2001:db8::/64'. */
function networkOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.parse(ip);
  const bits = address.kind() === 'ipv4' ? 24 : 64;
  const bytes = address.toByteArray().map((byte, index) => (index * 8 < bits ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}

function sourceOf({ name, kind, verdict, tally, signs, byIp }: Group, whole: WholeMail): SendingSource {
  const ips = tally.ips.top(MAX_IPS).map((ip) => ({ ...ip, ...byIp.get(ip.name) }));
  const isAlone = kind === 'network' && tally.ips.size === 1;
  // Signs of size and of reporters are those of the whole source, not of its addresses.
  const judged = new Set(judgeSource(tally, whole).signs);
  const bySize = ['one-reporter', 'several-reporters', 'little-mail', 'much-mail'] as const;
  for (const sign of bySize) signs[judged.has(sign) ? 'add' : 'delete'](sign);
  return {
    name: isAlone ? (ips[0]?.name ?? name) : name,
    kind: isAlone ? 'ip' : kind,
    verdict,
    signs: [...signs],
    actions: actionsFor(verdict, tally, name),
    mail: { ...tally.mail },
    ips,
    ipCount: tally.ips.size,
    otherDomains: joined(tally),
    selectors: tally.selectors.top(MAX_NAMES),
    headerFrom: tally.headerFrom.top(MAX_NAMES),
    reporters: tally.reporters.size,
    overrides: tally.overrides.top(MAX_NAMES),
  };
}

function joined(tally: MailTally): SendingSource['otherDomains'] {
  const signers = tally.signers.top(MAX_NAMES).filter(({ name }) => tally.envelopes.of(name) === 0);
  return [...tally.envelopes.top(MAX_NAMES), ...signers].slice(0, MAX_NAMES);
}

function actionsFor(verdict: SourceVerdict, tally: MailTally, name: string): readonly SourceAction[] {
  const ips = tally.ips.top(IPS_TO_ADD).map((one) => one.name);
  const broken = tally.selectors
    .top(MAX_NAMES)
    .filter((one) => tally.validSelectors.of(one.name) < one.messages / 2);
  const repair: SourceAction[] =
    broken.length === 0 ? [] : [{ kind: 'repair-dkim', selectors: broken.map((one) => one.name) }];
  const isSigned = tally.mail.dkimAligned >= tally.mail.messages / 2;
  switch (verdict) {
    case 'authorised':
      return isSigned ? [] : repair.length > 0 ? repair : [{ kind: 'sign-with-dkim' }];
    case 'service':
      return tally.envelopes.size > 0 ? [{ kind: 'align-return-path', service: name }] : [];
    case 'unlisted':
      return [{ kind: 'add-ips-to-spf', ips }];
    case 'partly':
      return repair.length > 0 ? repair : [{ kind: 'sign-with-dkim' }];
    case 'broken-signature':
      return [...repair, { kind: 'authorise-if-yours' }];
    case 'unaligned-service':
      return [{ kind: 'authorise-if-yours', service: name }];
    case 'unclear':
      return [{ kind: 'authorise-if-yours' }];
    case 'forwarder':
    case 'unauthorised':
      return [];
  }
}
