/** What an audit knows of a domain's DKIM keys (RFC 6376 §3.6.1, RFC 8301, RFC 8463). */

export interface DkimKeyShelves {
  /** One selector's key. Absent: nothing is published there. */
  readonly dkimKey: DkimKeyFacts;
  /** Which selectors were looked at and where they came from. */
  readonly dkimSelectors: DkimSelectorFacts;
}

/** Where a selector was learnt; never guessed. */
export type SelectorOrigin = 'given' | 'message' | 'report' | 'provider' | 'bounce';

export interface DkimKeyFacts {
  readonly domain: string;
  readonly selector: string;
  readonly origin: SelectorOrigin;
  /** Every TXT record at the name, joined; more than one is undefined behaviour (RFC 6376 §3.6.2.2). */
  readonly records: readonly string[];
  /** Character-strings of the first record. */
  readonly strings: readonly string[];
  /** Names of the alias chain, where the key is published through CNAME. */
  readonly aliases: readonly string[];
}

export interface DkimSelectorFacts {
  readonly domain: string;
  readonly tried: readonly {
    readonly selector: string;
    readonly origin: SelectorOrigin;
    readonly isFound: boolean | 'unknown';
  }[];
}
