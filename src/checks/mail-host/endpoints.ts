/**
 * One judgement for each port and address of a mail host; those that come out the same are one finding, which names its
 * places ('192.0.2.1:25', '[2001:db8::1]:25').
 */
import type { JsonObject } from '../../base/json.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { HostEndpoint, MailHostFacts } from '../../findings/facts/mail-host.ts';
import type { FindingDraft, Outcome } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { draft, valueOn } from '../draft.ts';

export interface Verdict {
  readonly outcome: Outcome;
  readonly message: string;
  readonly data?: JsonObject;
  readonly confidence?: number;
  readonly fixes?: readonly Fix[];
}

const maxGroups = 20;

/** `judge` gives nothing where the question does not arise for a port. */
export function judgeEndpoints(
  evidence: Evidence,
  judge: (endpoint: HostEndpoint, facts: MailHostFacts) => Verdict | undefined,
): readonly FindingDraft[] {
  const facts = valueOn(evidence, 'mailHost');
  if (facts === undefined) return [];
  const groups = new Map<string, { readonly verdict: Verdict; readonly places: string[] }>();
  for (const endpoint of facts.endpoints) {
    const verdict = judge(endpoint, facts);
    if (verdict === undefined) continue;
    const key = JSON.stringify([verdict.message, verdict.data]);
    const group = groups.get(key) ?? { verdict, places: [] };
    group.places.push(placeOf(endpoint));
    groups.set(key, group);
  }
  return [...groups.values()].slice(0, maxGroups).flatMap(({ verdict, places }) => {
    const { outcome, message, confidence, fixes } = verdict;
    const data = { host: facts.host, places, ...verdict.data };
    const more = { ...(confidence !== undefined && { confidence }), ...(fixes !== undefined && { fixes }) };
    return draft(evidence, 'mailHost', outcome, message, data, more);
  });
}

function placeOf({ ip, port }: Pick<HostEndpoint, 'ip' | 'port'>): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}

/** A port that only users' programs speak to (RFC 6409, RFC 8314). */
export function isSubmission({ port }: HostEndpoint): boolean {
  return port === 465 || port === 587 || port === 2525;
}

/** What is offered in the end: under TLS where it stands. */
export function keywordsOf({ tlsKeywords, plainKeywords }: HostEndpoint): readonly string[] {
  return tlsKeywords ?? plainKeywords ?? [];
}

/** Mechanisms of AUTH among keywords, upper case (RFC 4954 §3); 'AUTH=' is an old way to write it. Undefined: no AUTH. */
export function authMechanisms(keywords: readonly string[] | undefined): readonly string[] | undefined {
  const offers = (keywords ?? []).filter((keyword) => /^AUTH(?:[ =]|$)/i.test(keyword));
  if (offers.length === 0) return undefined;
  const words = offers.flatMap((offer) => offer.slice(5).toUpperCase().split(/[ =]/));
  return [...new Set(words.filter((word) => word !== ''))];
}
