/** What a spam filter says of a message, whichever filter it is. */

export type EngineName = 'rspamd' | 'SpamAssassin';

export interface EngineSymbol {
  /** 'MISSING_DATE', as the engine names its rule. */
  readonly name: string;
  /** Points; SpamAssassin reports them with one decimal. */
  readonly score: number;
  /** The engine's own words. */
  readonly description?: string;
  /** What the rule hit, in the engine's form. */
  readonly options: readonly string[];
}

export interface EngineAnswer {
  readonly engine: EngineName;
  readonly version?: string;
  readonly score: number;
  /** From so many points on the engine's own last measure is taken: rspamd's "reject", SpamAssassin's "spam". */
  readonly threshold: number;
  /** 'no action', 'greylist', 'add header', 'reject', …; of SpamAssassin 'spam' or 'not spam'. */
  readonly action: string;
  /** Most points first; at most 300. */
  readonly symbols: readonly EngineSymbol[];
}
