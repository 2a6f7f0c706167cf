/** What was seen of the links of a message on the web. */

/** One request, and what came of it. */
export interface LinkHop {
  readonly url: string;
  readonly method: 'HEAD' | 'GET' | 'POST';
  /** Not there: no answer. */
  readonly status?: number;
}

/** What the last request of a chain came to. */
export type LinkEnd =
  | { readonly state: 'answered'; readonly status: number }
  /** More than five redirects, or one that leads back. */
  | { readonly state: 'redirects'; readonly why: 'many' | 'circle' | 'no-location' | 'scheme' }
  /** Codes: those of `HttpsAnswer`; 'not-public' is an address that nothing is sent to. */
  | { readonly state: 'failed'; readonly code: string; readonly why: string };

export interface FetchedLink {
  /** As it stands in the message, normalised. */
  readonly url: string;
  readonly hops: readonly LinkHop[];
  readonly end: LinkEnd;
}

export interface FetchedLinks {
  readonly links: readonly FetchedLink[];
  /** Links that are not opened, because opening may do something: to unsubscribe, to confirm. */
  readonly spared: number;
  /** Links beyond the limits of number and time. */
  readonly left: number;
}

/** What the address in List-Unsubscribe answers (RFC 8058). */
export interface UnsubscribeProbe {
  readonly uri: string;
  /** Of a plain GET, as scanners send it. */
  readonly get: ProbeAnswer;
  /** Of 'List-Unsubscribe=One-Click'; not there: it was not asked for. */
  readonly post?: ProbeAnswer;
}

export type ProbeAnswer =
  | {
      readonly state: 'answered';
      readonly status: number;
      readonly location?: string;
      /** 'done': the page says that somebody was unsubscribed; 'form': it asks first; 'other': neither is recognised. */
      readonly says: 'done' | 'form' | 'other';
      /** The words that told. */
      readonly words?: string;
    }
  | { readonly state: 'failed'; readonly code: string; readonly why: string };
