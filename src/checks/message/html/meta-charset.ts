/** Does the charset that the HTML names agree with the one that the part's header names (RFC 2854 §6: the header decides)? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { attributeOf, type HtmlElement, type HtmlSpan } from '../../../wire/html/index.ts';
import { isUtf8Text } from '../mime/charset.ts';
import { faultAt, type HtmlPart, sayOfHtml, textFix } from './html-parts.ts';

export const metaCharset: MessageCheck = {
  id: 'html/meta-charset',
  sources: [{ title: 'RFC 2854 §6' }, { title: 'HTML Living Standard, 13.2.3.2' }],
  run: (view) => sayOfHtml(view, faultsOf),
};

function faultsOf(part: HtmlPart): readonly MessageDraft[] {
  const declared = part.part.part.contentType.parameters.charset;
  const own = encodingOf(declared);
  if (declared === undefined || own === undefined) return [];
  return part.html.elements.flatMap((element) => {
    const named = charsetOf(element);
    const other = named && encodingOf(named.charset);
    if (named === undefined || other === own) return [];
    // The text is what the HTML says: the header is wrong, and mime/charset tells it.
    if (other === 'utf-8' && isUtf8Text(part.part)) return [];
    const fixes = textFix(part, named.span, declared, true);
    const data = { charset: named.charset.slice(0, 40), declared };
    return [faultAt(part, element.startTag, 'differs', 'information', data, { fixes })];
  });
}

/** <meta charset=x> or <meta http-equiv=content-type content="text/html; charset=x">, and where x stands. */
function charsetOf(element: HtmlElement): { readonly charset: string; readonly span: HtmlSpan } | undefined {
  if (element.name !== 'meta') return undefined;
  const plain = attributeOf(element, 'charset');
  if (plain?.valueSpan !== undefined) return { charset: plain.value.trim(), span: plain.valueSpan };
  if (!/^\s*content-type\s*$/i.test(attributeOf(element, 'http-equiv')?.value ?? '')) return undefined;
  const content = attributeOf(element, 'content');
  const match = /charset\s{0,9}=\s{0,9}([\w.:-]{1,40})/i.exec(content?.value.slice(0, 200) ?? '');
  // Where a character reference stands in the value, its place cannot be counted.
  const isPlain =
    content?.valueSpan !== undefined &&
    content.value.length === content.valueSpan.end - content.valueSpan.start;
  if (match?.[1] === undefined || content?.valueSpan === undefined || !isPlain) return undefined;
  const start = content.valueSpan.start + match.index + match[0].length - match[1].length;
  return { charset: match[1], span: { start, end: start + match[1].length } };
}

/** The name that labels of the same encoding share; undefined for an unknown one. */
function encodingOf(label: string | undefined): string | undefined {
  if (label === undefined) return undefined;
  const lower = label.trim().toLowerCase();
  // ASCII is within all that may be named beside it.
  if (lower === 'us-ascii' || lower === 'ascii') return undefined;
  try {
    return new TextDecoder(lower).encoding;
  } catch {
    // An unknown label is a RangeError; another check tells of it.
    return lower;
  }
}
