/** What somebody quotes, passes on or shows on purpose: it is not the sender's own text, and nothing was left over in it. */
import type { HtmlElement } from '../../../wire/html/types.ts';

/** The line that mail programs write above a message they pass on: what follows is another's. */
const FORWARDED =
  /^[ \t]{0,8}(?:-{2,12} ?(?:forwarded message|original message|original-nachricht|ursprüngliche nachricht|weitergeleitete nachricht|message transféré|message d'origine|mensaje reenviado|mensaje original|messaggio inoltrato|messaggio originale|mensagem encaminhada|mensagem original|doorgestuurd bericht|oorspronkelijk bericht) ?-{2,12}|begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message réexpédié :|inicio del mensaje reenviado:|inizio messaggio inoltrato:)[ \t]{0,8}$/im;

/** The text with quoted lines ('>') and everything behind a forwarding line made blank: places stay as they are. */
export function withoutQuotes(text: string): string {
  const forwarded = FORWARDED.exec(text);
  const own = forwarded === null ? text : text.slice(0, forwarded.index);
  const shown = /^[ \t]?>/m.test(own)
    ? own.replaceAll(/^[ \t]?>.*$/gm, (line) => ' '.repeat(line.length))
    : own;
  return shown.padEnd(text.length, ' ');
}

const shownOnPurpose = new Set(['pre', 'code', 'samp', 'kbd', 'textarea']);
const quoteClasses = /(?:^|\s)(?:gmail_quote|moz-cite-prefix|yahoo_quoted|protonmail_quote)(?:\s|$)/;

/** Tells of elements below which text is quoted or shown on purpose; each is looked at once. */
export function quoteReader(): (element: HtmlElement | undefined) => boolean {
  const known = new Map<HtmlElement, boolean>();
  const isQuote = (element: HtmlElement): boolean => {
    if (shownOnPurpose.has(element.name)) return true;
    const attributeIn = (name: string): string =>
      element.attributes.find((attribute) => attribute.name === name)?.value ?? '';
    return (
      (element.name === 'blockquote' && /^cite$/i.test(attributeIn('type'))) ||
      quoteClasses.test(attributeIn('class'))
    );
  };
  return (element) => {
    // Upwards to what is known, then down again: no recursion, deep documents have hundreds of levels.
    const path: HtmlElement[] = [];
    let at = element;
    while (at !== undefined && !known.has(at)) {
      path.push(at);
      at = at.parent;
    }
    let isBelow = at === undefined ? false : (known.get(at) ?? false);
    for (const one of path.reverse()) {
      isBelow ||= isQuote(one);
      known.set(one, isBelow);
    }
    return isBelow;
  };
}
