/** Looks a message up over a zone and lists, and tells what was found. Test support. */
import type { MailProfile, MessageFinding } from '../findings/message-check.ts';
import { type Zone, zoneResolver } from '../gather/dns/testing.ts';
import type { Resolver } from '../gather/dns/types.ts';
import { createListAsker, type DnsblData } from '../gather/dnsbl/index.ts';
import { listOf } from '../gather/dnsbl/testing.ts';
import { readMailView } from '../wire/mail-view/index.ts';
import { judgeMessageEvidence } from './judge-network.ts';
import { type GivenSending, gatherMessageEvidence, MAX_LISTED_NAMES } from './network.ts';

export const clock = { nowMs: () => Date.parse('2026-01-01T00:00:00Z'), monotonicMs: () => 0 };

/** Asks these lists about the names of a message. */
export const askerOf = (resolver: Resolver, lists: DnsblData) =>
  createListAsker(lists, resolver, clock, { maxSubjects: MAX_LISTED_NAMES });

/** What is found of a message; bytes as Latin-1 where it is a text. */
export async function look(
  message: string | Uint8Array,
  zone: Zone,
  given: GivenSending = {},
  profile: MailProfile = 'personal',
  lists?: DnsblData,
): Promise<readonly MessageFinding[]> {
  const view = readMailView(typeof message === 'string' ? Buffer.from(message, 'latin1') : message);
  const resolver = zoneResolver(zone);
  const cases = await gatherMessageEvidence(view, given, {
    resolver,
    clock,
    allowPrivate: true,
    ...(lists !== undefined && { askLists: askerOf(resolver, lists) }),
  });
  return judgeMessageEvidence(view, cases, profile);
}
/** Those of one check. */
export const of = (findings: readonly MessageFinding[], check: string) =>
  findings.filter((one) => one.check === check);
/** 'outcome message consequence' of a check. */
export const said = (findings: readonly MessageFinding[], check: string) =>
  of(findings, check).map(({ outcome, message, consequence }) => `${outcome} ${message} ${consequence}`);

/** DNS lists by their zones. */
export const lists = (...zones: readonly string[]): DnsblData => ({
  lists: zones.map(listOf),
  unasked: [],
  dead: [],
  doubtful: [],
});

/** A message whose every part names another domain. */
export const linked = [
  'From: Ann <ann@example.org>',
  'Reply-To: <ann@reply.example.net>',
  'Message-ID: <1@mid.example.com>',
  'List-Unsubscribe: <mailto:u@example.org>, <https://u.unsubscribe.example.edu/1>',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Hello</p><a href="https://shop.listed.example/a">shop</a> <a href="https://www.listed.example/b">again</a>',
  '<img src="https://cdn.pictures.example/x.png"><a href="https://192.0.2.1/">ip</a>',
].join('\r\n');
