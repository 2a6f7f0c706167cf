/** What is wrong in the text of one record (RFC 7208 §4.6.1, §12), and what in it does nothing. */

import type { SpfTreeTerm } from '../../../findings/facts/spf-tree.ts';
import {
  findGluedTerms,
  holdsNetwork,
  parseSpfRecord,
  readSpfRecord,
  repeatedTerms,
  suggestTerms,
} from '../../../wire/spf/index.ts';
import type { SpfLint } from './types.ts';
import { lintAt, type Visit } from './visit.ts';

/** Syntax: each fault makes the record a permerror, wherever it stands (RFC 7208 §4.6). */
export function syntaxLints(visit: Visit): readonly SpfLint[] {
  const { problems } = readSpfRecord(visit.node.record ?? '');
  return problems.map(({ code, term, span, message }) => {
    const suggestion = suggestTerms(term);
    const detail = { reason: message, ...(suggestion === undefined ? {} : { suggestion }) };
    return lintAt(visit, { text: term, ...span }, code, true, detail);
  });
}

/** Terms that two character-strings glue together (RFC 7208 §3.3). */
export function jointLints(visit: Visit): readonly SpfLint[] {
  return findGluedTerms(visit.node.strings ?? []).map(({ term, span, joint, meant }) => {
    const detail = { joint, first: meant[0], second: meant[1] };
    return lintAt(visit, { text: term, ...span }, 'missing-blank', false, detail);
  });
}

/** Terms that evaluation never comes to (RFC 7208 §5.1, §6.1), and modifiers that nobody knows (§6). */
export function idleLints(visit: Visit): readonly SpfLint[] {
  const { terms } = visit.node;
  const all = terms.find(({ name }) => name === 'all');
  return terms.flatMap((term) => {
    if (term.isUnreached) {
      const code = term.name === 'redirect' ? 'redirect-beside-all' : 'unreached';
      return lintAt(visit, term, code, false, { all: all?.text ?? 'all' });
    }
    if (term.qualifier !== undefined || term.name === 'redirect' || term.name === 'exp') return [];
    const meant = meantMechanism(term);
    return lintAt(visit, term, 'unknown-modifier', false, meant === undefined ? {} : { suggestion: meant });
  });
}

/** 'include=example.net' was meant as a mechanism; 'v=spf1' in the middle as the start of another record. */
function meantMechanism({ name, text }: SpfTreeTerm): string | undefined {
  const suggestion = `${name}:${text.slice(name.length + 1)}`;
  return parseSpfRecord(`v=spf1 ${suggestion}`).ok ? suggestion : undefined;
}

/** Terms that a term before them already says. */
export function repeatedLints(visit: Visit): readonly SpfLint[] {
  const reached = visit.node.terms.filter(({ isUnreached }) => !isUnreached);
  const { record } = readSpfRecord(visit.node.record ?? '');
  const again = new Set(repeatedTerms(record).map(({ span }) => span.start));
  const repeated = reached
    .filter(({ start }) => again.has(start))
    .map((term) => lintAt(visit, term, 'repeated-term', false));
  const literal = reached
    .filter(({ name, start }) => name.startsWith('ip') && !again.has(start))
    .slice(0, 100);
  const covered = literal.flatMap((term) => {
    const [network = ''] = term.networks;
    const wider = literal.find(
      (other) =>
        other !== term &&
        other.qualifier === term.qualifier &&
        isWider(other.networks[0] ?? '', network, other.start < term.start),
    );
    return wider === undefined ? [] : lintAt(visit, term, 'covered-network', false, { by: wider.text });
  });
  return [...repeated, ...covered];
}

function isWider(outer: string, inner: string, isBefore: boolean): boolean {
  return holdsNetwork(outer, inner) && (isBefore || !holdsNetwork(inner, outer));
}
