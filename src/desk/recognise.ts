/**
 * What was pasted or dropped, with the same decisions as `waypost <anything>`: names are audited, ordinary mail and HTML of which
 * mail is made are checked, everything else is explained. Besides: files of DMARC and TLS reports, packed or not, are audited.
 */
import { parseAuditSubject } from '../audit/subject.ts';
import type { Arrival } from '../explain/arrival.ts';
import type { ExplainServices } from '../explain/explain.ts';
import { namesOf, type ProviderCard } from '../explain/provider-card.ts';
import { readArrivals } from '../explain/read-arrivals.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { looksLikeHtml } from '../preflight/recognise-mail.ts';
import { domainOf } from '../wire/address/index.ts';
import { onlyNames } from './names.ts';
import { reportIn } from './report-file.ts';
import type { Recognised, Recognition } from './types.ts';
import { HEAD, MAX_BYTES, mayBeMail, verbOf } from './verb-of.ts';

/** Never throws; reads at most the first 16 MiB. */
export function recognise(input: Uint8Array, words: ExplainServices): Recognised {
  const bytes = Buffer.from(input.buffer, input.byteOffset, Math.min(input.length, MAX_BYTES));
  if (isBlank(bytes)) return { kind: 'explain', what: 'nothing' };
  const names = onlyNames(bytes);
  if (names.length > 0) return ofNames(names);
  const report = reportIn(bytes);
  if (report !== undefined) return { kind: 'audit', ...report };
  if (mayBeMail(bytes.subarray(0, HEAD)) && verbOf(bytes) === 'check')
    return { kind: 'check', what: looksLikeHtml(bytes) ? 'html' : 'message' };
  return ofRefusal(bytes, words);
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13));

function ofNames(names: readonly string[]): Recognised {
  const [first = ''] = names;
  if (names.length > 1) return { kind: 'audit', what: 'names', name: first };
  const subject = parseAuditSubject(first, true);
  const name = subject.ok ? subject.value.name : first;
  if (first.includes('@')) return { kind: 'audit', what: 'address', name };
  const kind = subject.ok ? subject.value.kind : 'domain';
  return { kind: 'audit', what: kind === 'ip' || kind === 'domain' ? kind : 'host', name };
}

function ofRefusal(bytes: Buffer, words: ExplainServices): Recognised {
  const [first] = readArrivals(bytes);
  if (first === undefined || !first.ok)
    return { kind: 'explain', what: first?.problem.code === 'nothing-refused' ? 'log' : 'unknown' };
  const [refusal] = first.value.refusals;
  const said = refusal === undefined ? undefined : words.classifier.classify(refusal.facts);
  const isKnown = refusal?.facts.replyCode !== undefined || (said ?? nothing).category !== 'unknown';
  // Who speaks, where the words tell; a program is nobody.
  const card = said?.provider === undefined ? undefined : words.providers.get(said.provider);
  const name = card === undefined || card.kind === 'software' ? undefined : nameOf(card, refusal?.facts);
  return { kind: 'explain', what: whatOf(first.value, isKnown), ...(name !== undefined && { name }) };
}

const nameOf = (card: ProviderCard, facts: ReplyFacts | undefined): string =>
  namesOf(card, [domainOf(facts?.recipient), facts?.speakerHost]).short;

const nothing = { category: 'unknown' } as const;

function whatOf({ input, kind }: Arrival, isKnown: boolean): Recognition {
  if (input === 'log') return 'log';
  if (input === 'message') return kind === 'not-a-bounce' ? 'message' : 'bounce';
  return kind === 'unknown' && !isKnown ? 'unknown' : 'reply';
}
