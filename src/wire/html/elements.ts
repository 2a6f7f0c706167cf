/** What HTML says about elements by their names (HTML Living Standard, 13.1.2 and 13.2.6). */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Without content and end tag. */
export const voidElements = set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);

/** The end tag may be left out (13.1.2.4). */
export const optionalEnd = set(
  'html head body p li dt dd option optgroup tr td th tbody thead tfoot colgroup caption rb rt rtc rp',
);

/** Text in them is moved before the table (13.2.6.4.9, foster parenting). */
export const tableContexts = set('table tbody thead tfoot tr');

/** What may stand directly in them. */
export const allowedInTable = set(
  'caption colgroup col thead tbody tfoot tr td th style script template form input table',
);

/** Formatting and other inline end tags are not looked for beyond these (13.2.4.2, "has an element in scope"). */
export const scopeBarriers = set('table td th caption html template object marquee applet button');

/** A start tag of these closes an open paragraph (13.2.6.4.7); a table only outside quirks mode. */
export const closesParagraph = set(
  'address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary ul',
);

interface Implied {
  /** Open elements that a start tag ends. */
  readonly ends: ReadonlySet<string>;
  /** But not beyond these. */
  readonly within: ReadonlySet<string>;
}

const listLimits = set('ul ol menu dir table td th div body html blockquote');
const rowLimits = set('table html body');

/** Which open elements the start tag of this name ends. */
export const impliedEnds: ReadonlyMap<string, Implied> = new Map([
  ['li', { ends: set('li'), within: listLimits }],
  ['dt', { ends: set('dt dd'), within: set('dl table td th div body html') }],
  ['dd', { ends: set('dt dd'), within: set('dl table td th div body html') }],
  ['option', { ends: set('option'), within: set('select datalist optgroup') }],
  ['optgroup', { ends: set('option optgroup'), within: set('select') }],
  ['td', { ends: set('td th'), within: rowLimits }],
  ['th', { ends: set('td th'), within: rowLimits }],
  ['tr', { ends: set('tr caption colgroup'), within: rowLimits }],
  ['tbody', { ends: set('tbody thead tfoot caption colgroup'), within: rowLimits }],
  ['thead', { ends: set('tbody thead tfoot caption colgroup'), within: rowLimits }],
  ['tfoot', { ends: set('tbody thead tfoot caption colgroup'), within: rowLimits }],
  ['body', { ends: set('head'), within: set('body') }],
]);

/** Content is text up to the end tag, whatever stands in it (13.2.5.1: RCDATA, RAWTEXT, script data). */
export const rawContent = set('style script title textarea xmp iframe noembed noframes');
