/** The links of a message: where each leads, what a reader sees of it, where it stands. */
import type { TextPart } from '../mail-view/types.ts';

/** Where a link leads, normalised as browsers do (WHATWG URL, UTS #46). */
export type LinkTarget =
  | WebTarget
  /** `address` is what stands before the question mark, percent signs decoded. */
  | { readonly kind: 'mail'; readonly address: string }
  /** 'tel:', 'sms:'. */
  | { readonly kind: 'phone' }
  /** '#top'. */
  | { readonly kind: 'fragment' }
  /** Nothing at all. */
  | { readonly kind: 'empty' }
  /** A place that the sending software fills in: '{{ url }}'. */
  | { readonly kind: 'template' }
  /** 'javascript:', 'vbscript:', 'data:' (lower case, without the colon). */
  | { readonly kind: 'active'; readonly scheme: string }
  /** 'cid:', 'mid:': another part of the message. */
  | { readonly kind: 'part' }
  /** Without a host: 'page.html', '/page'. */
  | { readonly kind: 'relative' }
  /** 'ftp', 'file', 'whatsapp'. */
  | { readonly kind: 'other'; readonly scheme: string }
  /** An http(s) address that no browser opens. */
  | { readonly kind: 'broken' };

export interface WebTarget {
  readonly kind: 'web';
  readonly scheme: 'http' | 'https';
  /** Lower case, Punycode; an IPv6 address in brackets; without a final dot. */
  readonly host: string;
  /** The same with its letters as a reader sees them. */
  readonly shownHost: string;
  /** Registrable domain by the public suffix list (ICANN section), Punycode. */
  readonly domain?: string;
  readonly isIp: boolean;
  /** An IP address that is written as one number, in hexadecimal or octal, or with parts left out. */
  readonly isOddIp: boolean;
  /** Where it is not the port of the scheme. */
  readonly port?: number;
  /** 'user:word@' before the host. */
  readonly hasUserinfo: boolean;
  /** The whole address, normalised. */
  readonly url: string;
  readonly path: string;
  /** With its question mark, or ''. */
  readonly query: string;
}

export interface MessageLink {
  readonly source: 'anchor' | 'area' | 'image' | 'text';
  readonly part: TextPart;
  /** Characters of the decoded part that hold the address. */
  readonly start: number;
  readonly end: number;
  /** As written, character references decoded, white space at the ends gone. */
  readonly href: string;
  /** What a reader sees: the text of the anchor or its image's alternative; the address itself in plain text. */
  readonly shown: string;
  readonly isHidden: boolean;
  readonly target: LinkTarget;
}

export interface MessageLinks {
  /** In the order of the message. */
  readonly links: readonly MessageLink[];
  /** How many there are, also beyond those looked at. */
  readonly count: number;
}
