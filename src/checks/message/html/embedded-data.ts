/** Pictures and links that hold their content themselves (data:, RFC 2397): Gmail and Outlook show none of them. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { faultAt, type HtmlPart, lineIn, sayOfHtml } from './html-parts.ts';

export const embeddedData: MessageCheck = {
  id: 'html/embedded-data',
  sources: [
    { title: 'RFC 2397' },
    {
      title: 'Can I email: Base64 images',
      url: 'https://www.caniemail.com/features/image-base64/',
      seen: '2026-05-13',
    },
  ],
  run: (view) => sayOfHtml(view, faultsOf),
};

function faultsOf(part: HtmlPart): readonly MessageDraft[] {
  const found = { picture: [] as Place[], link: [] as Place[], style: [] as Place[] };
  for (const { attributes, name } of part.html.elements) {
    for (const { name: attribute, value, valueSpan, span } of attributes) {
      if (attribute === 'style') {
        const at = value.slice(0, 20_000).search(/url\(\s*["']?data:/i);
        if (at >= 0) found.style.push({ span, bytes: value.length });
        continue;
      }
      if (!/^\s*data:/i.test(value.slice(0, 40))) continue;
      const place = { span: valueSpan ?? span, bytes: value.length };
      if (attribute === 'src' || attribute === 'background') found.picture.push(place);
      else if (attribute === 'href' && name === 'a') found.link.push(place);
    }
  }
  return (['picture', 'style', 'link'] as const).flatMap((message) => {
    const places = found[message];
    const [first] = places;
    if (first === undefined) return [];
    const bytes = places.reduce((sum, one) => sum + one.bytes, 0);
    const data = { times: places.length, bytes, line: lineIn(part, first.span.start) };
    return [faultAt(part, first.span, message, 'rendering', data)];
  });
}

interface Place {
  readonly span: { readonly start: number; readonly end: number };
  readonly bytes: number;
}
