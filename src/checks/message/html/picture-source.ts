/** Pictures that no reader's program can load: without a host, from the sender's own disk, or with an address that is none. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { parseTarget } from '../../../wire/links/index.ts';
import { faultAt, type HtmlPart, htmlStandard, lineIn, sayOfHtml } from './html-parts.ts';

export const pictureSource: MessageCheck = {
  id: 'html/picture-source',
  sources: [htmlStandard, { title: 'WHATWG URL §4.4', url: 'https://url.spec.whatwg.org/' }],
  run: (view) => sayOfHtml(view, faultsOf),
};

/** Each address once, with how many pictures have it. */
function faultsOf(part: HtmlPart): readonly MessageDraft[] {
  const named = part.images.filter(({ src }) => src !== undefined && src.trim() !== '');
  const bySource = Map.groupBy(named, ({ src = '' }) => src.trim());
  return [...bySource].flatMap(([src, images]) => {
    const message = faultOf(src);
    const [first] = images;
    if (message === undefined || first === undefined) return [];
    const span = first.srcSpan ?? first.element.startTag;
    const data = { src: src.slice(0, 100), images: images.length, line: lineIn(part, span.start) };
    return [faultAt(part, span, message, 'rendering', data)];
  });
}

function faultOf(src: string): 'without-host' | 'own-disk' | 'broken' | 'scheme' | undefined {
  // 'C:\\logo.png' and 'file:' name a place on the computer where the HTML was made.
  if (/^(?:[a-z]:[\\/]|file:)/i.test(src)) return 'own-disk';
  const target = parseTarget(src);
  if (target.kind === 'relative' || target.kind === 'fragment') return 'without-host';
  if (target.kind === 'broken') return 'broken';
  return target.kind === 'other' ? 'scheme' : undefined;
}
