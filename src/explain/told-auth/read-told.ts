/**
 * Reads what a refusal tells of SPF, DKIM and DMARC: from results that it quotes, from its wordings (`data/told-auth.toml`), from whom it
 * was sent under and the way that it went. One walk over at most 4,096 characters.
 */
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOf, domainOrBare } from '../../wire/address/index.ts';
import {
  compilePhrases,
  findPhrases,
  type PhraseHit,
  type PhraseSet,
  tokensOf,
} from '../../wire/phrases/index.ts';
import type { TomlTable } from '../classify/index.ts';
import { isToldFact, type ToldAuth, type ToldFact, withConsequences } from './facts.ts';
import { resultsIn } from './results.ts';

const MAX_TEXT = 4096;
/** SRS0=…, SRS1=…: a forwarder rewrote the envelope sender. Fields of lists: 'owner-x@', 'x-bounces@', 'x-bounces+bob=example.org@'. */
const REWRITTEN = /^srs[01][=+-]/i;
const OF_LIST = /^owner-|-(?:bounces|owner|request)(?:[+=][^@]*)?@/i;

export interface ToldReader {
  readonly read: (facts: ReplyFacts, providers: MailboxProviders) => ToldAuth;
}

export interface MailboxProviders {
  /** The provider that gives addresses at this domain to everybody ('gmail.com'). */
  readonly ofAddress: (domain: string) => string | undefined;
  /** The provider whose server this is. */
  readonly ofHost: (host: string) => string | undefined;
}

/** The wordings of each fact. Throws where a fact is not one of ours. */
export function wordingsOf(file: TomlTable): Readonly<Record<string, readonly string[]>> {
  const wordings: Record<string, readonly string[]> = {};
  for (const [fact, raw] of Object.entries(file)) {
    if (!isToldFact(fact)) throw new Error(`told-auth.toml: '${fact}' is nothing that words tell`);
    const { phrases } = raw as TomlTable;
    wordings[fact] = Array.isArray(phrases) ? phrases.map(String) : [];
  }
  return wordings;
}

/** The phrases are compiled when the first refusal is read: most runs need none of them. */
export function createToldReader(file: TomlTable): ToldReader {
  let compiled: PhraseSet | undefined;
  return {
    read: (facts, providers) => {
      compiled ??= compilePhrases(wordingsOf(file));
      const found = new Set<ToldFact>([...inWords(facts.text, compiled), ...onTheWay(facts)]);
      const provider = providerOf(facts, providers);
      for (const fact of provider.facts) found.add(fact);
      return { ...provider, facts: [...withConsequences(found)] };
    },
  };
}

function inWords(whole: string, phrases: PhraseSet): readonly ToldFact[] {
  const text = whole.slice(0, MAX_TEXT);
  const tokens = tokensOf(text);
  const { facts, owners } = resultsIn(text, tokens);
  // 'dkim=temperror spf=pass' tells nothing temporary of SPF.
  const isAnothers = ({ owner, first, last }: PhraseHit): boolean => {
    for (let at = first; at < last; at++) {
      const method = owners.get(at);
      if (method !== undefined && !owner.startsWith(method)) return true;
    }
    return false;
  };
  const told = findPhrases(tokens, phrases).filter((hit) => !isAnothers(hit));
  return [...facts, ...told.map(({ owner }) => owner as ToldFact)];
}

function onTheWay({ expandedFrom, sender }: ReplyFacts): readonly ToldFact[] {
  const isForwarded = expandedFrom !== undefined || REWRITTEN.test(sender ?? '');
  return [
    ...(isForwarded ? (['path/forwarded'] as const) : []),
    ...(OF_LIST.test(sender ?? '') ? (['path/list'] as const) : []),
  ];
}

/** Sent under a mailbox provider's domain: SPF judges MAIL FROM, the others From; each stands in for the other. */
function providerOf(
  { sender, headerFrom, reportingHost }: ReplyFacts,
  { ofAddress, ofHost }: MailboxProviders,
): ToldAuth {
  const envelope = domainOf(sender);
  const from = domainOrBare(headerFrom);
  const judged = (domain: string | undefined): string | undefined => {
    const provider = domain === undefined ? undefined : ofAddress(domain);
    if (provider === undefined) return undefined;
    // The provider's own server sent it: then the way was the fault, not the address.
    return reportingHost !== undefined && ofHost(reportingHost) === provider ? undefined : domain;
  };
  const byFrom = judged(from ?? envelope);
  const byEnvelope = judged(envelope ?? from);
  const providerDomain = byFrom ?? byEnvelope;
  return {
    facts: [
      ...(byFrom === undefined ? [] : (['from/mail-provider'] as const)),
      ...(byEnvelope === undefined ? [] : (['envelope/mail-provider'] as const)),
    ],
    ...(providerDomain !== undefined && { providerDomain }),
  };
}
