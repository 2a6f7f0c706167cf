/** Explanations as the document that `--json` writes and the server answers (docs/explain-json.md). */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { ExplainServices } from '../explain.ts';
import type { Explained } from '../explain-many.ts';
import { groupKindOf } from '../group.ts';
import type { Verdict } from '../verdict.ts';
import { type Overview, overviewOf } from './overview.ts';
import { type VerdictView, type VerdictWords, viewVerdict } from './view.ts';

/** Name and version of the document; it changes only with a note in the changelog. */
export const EXPLAIN_SCHEMA = 'waypost/explain/1';

/** A verdict in words. */
export function wordsOf(
  verdict: Verdict,
  texts: Catalogue,
  providers: ExplainServices['providers'],
): VerdictView {
  const { provider } = verdict.classification;
  return viewVerdict(verdict, texts, provider === undefined ? undefined : providers.get(provider));
}

/** One group of refusals and what is said of it. */
export interface ExplainedEntry {
  readonly source: string;
  readonly input: string;
  readonly kind: string;
  readonly format: string | undefined;
  readonly count: number;
  readonly recipients: readonly string[];
  /** How many different ones there are; absent: not known. */
  readonly recipientCount?: number;
  readonly verdict: Verdict;
  readonly words: VerdictWords;
}

/** The answer of `explain` in JSON (docs/explain-json.md). */
export interface ExplainDocument {
  readonly schema: typeof EXPLAIN_SCHEMA;
  /** Of the words: 'en', 'de'. */
  readonly language: string;
  /** Refusals in all groups. */
  readonly total: number;
  /** Of many: how many have which cause and whose turn it is. */
  readonly overview?: Pick<Overview, 'title' | 'causes' | 'ordinary'>;
  readonly explanations: readonly ExplainedEntry[];
}

/** All groups in order, with their words. */
export function explainDocument(
  answers: readonly Explained[],
  total: number,
  texts: Catalogue,
  providers: ExplainServices['providers'],
): ExplainDocument {
  const entries = answers.map(({ example, count, recipients, recipientCount, verdict }) => {
    const { input, kind, format } = example.arrival;
    const many = recipientCount === undefined ? { recipients } : { recipients, recipientCount };
    return sayEntry(
      { source: example.source, input, kind, format, count, ...many, verdict },
      texts,
      providers,
    );
  });
  return documentOfEntries(entries, total, texts);
}

/** An entry in the language of `texts`, by what it holds. */
export function sayEntry(
  entry: Omit<ExplainedEntry, 'words'>,
  texts: Catalogue,
  providers: ExplainServices['providers'],
): ExplainedEntry {
  const { data: _, ...words } = wordsOf(entry.verdict, texts, providers);
  return { ...entry, words };
}

/** Entries that are said in the language of `texts`. */
export function documentOfEntries(
  explanations: readonly ExplainedEntry[],
  total: number,
  texts: Catalogue,
): ExplainDocument {
  const groups = explanations.map(({ verdict, count, words }) => ({
    kind: groupKindOf(verdict),
    count,
    view: words,
  }));
  const { title, causes, ordinary } = overviewOf(groups, texts);
  return {
    schema: EXPLAIN_SCHEMA,
    language: texts.language,
    total,
    ...(title !== '' && { overview: { title, causes, ordinary } }),
    explanations,
  };
}
