/**
 * Where a template decides about the structure: what stands between its tags may be there or not, once or often, and what they put in
 * may open or close elements. Such a document is not the one that is sent.
 */
import { coverMergeTags } from './merge-tags.ts';
import type { HtmlElement, HtmlSpan, HtmlView } from './types.ts';

/** So much of a tag is read. */
const MAX_READ = 200;

/** Output that is not escaped, or of a call that gives back more than a value: {{{x}}}, {{ x | raw }}, <%= render 'x' %>, *|HTML:X|*. */
const BRINGS_HTML =
  /^(?:\{\{[-~]?[{&]|<%==|<%-|\*\|HTML:)|\|\s{0,5}(?:raw|safe|html_safe|noescape|no_esc)\b|^[^\w]{2,6}\s{0,9}(?:[\w.@]{0,60}(?:include|render|yield|partial|content|block|slot|body|embed|header|footer)\w{0,40})\b/i;

const known = new WeakMap<HtmlView, readonly HtmlSpan[]>();

/** Tags that choose, repeat or put in, and output that may be more than words. Comments and values are not among them. In order. */
export function structureTags(html: HtmlView): readonly HtmlSpan[] {
  const before = known.get(html);
  if (before !== undefined) return before;
  const found = html.mergeTags.length === 0 ? [] : tagsOf(html);
  known.set(html, found);
  return found;
}

function tagsOf({ source, mergeTags, texts, elements }: HtmlView): readonly HtmlSpan[] {
  const found: HtmlSpan[] = [];
  const startTags = elements.map(({ startTag }) => startTag);
  let at = 0;
  let inTag = 0;
  for (const { span, role } of mergeTags) {
    if (role === 'comment') continue;
    if (role !== 'output') {
      // Between the attributes of a tag a choice is one of attributes.
      while ((startTags[inTag]?.end ?? Infinity) <= span.start) inTag += 1;
      if ((startTags[inTag]?.start ?? Infinity) > span.start) found.push(span);
      continue;
    }
    while ((texts[at]?.span.end ?? Infinity) <= span.start) at += 1;
    const run = texts[at];
    if (run === undefined || run.span.start > span.start) continue;
    if (BRINGS_HTML.test(source.slice(span.start, Math.min(span.end, span.start + MAX_READ))))
      found.push(span);
    else if (run.text.trim() === source.slice(span.start, span.end) && !isOnlyContent(run.parent, run.span))
      found.push(span);
  }
  return found;
}

/** '<td>{{ price }}</td>' is a value; '{{ header }}' between two elements may be any part of the page. */
const isOnlyContent = (parent: HtmlElement | undefined, { start, end }: HtmlSpan): boolean =>
  parent !== undefined && parent.startTag.end === start && parent.endTag?.start === end;

/** The HTML is no whole document: no doctype, no start tag of <html> or <body>. Another file may hold what stands around it. */
export function isPiece({ doctype, elements }: HtmlView): boolean {
  return doctype === undefined && !elements.some(({ name }) => name === 'html' || name === 'body');
}

/** The names of the tags that are written, start and end tags, in order: 'p', '/p'. Comments of the template hold none. */
export function writtenTags(html: HtmlView): readonly string[] {
  const { covered } = coverMergeTags(html.source);
  return [...covered.matchAll(/<(\/?[a-z][a-z0-9:-]{0,40})/gi)].map(([, name]) => (name ?? '').toLowerCase());
}
