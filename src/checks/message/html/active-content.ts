/** What mail programs take out or do not run: scripts, forms, frames, plug-ins, handlers of events, refreshes. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { attributeOf, type HtmlElement } from '../../../wire/html/index.ts';
import { faultAt, type HtmlPart, lineIn, sayOfHtml } from './html-parts.ts';

const byName: Readonly<Record<string, string>> = {
  script: 'script',
  form: 'form',
  input: 'form',
  select: 'form',
  textarea: 'form',
  button: 'form',
  iframe: 'frame',
  frame: 'frame',
  frameset: 'frame',
  object: 'plug-in',
  embed: 'plug-in',
  applet: 'plug-in',
};

export const activeContent: MessageCheck = {
  id: 'html/active-content',
  sources: [
    { title: 'Can I email: HTML features', url: 'https://www.caniemail.com/features/', seen: '2026-05-13' },
    { title: 'Practice of mail programs; no provider publishes what it takes out' },
  ],
  run: (view) => sayOfHtml(view, faultsOf),
};

interface Seen {
  readonly element: HtmlElement;
  readonly span: HtmlElement['startTag'];
  readonly what: string;
  count: number;
}

/** Each kind once: the first place, and how many. */
function faultsOf(part: HtmlPart): readonly MessageDraft[] {
  const seen = new Map<string, Seen>();
  const see = (message: string, element: HtmlElement, span = element.startTag, what = element.name): void => {
    const before = seen.get(message);
    if (before === undefined) seen.set(message, { element, span, what, count: 1 });
    else before.count += 1;
  };
  for (const element of part.html.elements) {
    const message = byName[element.name];
    if (message !== undefined && !isData(element) && !isBlindInput(element)) see(message, element);
    for (const { name, value, span, valueSpan } of element.attributes) {
      if (/^on[a-z]{3,20}$/.test(name)) see('handler', element, span, name);
      if ((name === 'href' || name === 'action') && /^\s*(?:javascript|vbscript):/i.test(value))
        see('script-link', element, valueSpan, name);
    }
    if (element.name === 'meta' && /^\s*refresh\s*$/i.test(attributeOf(element, 'http-equiv')?.value ?? ''))
      see('refresh', element);
  }
  return [...seen].map(([message, { span, what, count }]) =>
    faultAt(part, span, message, 'rendering', { what, times: count, line: lineIn(part, span.start) }),
  );
}

/** Structured data that mail programs read (schema.org) is no script, and no program runs it. */
const isData = (element: HtmlElement): boolean =>
  element.name === 'script' && /json/i.test(attributeOf(element, 'type')?.value ?? '');

/** Check boxes that style sheets use as switches stand in no form. */
const isBlindInput = (element: HtmlElement): boolean =>
  element.name === 'input' && /^(?:checkbox|radio|hidden)$/i.test(attributeOf(element, 'type')?.value ?? '');
