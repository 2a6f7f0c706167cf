/** What is wrong in the text of one record (RFC 7208 §4.6.1, §12), and what in it does nothing. */

import type { SpfTreeTerm } from '../../../findings/facts/spf-tree.ts';
import {
  findGluedTerms,
  holdsRange,
  parseSpfRecord,
  readNetwork,
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
  return [
    ...repeated,
    ...coveredLints(
      visit,
      reached.filter(({ start }) => !again.has(start)),
    ),
  ];
}

/** Networks compared with each other; of more than these a record has no room. */
const maxCompared = 100;

function coveredLints(visit: Visit, terms: readonly SpfTreeTerm[]): readonly SpfLint[] {
  const literal = terms
    .filter(({ name }) => name.startsWith('ip'))
    .slice(0, maxCompared)
    .flatMap((term) => {
      const range = readNetwork(term.networks[0] ?? '');
      return range === undefined ? [] : [{ term, range }];
    });
  // A term that refuses may stand between a narrow network and a wide one behind it.
  const isPlain = terms.every(({ qualifier = '+', name }) => qualifier === '+' || name === 'all');
  return literal.flatMap(({ term, range }) => {
    const wider = literal.find(
      (other) =>
        other.term.start !== term.start &&
        other.term.qualifier === term.qualifier &&
        holdsRange(other.range, range) &&
        // Of two equal ones the later is the one too many.
        (other.term.start < term.start || (isPlain && !holdsRange(range, other.range))),
    );
    return wider === undefined ? [] : lintAt(visit, term, 'covered-network', false, { by: wider.term.text });
  });
}
