/**
 * What a source is. Passing SPF, aligned, settles it. Mail that passes by DKIM alone comes from a service, from a forgotten host of
 * one's own, or through a forwarder: the signs of each are weighed. Doubt never ends in "add it to SPF", for that lets strangers in.
 */
import type { Counter } from './counter.ts';
import type { MailTally } from './mail-tally.ts';
import type { SourceSign, SourceVerdict } from './types.ts';

/** What is known of the domain's mail as a whole. */
export interface WholeMail {
  readonly messages: number;
  readonly reporters: number;
  /** Valid signatures by key, for each kind of known host (`hostKindOf`). */
  readonly keys: ReadonlyMap<string, Counter>;
}

export interface Judgement {
  readonly verdict: SourceVerdict;
  readonly signs: readonly SourceSign[];
}

const MOST = 0.5;
/** Less of passing mail than this may be chance: a shared address, a strict receiver. */
const SOME = 0.05;
const LITTLE = 0.02;

/** The share of a source's own mail that a figure is. */
const share = (part: number, tally: MailTally): number =>
  tally.mail.messages === 0 ? 0 : part / tally.mail.messages;

export function judgeSource(tally: MailTally, whole: WholeMail): Judgement {
  const signs = signsOf(tally, whole);
  return { verdict: verdictOf(tally, new Set(signs)), signs };
}

function verdictOf(tally: MailTally, signs: ReadonlySet<SourceSign>): SourceVerdict {
  if (signs.has('spf-aligned')) return 'authorised';
  if (signs.has('dkim-aligned')) return byDkimAlone(signs);
  if (share(tally.mail.passed, tally) >= SOME) return 'partly';
  if (signs.has('told-forwarded')) return 'forwarder';
  if (signs.has('own-signature-broken')) {
    // A forger has no reason to put a signature there that cannot verify; a forwarder that changes mail leaves one.
    const isPassedOn = signs.has('envelope-elsewhere') || signs.has('key-of-known-hosts');
    return isPassedOn ? 'forwarder' : 'broken-signature';
  }
  if (signs.has('envelope-elsewhere') || tally.signers.size > 0) return 'unaligned-service';
  return 'unauthorised';
}

function byDkimAlone(signs: ReadonlySet<SourceSign>): SourceVerdict {
  if (signs.has('told-forwarded')) return 'forwarder';
  const isKeyOfOthers = signs.has('key-of-known-hosts');
  // A service has a key of its own; a mailing list that signs, too, carries the key of the first sender.
  if (signs.has('service-signature') && !isKeyOfOthers) return 'service';
  const forwarding =
    weight(signs, 'envelope-elsewhere', 2) +
    weight(signs, 'key-of-known-hosts', 2) +
    weight(signs, 'one-reporter', 1) +
    weight(signs, 'little-mail', 1);
  const owning =
    weight(signs, 'own-envelope-fails', 1) +
    weight(signs, 'key-used-here', 2) +
    weight(signs, 'several-reporters', 1) +
    weight(signs, 'much-mail', 1);
  if (owning > forwarding) return signs.has('envelope-elsewhere') ? 'service' : 'unlisted';
  return owning < forwarding ? 'forwarder' : 'unclear';
}

function weight(signs: ReadonlySet<SourceSign>, sign: SourceSign, points: number): number {
  return signs.has(sign) ? points : 0;
}

function signsOf(tally: MailTally, whole: WholeMail): readonly SourceSign[] {
  const { mail } = tally;
  const signs: SourceSign[] = [];
  const note = (sign: SourceSign, holds: boolean): void => {
    if (holds) signs.push(sign);
  };
  note('spf-aligned', share(mail.spfAligned, tally) >= MOST);
  note('dkim-aligned', share(mail.dkimAligned, tally) >= MOST);
  note('told-forwarded', share(tally.forwarded, tally) >= SOME && mail.spfAligned === 0);
  note('envelope-elsewhere', share(tally.envelopes.total(), tally) >= MOST);
  note('own-envelope-fails', share(tally.ownEnvelopeFails, tally) >= MOST);
  note('service-signature', share(tally.withServiceSignature, tally) >= MOST);
  const { fromKnown, here } = keyUse(tally, whole);
  note('key-of-known-hosts', fromKnown > here && mail.spfAligned === 0);
  note('key-used-here', here > 0 && fromKnown <= here);
  note('own-signature-broken', share(tally.brokenSignature, tally) >= MOST);
  note('one-reporter', tally.reporters.size === 1 && whole.reporters > 1);
  note('several-reporters', tally.reporters.size > 1);
  note('little-mail', mail.messages < whole.messages * LITTLE);
  note('much-mail', mail.messages >= whole.messages * SOME);
  note('no-authentication', mail.passed === 0 && tally.envelopes.size === 0 && tally.signers.size === 0);
  return signs;
}

/**
 * What makes an address a known host: '' for SPF, aligned; the domain of a service where its own reverse-path and signature pass;
 * undefined for neither.
 */
export function hostKindOf(tally: MailTally): string | undefined {
  if (share(tally.mail.spfAligned, tally) >= MOST) return '';
  if (share(tally.withServiceSignature, tally) < MOST) return undefined;
  const [envelope] = tally.envelopes.top(1);
  return envelope !== undefined && share(envelope.messages, tally) >= MOST ? envelope.name : undefined;
}

/** Of the keys seen here: messages they sign at the known hosts of another kind that use them most, and at hosts like this one. */
function keyUse(tally: MailTally, whole: WholeMail): { readonly fromKnown: number; readonly here: number } {
  const own = hostKindOf(tally);
  let fromKnown = 0;
  let here = 0;
  for (const { name } of tally.selectors.top(20)) {
    let most = 0;
    for (const [kind, keys] of whole.keys) if (kind !== own) most = Math.max(most, keys.of(name));
    fromKnown += most;
    here += (own === undefined ? tally.validSelectors : whole.keys.get(own))?.of(name) ?? 0;
  }
  return { fromKnown, here };
}
