/**
 * The suite's records through the linter. A record counts once for each domain of a scenario that a case is about:
 * a permerror record is one for which permerror is the only right result of some case, a valid one is one whose cases
 * allow pass, fail, softfail and neutral only. Left out: domains without a record ('none'), those that DNS does not
 * answer for ('temperror'), and the four whose result RFC 7208 leaves open (permerror or fail).
 */
import { systemClock } from '../../src/base/clock.ts';
import { lintSpfTree, type SpfLint } from '../../src/checks/spf/lint/index.ts';
import { zoneResolver } from '../../src/gather/dns/testing.ts';
import { gatherSpfTree } from '../../src/gather/spf-tree/gather-spf-tree.ts';
import { domainOf, readSuite, resultsOf, zoneOf } from './suite.ts';

export interface LintedRecord {
  readonly domain: string;
  /** Cases about the record. */
  readonly ids: readonly string[];
  readonly kind: 'permerror' | 'valid';
  readonly errors: readonly SpfLint[];
  readonly advice: readonly SpfLint[];
}

const settled = ['pass', 'fail', 'softfail', 'neutral'];

export async function lintSuite(): Promise<readonly LintedRecord[]> {
  const linted: LintedRecord[] = [];
  for (const scenario of readSuite()) {
    const resolver = zoneResolver(zoneOf(scenario));
    const byDomain = Map.groupBy(Object.entries(scenario.tests), ([, given]) => domainOf(given));
    for (const [domain, cases] of byDomain) {
      const results = cases.map(([, given]) => resultsOf(given));
      const isPermerror = results.some((right) => right.every((result) => result === 'permerror'));
      const isValid = results.flat().every((result) => settled.includes(result));
      if (!isPermerror && !isValid) continue;
      const context = { resolver, clock: systemClock, connect: false, allowPrivate: true };
      const { spfTree } = await gatherSpfTree(domain, context);
      const lints = spfTree?.state === 'present' ? lintSpfTree(spfTree.value) : [];
      linted.push({
        domain,
        ids: cases.map(([id]) => id),
        kind: isPermerror ? 'permerror' : 'valid',
        errors: lints.filter(({ isError }) => isError),
        advice: lints.filter(({ isError }) => !isError),
      });
    }
  }
  return linted;
}

/** Where the fault is: the word of the record, counted from the version as 0; 'record' for the whole; '@' another record. */
type Place = number | 'record' | `${number}@${string}`;

/**
 * The term at fault by case, read out of the suite by hand, where it is not the first after the version. The terms that
 * break a limit are those at which the count goes over it.
 */
const places: Readonly<Record<string, Place>> = {
  'non-ascii-result': 2,
  multitxt1: 'record',
  multitxt2: 'record',
  'detect-errors-anywhere': 3,
  'redirect-is-modifier': 2,
  'include-permerror': '1@e6.example.com',
  'bare-ip6': 2,
  'exp-twice': 3,
  'redirect-empty-domain': 2,
  'redirect-twice': 3,
  'unknown-modifier-syntax': 2,
  'exp-only-macro-char': 2,
  'redirect-loop': 2,
  'include-loop': '1@e3.example.com',
  'mech-over-limit': 11,
  'include-over-limit': 3,
  'void-over-limit': 3,
};

/** True where an error names exactly the term at fault. */
export function isRightTerm({ domain, ids, errors }: LintedRecord): boolean {
  const place = ids.map((id) => places[id]).find((known) => known !== undefined) ?? 1;
  return errors.some((lint) => placeOf(lint, domain) === String(place));
}

function placeOf({ at, record, span }: SpfLint, domain: string): string {
  const where = at === domain ? '' : `@${at}`;
  let [word, from] = [0, 0];
  // Terms are parted by spaces only, and the suite's records begin with none.
  for (const text of record.split(' ')) {
    if (span.start === from && span.end === from + text.length && text !== '') return `${word}${where}`;
    if (text !== '') word += 1;
    from += text.length + 1;
  }
  return span.start === 0 && span.end === record.length ? `record${where}` : 'nowhere';
}

export interface LinterScore {
  readonly permerror: number;
  readonly flagged: number;
  readonly rightTerm: number;
  readonly valid: number;
  readonly falseErrors: number;
}

export function scoreLinter(linted: readonly LintedRecord[]): LinterScore {
  const bad = linted.filter(({ kind }) => kind === 'permerror');
  const good = linted.filter(({ kind }) => kind === 'valid');
  return {
    permerror: bad.length,
    flagged: bad.filter(({ errors }) => errors.length > 0).length,
    rightTerm: bad.filter(isRightTerm).length,
    valid: good.length,
    falseErrors: good.filter(({ errors }) => errors.length > 0).length,
  };
}
