/**
 * Several checked messages beside each other: how many findings of each consequence every one has, and which findings not all
 * of them share. For the variants of a test as for a folder of mail.
 */
import { type Catalogue, fillFirst } from '../../findings/catalogue.ts';
import { type Consequence, consequences, type MessageFinding } from '../../findings/message-check.ts';

export interface VariantsView {
  readonly title: string;
  /** The consequences in words, in the order of `counts`. */
  readonly columns: readonly string[];
  /** Worst first, at most 20. */
  readonly rows: readonly VariantRow[];
  /** 'and 12 more'; '' where all are shown. */
  readonly more: string;
  readonly differencesTitle: string;
  /** Worst first, at most 40. */
  readonly differences: readonly Difference[];
  /** Said instead, where all have the same findings. */
  readonly same: string;
}

export interface VariantRow {
  readonly name: string;
  readonly counts: readonly number[];
}

export interface Difference {
  /** The consequence in a word. */
  readonly word: string;
  readonly label: string;
  /** 'only a.eml', '3 of 12'. */
  readonly where: string;
}

export interface Variant {
  readonly name: string;
  readonly findings: readonly MessageFinding[];
}

const MAX_ROWS = 20;
const MAX_DIFFERENCES = 40;
/** So many are named, more are counted. */
const MAX_NAMES = 3;

/** Undefined for less than two messages. */
export function viewVariants(variants: readonly Variant[], texts: Catalogue): VariantsView | undefined {
  if (variants.length < 2) return undefined;
  return viewOf(withShortNames(variants), texts);
}

/** The last piece of each path, where these tell them apart. */
function withShortNames(variants: readonly Variant[]): readonly Variant[] {
  const short = variants.map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  if (new Set(short).size < short.length) return variants;
  return variants.map(({ findings }, at) => ({ name: short[at] ?? '', findings }));
}

function viewOf(variants: readonly Variant[], texts: Catalogue): VariantsView {
  const counted = variants.map(({ name, findings }) => ({ name, counts: countsOf(findings) }));
  const sorted = counted.toSorted((a, b) => compareCounts(b.counts, a.counts));
  const hidden = sorted.length - MAX_ROWS;
  const differences = differencesOf(variants, texts);
  return {
    title: texts.ui('variants.title', { count: variants.length }),
    columns: consequences.map((consequence) => texts.ui(`consequence.${consequence}`)),
    rows: sorted.slice(0, MAX_ROWS),
    more: hidden > 0 ? texts.ui('variants.more', { count: hidden }) : '',
    differencesTitle: texts.ui('variants.differences'),
    differences: differences.slice(0, MAX_DIFFERENCES),
    same: differences.length === 0 ? texts.ui('variants.same') : '',
  };
}

const failuresIn = (findings: readonly MessageFinding[]): readonly MessageFinding[] =>
  findings.filter(({ outcome }) => outcome === 'fail');

function countsOf(findings: readonly MessageFinding[]): readonly number[] {
  const failures = failuresIn(findings);
  return consequences.map((one) => failures.filter(({ consequence }) => consequence === one).length);
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (const [at, count] of a.entries()) {
    const difference = count - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Shared {
  readonly finding: MessageFinding;
  readonly names: Set<string>;
  readonly at: Set<number>;
}

function differencesOf(variants: readonly Variant[], texts: Catalogue): readonly Difference[] {
  const seen = new Map<string, Shared>();
  for (const [at, { name, findings }] of variants.entries()) {
    for (const finding of failuresIn(findings)) {
      const key = `${finding.check} ${finding.message}`;
      const shared = seen.get(key) ?? { finding, names: new Set(), at: new Set() };
      seen.set(key, shared);
      shared.names.add(name);
      shared.at.add(at);
    }
  }
  const rank = (one: Consequence): number => consequences.indexOf(one);
  return [...seen.values()]
    .filter(({ at }) => at.size < variants.length)
    .sort((a, b) => rank(a.finding.consequence) - rank(b.finding.consequence) || b.at.size - a.at.size)
    .map(({ finding, names, at }) => ({
      word: texts.ui(`consequence.${finding.consequence}`),
      label: labelOf(finding, texts),
      where:
        at.size <= MAX_NAMES
          ? texts.ui('variants.only', { names: [...names].join(', ') })
          : texts.ui('variants.of', { count: at.size, all: variants.length }),
    }));
}

function labelOf({ check, message }: MessageFinding, texts: Catalogue): string {
  const { label, messages } = texts.finding(check);
  const detail = fillFirst(messages[message] ?? [], {});
  return [fillFirst(label, {}), detail].filter((piece) => piece !== '').join(': ');
}
