/**
 * Results of SPF, DKIM and DMARC as refusals quote them: 'spf=fail' of an Authentication-Results field (RFC 8601 §2.2), 'Spf= Fail ,
 * Dkim= Pass' of Microsoft, 'DKIM = did not pass SPF [example.org] with ip: [192.0.2.1] = did not pass' of Google and Yahoo.
 */
import type { Token } from '../../wire/phrases/index.ts';
import type { ToldFact } from './facts.ts';

/** A method of authentication (RFC 8601 §2.7). */
export type Method = 'spf' | 'dkim' | 'dmarc';
type Result = 'pass' | 'fail' | 'denied' | 'none' | 'error' | 'temporary';

const methods: ReadonlySet<string> = new Set(['spf', 'dkim', 'dmarc']);

/** RFC 8601 §2.7, and what receivers write instead. */
const results: Readonly<Record<string, Result>> = {
  pass: 'pass',
  passed: 'pass',
  ok: 'pass',
  fail: 'fail',
  failed: 'fail',
  failure: 'fail',
  hardfail: 'denied',
  softfail: 'denied',
  neutral: 'denied',
  none: 'none',
  missing: 'none',
  permerror: 'error',
  permfail: 'error',
  temperror: 'temporary',
  tempfail: 'temporary',
};

/** What a result says. An Authentication-Results field is exact; elsewhere 'fail' may also mean that there is nothing. */
const meanings: Readonly<Record<Method, Readonly<Partial<Record<Result | 'exact-fail', ToldFact>>>>> = {
  spf: {
    pass: 'spf/pass',
    fail: 'spf/fail',
    'exact-fail': 'spf/denied',
    denied: 'spf/denied',
    none: 'spf/none',
    error: 'spf/error',
    temporary: 'spf/temporary',
  },
  // neutral and permerror are of a signature that is there (RFC 8601 §2.7.1).
  dkim: {
    pass: 'dkim/pass',
    fail: 'dkim/fail',
    'exact-fail': 'dkim/unverified',
    denied: 'dkim/unverified',
    none: 'dkim/none',
    error: 'dkim/unverified',
    temporary: 'dkim/temporary',
  },
  dmarc: {
    pass: 'dmarc/pass',
    fail: 'dmarc/fail',
    // RFC 9989 §4.10: without a record there is nothing to fail.
    'exact-fail': 'dmarc/record',
    none: 'dmarc/none',
    error: 'dmarc/broken',
    temporary: 'dmarc/temporary',
  },
};

/** Words between a method and its result: a domain and an IPv6 address. */
const MAX_BETWEEN = 20;

/** The result that begins at `at`, and how many words it has. */
function resultAt(tokens: readonly Token[], at: number): readonly [Result, number] | undefined {
  const word = tokens[at]?.word ?? '';
  const next = tokens[at + 1]?.word ?? '';
  if (word === 'did' && next === 'not' && tokens[at + 2]?.word === 'pass') return ['fail', 3];
  if ((word === "didn't" || word === 'not') && /^pass/.test(next)) return ['fail', 2];
  const result = Object.hasOwn(results, word) ? results[word] : undefined;
  return result === undefined ? undefined : [result, 1];
}

/** The results that a text quotes. */
export interface QuotedResults {
  readonly facts: ReadonlySet<ToldFact>;
  /** By index of a word that is part of a result: whose it is. */
  readonly owners: ReadonlyMap<number, Method>;
}

/** Every result that `text` quotes; `tokens` are its words. */
export function resultsIn(text: string, tokens: readonly Token[]): QuotedResults {
  const facts = new Set<ToldFact>();
  const owners = new Map<number, Method>();
  tokens.forEach(({ word, start, end }, at) => {
    if (!methods.has(word)) return;
    const method = word as Method;
    const told = resultOf(text, tokens, at);
    if (told === undefined) return;
    for (let i = 0; i < told.length; i++) owners.set(told.at + i, method);
    const isExact = told.sign === '=' && text.slice(start, end) === word;
    const key = isExact && told.result === 'fail' ? 'exact-fail' : told.result;
    const fact = meanings[method][key] ?? meanings[method][told.result];
    if (fact !== undefined) facts.add(fact);
  });
  return { facts, owners };
}

interface FoundResult {
  readonly result: Result;
  readonly sign: string;
  /** Its first word, and how many there are. */
  readonly at: number;
  readonly length: number;
}

/** The result of the method at `at`: the first behind a sign of equality, before the next method; behind a colon only at once. */
function resultOf(text: string, tokens: readonly Token[], at: number): FoundResult | undefined {
  for (let next = at + 1; next <= at + MAX_BETWEEN && next < tokens.length; next++) {
    const token = tokens[next];
    const sign = text.slice(tokens[next - 1]?.end, token?.start);
    const isSaid = sign.includes('=') || (next === at + 1 && /^\s?: ?$/.test(sign));
    if (isSaid) {
      const found = resultAt(tokens, next);
      return found === undefined ? undefined : { result: found[0], length: found[1], sign, at: next };
    }
    if (methods.has(token?.word ?? '')) return undefined;
  }
  return undefined;
}
