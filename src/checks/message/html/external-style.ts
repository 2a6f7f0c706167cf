/** Style sheets that are fetched: most mail programs fetch none; fonts have others to fall back on. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { attributeOf, type HtmlSpan, sheetsOf } from '../../../wire/html/index.ts';
import { faultAt, type HtmlPart, lineIn, sayOfHtml } from './html-parts.ts';

export const externalStyle: MessageCheck = {
  id: 'html/external-style',
  sources: [
    {
      title: 'Can I email: <link>',
      url: 'https://www.caniemail.com/features/html-link/',
      seen: '2026-05-13',
    },
    {
      title: 'Can I email: @import',
      url: 'https://www.caniemail.com/features/css-at-import/',
      seen: '2026-05-13',
    },
  ],
  run: (view) => sayOfHtml(view, faultsOf),
};

interface Fetched {
  readonly url: string;
  readonly span: HtmlSpan;
}

function faultsOf(part: HtmlPart): readonly MessageDraft[] {
  const links = part.html.elements.flatMap((element): readonly Fetched[] => {
    if (element.name !== 'link') return [];
    const isSheet = /(?:^|\s)stylesheet(?:\s|$)/i.test(
      attributeOf(element, 'rel')?.value.slice(0, 200) ?? '',
    );
    return isSheet ? [{ url: attributeOf(element, 'href')?.value ?? '', span: element.startTag }] : [];
  });
  const imports = sheetsOf(part.html).flatMap(({ atRules }) =>
    atRules.filter(({ name }) => name === '@import').map(({ prelude, span }) => ({ url: prelude, span })),
  );
  const all = [...links, ...imports];
  const sheets = all.filter(({ url }) => !isFont(url));
  const fonts = all.filter(({ url }) => isFont(url));
  return [...told(part, 'style-sheet', 'rendering', sheets), ...told(part, 'font', 'information', fonts)];
}

function told(
  part: HtmlPart,
  message: string,
  consequence: 'rendering' | 'information',
  fetched: readonly Fetched[],
): readonly MessageDraft[] {
  const [first] = fetched;
  if (first === undefined) return [];
  const { span, url } = first;
  const data = { url: url.slice(0, 200), times: fetched.length, line: lineIn(part, span.start) };
  return [faultAt(part, span, message, consequence, data)];
}

const isFont = (url: string): boolean => /fonts?[./]|typekit|\/css2?\?family=/i.test(url.slice(0, 500));
