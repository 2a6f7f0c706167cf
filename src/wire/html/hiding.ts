/**
 * Which elements hide their text, and how: from style attributes, style sheets and the old attributes, parents first. What a
 * rule under conditions shows again is a toggle and not hidden; mso-hide hides from one client only and is no hiding.
 */
import type { CssDeclaration } from './css-declarations.ts';
import { parseDeclarations } from './css-declarations.ts';
import { StyleIndex, sheetsOf } from './css-match.ts';
import { colourOf, isSameColour, pixelsOf, type Rgb } from './css-values.ts';
import type { HiddenReason, HtmlElement, HtmlView, VisibleRun } from './types.ts';

export type Hiding = NonNullable<VisibleRun['hidden']>;

/** What an element's text looks like; shared with children that change nothing. */
interface Look {
  /** Hides everything inside, whatever is in it. */
  readonly all?: Hiding | undefined;
  /** These are inherited, and may be changed further in. */
  readonly visibility?: Hiding | undefined;
  readonly font?: Hiding | undefined;
  readonly indent?: Hiding | undefined;
  readonly colour?:
    | { readonly rgb: Rgb | 'transparent'; readonly by: HtmlElement; readonly value: string }
    | undefined;
  readonly background: Rgb | 'unknown';
}

const OFF_SCREEN = -500;
const TINY_PX = 1;

const wanted = new Set(
  'display visibility font-size font color background background-color background-image height max-height width max-width overflow overflow-x overflow-y position left top right bottom margin-left margin-top text-indent opacity'.split(
    ' ',
  ),
);
const presentational = new Set(['bgcolor', 'background', 'color', 'size', 'text', 'hidden']);

/** By `order` of the element: undefined where its text is seen. */
export function hidingOf(html: HtmlView): readonly (Hiding | undefined)[] {
  const index = new StyleIndex(sheetsOf(html), wanted);
  const looks: Look[] = [];
  const start: Look = { background: [255, 255, 255] };
  // Without a doctype tables inherit neither size nor colour (HTML Living Standard, 15.3.11: quirks mode).
  const isQuirks = html.doctype === undefined;
  const readStyle = styleReader();
  return html.elements.map((element) => {
    const outer = (element.parent && looks[element.parent.order]) ?? start;
    const above =
      isQuirks && element.name === 'table' ? { ...outer, font: undefined, colour: undefined } : outer;
    const look = lookOf(element, above, index, readStyle);
    looks.push(look);
    return hidingIn(look);
  });
}

function hidingIn(look: Look): Hiding | undefined {
  const found = look.all ?? look.visibility ?? look.font ?? look.indent;
  if (found !== undefined) return found;
  const { colour, background } = look;
  if (colour === undefined) return undefined;
  const isUnseen =
    colour.rgb === 'transparent' || (background !== 'unknown' && isSameColour(colour.rgb, background));
  return isUnseen
    ? { reason: 'same-colour', by: colour.by, declaration: `color:${colour.value}`.slice(0, 80) }
    : undefined;
}

/** The declarations that win, by property. */
type Styles = ReadonlyMap<string, CssDeclaration>;

/** The declarations of a style attribute that matter here; the same attribute stands at many elements. */
function styleReader(): (style: string) => readonly CssDeclaration[] {
  const known = new Map<string, readonly CssDeclaration[]>();
  return (style) => {
    let read = known.get(style);
    if (read === undefined) {
      read = parseDeclarations(style).filter(({ name }) => wanted.has(name));
      known.set(style, read);
    }
    return read;
  };
}

const noStyles: Styles = new Map();
const noWords: Shown = new Map();

function lookOf(
  element: HtmlElement,
  above: Look,
  index: StyleIndex,
  readStyle: (style: string) => readonly CssDeclaration[],
): Look {
  const { always, sometimes } = index.rulesOf(element);
  let inline: readonly CssDeclaration[] = [];
  let hasOld = element.name === 'a' && above.colour !== undefined;
  for (const { name, value, isDuplicate } of element.attributes) {
    if (name === 'style' && !isDuplicate) inline = readStyle(value);
    else if (presentational.has(name)) hasOld = true;
  }
  if (!hasOld && always.length === 0 && inline.length === 0) return above;
  const styles = always.length === 0 && inline.length === 0 ? noStyles : cascade(always, inline);
  const shown: Shown =
    sometimes.length === 0 ? noWords : new Map(sometimes.map(({ name, value }) => [name, value]));
  const hide = (reason: HiddenReason, property: string, value?: string): Hiding => ({
    reason,
    by: element,
    declaration: value ?? `${property}:${styles.get(property)?.value ?? ''}`.slice(0, 80),
  });
  const { colour, background } = coloursOf(element, styles, above);
  return {
    all: above.all ?? hidesAll(element, styles, shown, hide),
    visibility: visibilityOf(styles, shown, above.visibility, hide),
    font: fontOf(element, styles, shown, above.font, hide),
    indent: indentOf(styles, above.indent, hide),
    colour,
    background,
  };
}

/** CSS Cascade 4, §6: important before normal, the style attribute before sheets, later before earlier. */
function cascade(always: readonly CssDeclaration[], inline: readonly CssDeclaration[]): Styles {
  const styles = new Map<string, CssDeclaration>();
  const lay = (declarations: readonly CssDeclaration[], isImportant: boolean): void => {
    for (const declaration of declarations) {
      if (declaration.isImportant !== isImportant) continue;
      styles.delete(declaration.name);
      styles.set(declaration.name, declaration);
    }
  };
  lay(always, false);
  lay(inline, false);
  lay(always, true);
  lay(inline, true);
  return styles;
}

type Hide = (reason: HiddenReason, property: string, value?: string) => Hiding;
type Shown = ReadonlyMap<string, string>;

const overflows: readonly string[] = ['overflow', 'overflow-x', 'overflow-y'];
const extents: readonly string[] = ['height', 'max-height', 'width', 'max-width'];
const movers: readonly string[] = ['margin-left', 'margin-top'];
const placedMovers: readonly string[] = ['left', 'top', ...movers];

function hidesAll(element: HtmlElement, styles: Styles, shown: Shown, hide: Hide): Hiding | undefined {
  const value = (name: string): string => styles.get(name)?.value ?? '';
  const isShownBy = (name: string, hiding: RegExp): boolean => {
    const other = shown.get(name);
    return other !== undefined && !hiding.test(other);
  };
  if (value('display') === 'none') {
    if (!isShownBy('display', /^none/)) return hide('display-none', 'display');
  } else if (!styles.has('display') && element.attributes.some(({ name }) => name === 'hidden'))
    return hide('hidden-attribute', 'hidden', 'hidden');
  if (
    styles.has('opacity') &&
    Number.parseFloat(value('opacity')) <= 0.01 &&
    !isShownBy('opacity', /^0*\.?0*$/)
  )
    return hide('opacity', 'opacity');
  if (overflows.some((name) => /^(?:hidden|clip)/.test(value(name))))
    for (const name of extents)
      if (pixelsOf(value(name)) === 0 && !isShownBy(name, /^0/)) return hide('zero-height', name);
  const isPlaced = /^(?:absolute|fixed)/.test(value('position'));
  for (const name of isPlaced ? placedMovers : movers)
    if ((pixelsOf(value(name)) ?? 0) <= OFF_SCREEN) return hide('off-screen', name);
  return undefined;
}

function visibilityOf(
  styles: Styles,
  shown: Shown,
  above: Hiding | undefined,
  hide: Hide,
): Hiding | undefined {
  const value = styles.get('visibility')?.value;
  if (value === 'hidden' || value === 'collapse')
    return shown.get('visibility') === 'visible' ? undefined : hide('visibility', 'visibility');
  return value === 'visible' ? undefined : above;
}

function fontOf(
  element: HtmlElement,
  styles: Styles,
  shown: Shown,
  above: Hiding | undefined,
  hide: Hide,
): Hiding | undefined {
  const size = styles.get('font-size')?.value ?? sizeInShorthand(styles.get('font')?.value);
  if (size === undefined) {
    const isSized = element.name === 'font' && element.attributes.some(({ name }) => name === 'size');
    return isSized ? undefined : above;
  }
  // Ems and percentages of nothing are nothing.
  if (above !== undefined && /(?:em|%)$/.test(size) && !size.endsWith('rem')) return above;
  const px = pixelsOf(size);
  if (px === undefined || px > TINY_PX)
    return px === undefined && !/^[a-z-]+$/.test(size) ? above : undefined;
  const other = pixelsOf(shown.get('font-size') ?? '');
  if (other !== undefined && other > TINY_PX) return undefined;
  return hide('zero-size-font', styles.has('font-size') ? 'font-size' : 'font');
}

/** '0/0 a', 'bold 12px/1.5 Arial'. */
function sizeInShorthand(font: string | undefined): string | undefined {
  return font === undefined ? undefined : /(?:^|\s)(\d[\d.]{0,6}(?:px|pt|em|%)?)(?:\/|\s)/.exec(font)?.[1];
}

function indentOf(styles: Styles, above: Hiding | undefined, hide: Hide): Hiding | undefined {
  const value = styles.get('text-indent')?.value;
  if (value === undefined) return above;
  return (pixelsOf(value) ?? 0) <= OFF_SCREEN ? hide('text-indent', 'text-indent') : undefined;
}

function coloursOf(element: HtmlElement, styles: Styles, above: Look): Pick<Look, 'colour' | 'background'> {
  const attribute = (name: string): string | undefined =>
    element.attributes.find((one) => one.name === name)?.value;
  let background = above.background;
  if (attribute('background') !== undefined) background = 'unknown';
  const bgcolor = attribute('bgcolor');
  if (bgcolor !== undefined) background = backgroundOf(bgcolor, background);
  // In the order in which they were laid: the later wins.
  for (const [name, { value }] of styles)
    if (name === 'background' || name === 'background-color' || name === 'background-image')
      background =
        name === 'background-image' && value === 'none' ? background : backgroundOf(value, background);
  const declared = styles.get('color')?.value;
  const old =
    element.name === 'font' ? attribute('color') : element.name === 'body' ? attribute('text') : undefined;
  const value = declared ?? old;
  if (value === undefined) {
    // A link has a colour of its own, which is nobody's background.
    const isLink = element.name === 'a' && attribute('href') !== undefined;
    return { colour: isLink ? undefined : above.colour, background };
  }
  if (value === 'inherit' || value === 'currentcolor') return { colour: above.colour, background };
  const rgb = colourOf(value);
  return {
    colour: rgb === undefined ? undefined : { rgb, by: element, value },
    background,
  };
}

function backgroundOf(value: string, above: Look['background']): Look['background'] {
  if (/url\(|gradient|var\(/.test(value)) return 'unknown';
  if (value === 'none' || value === 'inherit' || value === 'initial' || value === '') return above;
  const colour =
    colourOf(value) ??
    value
      .split(/\s+/, 8)
      .map(colourOf)
      .find((one) => one !== undefined);
  if (colour === 'transparent') return above;
  return colour ?? 'unknown';
}
