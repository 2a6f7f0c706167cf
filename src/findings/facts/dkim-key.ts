/** What an audit knows of a domain's DKIM keys (RFC 6376 §3.6.1, RFC 8301, RFC 8463). */

export interface DkimKeyShelves {
  /** One selector's key. Never absent: what was looked for is told where nothing is there too. */
  readonly dkimKey: DkimKeyFacts;
  /** Which selectors were looked at and where they came from. */
  readonly dkimSelectors: DkimSelectorFacts;
}

/** Where a selector was learnt; never guessed. */
export type SelectorOrigin = 'given' | 'message' | 'report' | 'log' | 'provider' | 'bounce';

export interface DkimKeyFacts {
  readonly domain: string;
  readonly selector: string;
  readonly origin: SelectorOrigin;
  /** The provider whose documentation names the selector. */
  readonly provider?: string;
  /** Every TXT record at the name, joined, at most 8; more than one is undefined behaviour (RFC 6376 §3.6.2.2). Empty: none. */
  readonly records: readonly string[];
  /** Character-strings of the first record that looks like a key, else of the first. */
  readonly strings: readonly string[];
  /** Targets of the alias chain in order, where the key is published through CNAME. */
  readonly aliases: readonly string[];
  /** The alias leads to a name where nothing is. */
  readonly isDangling: boolean;
  /** A selector that nobody uses gets the same answer. Not there: it was not asked, for the record is a usable key. */
  readonly isWildcard?: boolean | 'unknown';
  /** Key records at names near the right one, looked for where nothing was there. */
  readonly misplaced: readonly { readonly name: string; readonly record: string }[];
}

export interface DkimSelectorFacts {
  readonly domain: string;
  readonly tried: readonly TriedSelector[];
  /** Providers that MX, SPF or CNAMEs name and whose keys have no fixed selector. */
  readonly withoutSelectors: readonly string[];
}

export interface TriedSelector {
  readonly selector: string;
  readonly origin: SelectorOrigin;
  readonly provider?: string;
  /** A usable key is there: neither revoked nor broken nor behind an alias that leads nowhere. */
  readonly isFound: boolean | 'unknown';
}
