/** Changes to an SPF record as text: what is there stays as it was written, new terms take their right place. */
import { parseSpfRecord } from './parse.ts';
import type { SpfRecord, SpfSpan, SpfTerm } from './types.ts';

/**
 * Puts a mechanism before the term that ends evaluation (`all`, RFC 7208 §5.1, or `redirect`, §6.1), else at the end.
 * `at: 'start'` puts it before every other term. The record is not checked; a mechanism already there is not repeated.
 */
export function addMechanism(
  record: SpfRecord,
  mechanism: string,
  at: 'before-end' | 'start' = 'before-end',
): string {
  if (record.terms.some((term) => term.text.toLowerCase() === mechanism.toLowerCase())) return record.text;
  const anchor = at === 'start' ? record.terms[0] : record.terms.find(endsEvaluation);
  if (anchor === undefined) return `${record.text.trimEnd()} ${mechanism}`;
  return `${record.text.slice(0, anchor.span.start)}${mechanism} ${record.text.slice(anchor.span.start)}`;
}

function endsEvaluation(term: SpfTerm): boolean {
  return term.kind === 'mechanism' ? term.name === 'all' : term.name === 'redirect';
}

/** Softest first: a merged record must not refuse a sender that one of its parts let through. */
const softness = ['?', '~', '-'];

/**
 * Joins the records of one domain into one, for RFC 7208 §4.5 makes more than one a permerror. Every mechanism is kept
 * once, in order; a `redirect` becomes an `include`; of different `all` the softest is kept; `+all` is not carried over.
 * Undefined when one of the records does not parse.
 */
export function mergeSpfRecords(texts: readonly string[]): string | undefined {
  const terms: SpfTerm[] = [];
  for (const text of texts) {
    const parsed = parseSpfRecord(text);
    if (!parsed.ok) return undefined;
    terms.push(...parsed.value.terms);
  }
  const kept: string[] = [];
  const ends: string[] = [];
  let explanation: string | undefined;
  for (const term of terms) {
    if (term.kind === 'mechanism' && term.name === 'all') ends.push(term.qualifier);
    else if (term.kind === 'mechanism') addOnce(kept, term.text);
    else if (term.name === 'redirect') addOnce(kept, `include:${term.value}`);
    else if (term.name === 'exp') explanation ??= term.text;
    else addOnce(kept, term.text);
  }
  const end = softness.find((qualifier) => ends.includes(qualifier)) ?? '~';
  return ['v=spf1', ...kept, `${end}all`, ...(explanation === undefined ? [] : [explanation])].join(' ');
}

function addOnce(list: string[], text: string): void {
  const plain = text.startsWith('+') ? text.slice(1) : text;
  if (!list.some((other) => other.toLowerCase() === plain.toLowerCase())) list.push(plain);
}

/** The mechanisms and modifiers (as written, lower case, '+' left out) that `before` names and `after` does not. */
export function lostTerms(before: SpfRecord, after: SpfRecord): readonly string[] {
  const there = new Set(after.terms.map(plainText));
  return before.terms.map(plainText).filter((text) => !there.has(text));
}

function plainText(term: SpfTerm): string {
  const text = term.text.toLowerCase();
  return text.startsWith('+') ? text.slice(1) : text;
}

/** The mechanism that names exactly one address: 'ip4:192.0.2.1', 'ip6:2001:db8::1'. */
export function mechanismOf(ip: string): string {
  return ip.includes(':') ? `ip6:${ip}` : `ip4:${ip}`;
}

/** The record without these terms and the blanks before them; spans are those of the record's terms. */
export function removeTerms(text: string, spans: readonly SpfSpan[]): string {
  let out = text;
  for (const { start, end } of spans.toSorted((a, b) => b.start - a.start)) {
    let from = start;
    while (from > 0 && out.charAt(from - 1) === ' ') from -= 1;
    out = `${out.slice(0, from)}${out.slice(end)}`;
  }
  return out.trimEnd();
}

/** Mechanisms that stand in the record before, with the same qualifier: they can never match what the first did not. */
export function repeatedTerms(record: SpfRecord): readonly SpfTerm[] {
  const seen = new Set<string>();
  return record.terms.filter((term) => {
    if (term.kind !== 'mechanism') return false;
    const text = plainText(term);
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated;
  });
}

/** The record without repeated mechanisms; it matches the same senders. */
export function withoutRepeats(record: SpfRecord): string {
  return removeTerms(
    record.text,
    repeatedTerms(record).map(({ span }) => span),
  );
}
