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
  const tally = new VariantTally();
  for (const variant of variants) tally.add(variant);
  return tally.view(texts);
}

/** A kind of failure, and which messages have it. */
interface Shared {
  readonly check: MessageFinding['check'];
  readonly message: string;
  readonly consequence: Consequence;
  /** Places of the first messages among all. */
  readonly first: number[];
  last: number;
  count: number;
}

/** Adds messages up one after another; of each it keeps the name and the counts alone, so that a folder of mail fits. */
export class VariantTally {
  readonly #rows: VariantRow[] = [];
  readonly #kinds = new Map<string, Shared>();

  add({ name, findings }: Variant): void {
    const at = this.#rows.length;
    const failures = findings.filter(({ outcome }) => outcome === 'fail');
    const counts = consequences.map(
      (one) => failures.filter(({ consequence }) => consequence === one).length,
    );
    this.#rows.push({ name, counts });
    for (const { check, message, consequence } of failures) {
      const key = `${check} ${message}`;
      const shared = this.#kinds.get(key) ?? { check, message, consequence, first: [], count: 0, last: -1 };
      this.#kinds.set(key, shared);
      if (shared.last === at) continue;
      shared.last = at;
      shared.count += 1;
      if (shared.first.length < MAX_NAMES) shared.first.push(at);
    }
  }

  /** Undefined for less than two messages. */
  view(texts: Catalogue): VariantsView | undefined {
    const rows = withShortNames(this.#rows);
    if (rows.length < 2) return undefined;
    const sorted = rows.toSorted((a, b) => compareCounts(b.counts, a.counts));
    const hidden = rows.length - MAX_ROWS;
    const differences = this.#differences(rows, texts);
    return {
      title: texts.ui('variants.title', { count: rows.length }),
      columns: consequences.map((consequence) => texts.ui(`consequence.${consequence}`)),
      rows: sorted.slice(0, MAX_ROWS),
      more: hidden > 0 ? texts.ui('variants.more', { count: hidden }) : '',
      differencesTitle: texts.ui('variants.differences'),
      differences: differences.slice(0, MAX_DIFFERENCES),
      same: differences.length === 0 ? texts.ui('variants.same') : '',
    };
  }

  #differences(rows: readonly VariantRow[], texts: Catalogue): readonly Difference[] {
    const rank = (one: Consequence): number => consequences.indexOf(one);
    return [...this.#kinds.values()]
      .filter(({ count }) => count < rows.length)
      .sort((a, b) => rank(a.consequence) - rank(b.consequence) || b.count - a.count)
      .map(({ check, message, consequence, first, count }) => ({
        word: texts.ui(`consequence.${consequence}`),
        label: labelOf(check, message, texts),
        where:
          count <= MAX_NAMES
            ? texts.ui('variants.only', { names: first.map((at) => rows[at]?.name ?? '').join(', ') })
            : texts.ui('variants.of', { count, all: rows.length }),
      }));
  }
}

/** The last piece of each path, where these tell them apart. */
function withShortNames(rows: readonly VariantRow[]): readonly VariantRow[] {
  const short = rows.map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
  if (new Set(short).size < short.length) return rows;
  return rows.map(({ counts }, at) => ({ name: short[at] ?? '', counts }));
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (const [at, count] of a.entries()) {
    const difference = count - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function labelOf(check: MessageFinding['check'], message: string, texts: Catalogue): string {
  const { label, messages } = texts.finding(check);
  const detail = fillFirst(messages[message] ?? [], {});
  return [fillFirst(label, {}), detail].filter((piece) => piece !== '').join(': ');
}
