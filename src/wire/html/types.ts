/** HTML as it stands in a message: every piece knows its place. Offsets count UTF-16 code units of the source. */
import type { ByteRange } from '../../base/byte-range.ts';

/** Half-open, in characters of the source: as `TextPart.rawRangeOf` and `placeInText` take them. */
export type HtmlSpan = ByteRange;

export interface HtmlAttribute {
  /** Lower case; merge tags as written. */
  readonly name: string;
  /** Character references decoded; '' where there is none. */
  readonly value: string;
  /** Name and value, quotes too. */
  readonly span: HtmlSpan;
  /** Between the quotes. Not there where the attribute has no value. */
  readonly valueSpan?: HtmlSpan;
  readonly quote: '"' | "'" | '';
  /** An attribute of the same name stands before it: this one does not count (HTML, 13.2.5.33). */
  readonly isDuplicate: boolean;
}

export interface HtmlElement {
  /** Lower case. */
  readonly name: string;
  /** Index in `HtmlView.elements`; parents stand before their children. */
  readonly order: number;
  readonly parent?: HtmlElement;
  readonly depth: number;
  readonly startTag: HtmlSpan;
  /** Not there: void, implied or forgotten. */
  readonly endTag?: HtmlSpan;
  /** Where it ends, by its end tag or without: behind its last content. */
  readonly end: number;
  /** In order, duplicates too. */
  readonly attributes: readonly HtmlAttribute[];
  /** Written '<x/>'. */
  readonly isSelfClosed: boolean;
}

/** A run of text between two tags; also the content of style, script, title and textarea. */
export interface HtmlText {
  /** Character references decoded; merge tags as written. */
  readonly text: string;
  readonly span: HtmlSpan;
  readonly parent?: HtmlElement;
}

/** 'hidden': <!--[if mso]> … <![endif]-->; 'revealed': <!--[if !mso]><!--> or <![if !mso]>, and their ends. */
export interface HtmlComment {
  readonly kind: 'plain' | 'conditional-hidden' | 'conditional-revealed';
  /** Without its delimiters. */
  readonly text: string;
  readonly span: HtmlSpan;
}

/** {{name}}, {% if x %}, *|NAME|*, %%name%%, [[name]], <%= name %>, ${name}, <#if x>, #if($x), {# a comment #}. */
export interface MergeTag {
  readonly span: HtmlSpan;
  readonly syntax:
    | 'braces'
    | 'statement'
    | 'erb'
    | 'freemarker'
    | 'velocity'
    | 'mailchimp'
    | 'ampscript'
    | 'percents'
    | 'square'
    | 'dollar'
    | 'comment';
  /** What it does to what stands around it: 'output' stands for text, 'comment' for nothing, the others choose, repeat or put in. */
  readonly role: 'output' | 'if' | 'else' | 'end-if' | 'other' | 'comment';
}

/** What is wrong with the structure. */
export const htmlProblemKinds = [
  'unclosed',
  'self-closed',
  'misnested',
  'stray-end',
  'anchor-in-anchor',
  'text-in-table',
  'element-in-table',
  'unterminated-attribute',
  'unterminated-comment',
  'unterminated-content',
  'conditional-unclosed',
  'cut-tag',
  'cut-off',
  'duplicate-attribute',
  'stray-quote',
] as const;
export type HtmlProblemKind = (typeof htmlProblemKinds)[number];

export interface HtmlProblem {
  readonly kind: HtmlProblemKind;
  readonly span: HtmlSpan;
  /** Of the element or attribute meant: 'div'. */
  readonly name: string;
  readonly element?: HtmlElement;
  /** Where the other half stands: the end tag that came too early, the first attribute of that name. */
  readonly other?: HtmlSpan;
}

export interface HtmlView {
  readonly source: string;
  readonly elements: readonly HtmlElement[];
  readonly texts: readonly HtmlText[];
  readonly comments: readonly HtmlComment[];
  /** '<!DOCTYPE html …>' */
  readonly doctype?: HtmlSpan;
  readonly mergeTags: readonly MergeTag[];
  /** In order of their places; at most 1,000. */
  readonly problems: readonly HtmlProblem[];
  /** A limit was reached: nothing behind this offset was read. */
  readonly cutAt?: number;
  /** Which: 200,000 tokens, or elements nested 512 deep. */
  readonly cutBy?: 'length' | 'depth';
}

export interface HtmlAnchor {
  readonly element: HtmlElement;
  /** Decoded, as written; not there where there is no href. */
  readonly href?: string;
  /** Between the quotes. */
  readonly hrefSpan?: HtmlSpan;
  /** Text inside, white space made one space; alternative text of images inside is not in it. */
  readonly text: string;
  /** The runs that make up the text. */
  readonly runs: readonly HtmlText[];
  readonly images: readonly HtmlElement[];
  readonly title?: string;
  readonly rel?: string;
}

export interface HtmlImage {
  readonly element: HtmlElement;
  readonly src?: string;
  readonly srcSpan?: HtmlSpan;
  /** '' where it is said to be decoration; not there where it is forgotten. */
  readonly alt?: string;
  /** The link it stands in. */
  readonly anchor?: HtmlElement;
}

/** Why a run of text is not seen. */
export const hiddenReasons = [
  'display-none',
  'visibility',
  'zero-size-font',
  'same-colour',
  'zero-height',
  'off-screen',
  'text-indent',
  'opacity',
  'hidden-attribute',
] as const;
export type HiddenReason = (typeof hiddenReasons)[number];

export interface VisibleRun extends HtmlText {
  /** Not there: it is seen. */
  readonly hidden?: {
    readonly reason: HiddenReason;
    /** The element whose style hides it. */
    readonly by: HtmlElement;
    /** The declaration as written: 'display:none'. */
    readonly declaration: string;
  };
}
