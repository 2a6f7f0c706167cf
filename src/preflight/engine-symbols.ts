/** What the rules of spam filters mean to a sender: `data/engine-symbols/<engine>.toml`, read into look-ups. */
import type { EngineName } from '../wire/engines/index.ts';

/** What a rule rests on beside the message. */
export type SymbolNeed = 'network' | 'received' | 'bayes';

export interface SymbolMeaning {
  /** Language → words. */
  readonly words: Readonly<Record<string, string>>;
  /** What a sender can do. */
  readonly hint?: Readonly<Record<string, string>>;
  readonly needs?: SymbolNeed;
  /** It is also said when DNS could not be asked. */
  readonly isSaidUnanswered: boolean;
}

export interface EngineSymbols {
  /** The version whose rules were read. */
  readonly version: string;
  readonly meanings: ReadonlyMap<string, SymbolMeaning>;
}

type Table = Readonly<Record<string, unknown>>;

const table = (value: unknown): Table =>
  typeof value === 'object' && value !== null ? (value as Table) : {};

/** Throws where a hint is named that is not there: it is our own data. */
function parseEngineSymbols(file: Table): EngineSymbols {
  const hints = table(file['hint']);
  const meanings = Object.entries(table(file['symbol'])).map(([name, raw]) => {
    const { hint, needs, unanswered, ...words } = table(raw);
    if (hint !== undefined && !(String(hint) in hints))
      throw new Error(`engine-symbols: ${name} has no hint '${hint}'`);
    const meaning: SymbolMeaning = {
      words: words as Readonly<Record<string, string>>,
      isSaidUnanswered: unanswered === true,
      ...(hint !== undefined && { hint: hints[String(hint)] as Readonly<Record<string, string>> }),
      ...(needs !== undefined && { needs: needs as SymbolNeed }),
    };
    return [name, meaning] as const;
  });
  return { version: String(file['version']), meanings: new Map(meanings) };
}

export type SymbolsByEngine = Readonly<Record<EngineName, EngineSymbols>>;

/** `files`: names below `data/` → content. */
export function readEngineSymbols(files: Readonly<Record<string, unknown>>): SymbolsByEngine {
  return {
    rspamd: parseEngineSymbols(table(files['engine-symbols/rspamd.toml'])),
    SpamAssassin: parseEngineSymbols(table(files['engine-symbols/spamassassin.toml'])),
  };
}
