/**
 * Which rules of the document's style sheets meet an element (Selectors 4, as far as mail uses them: names, classes, ids,
 * descendants, children). What has attributes, siblings or pseudo-classes in it counts only as a rule that may show what
 * another hides.
 */
import type { CssDeclaration } from './css-declarations.ts';
import { type CssRule, type CssSheet, parseSheet } from './css-rules.ts';
import type { HtmlElement, HtmlView } from './types.ts';

interface Compound {
  readonly tag: string;
  readonly id: string;
  readonly classes: readonly string[];
  /** Stands directly in the element that the compound before it means. */
  readonly isChild: boolean;
}

interface Candidate {
  readonly compounds: readonly Compound[];
  readonly declarations: readonly CssDeclaration[];
  /** Ids, classes, names (Selectors 4, §17), then order. */
  readonly weight: number;
  /** Under conditions, or for some clients only. */
  readonly isConditional: boolean;
}

export interface MatchedRules {
  /** Weakest first. */
  readonly always: readonly CssDeclaration[];
  /** Under @media and the like, and of selectors that only some clients understand. */
  readonly sometimes: readonly CssDeclaration[];
}

const MAX_SELECTORS = 5_000;
/** Comparisons of an element with a selector, all together: what is over it is taken as not met. */
const MAX_WORK = 1_000_000;
const COMPOUND = /^([a-z][a-z0-9:-]*|\*)?((?:[.#][\w-]+)*)$/i;
const noClasses: readonly string[] = [];
const nothing: MatchedRules = { always: [], sometimes: [] };

export interface DocumentSheet extends CssSheet {
  readonly element: HtmlElement;
}

const sheets = new WeakMap<HtmlView, readonly DocumentSheet[]>();

/** The style sheets of a document, each with the <style> it stands in; read once. */
export function sheetsOf(html: HtmlView): readonly DocumentSheet[] {
  const known = sheets.get(html);
  if (known !== undefined) return known;
  const read = html.texts.flatMap(({ span, parent }): readonly DocumentSheet[] => {
    if (parent?.name !== 'style') return [];
    return [{ ...parseSheet(html.source.slice(span.start, span.end), span.start), element: parent }];
  });
  sheets.set(html, read);
  return read;
}

export class StyleIndex {
  readonly #byKey = new Map<string, Candidate[]>();
  readonly #classLists = new Map<string, readonly string[]>();
  #count = 0;
  #work = 0;

  /** Only rules with one of these properties are kept. */
  constructor(documentSheets: readonly DocumentSheet[], wanted: ReadonlySet<string>) {
    for (const { rules, element } of documentSheets) {
      const media = attribute(element, 'media') ?? '';
      for (const rule of rules) {
        const declarations = rule.declarations.filter(({ name }) => wanted.has(name));
        if (declarations.length > 0) this.#add(rule, declarations, isAlways(media));
      }
    }
  }

  #add(rule: CssRule, declarations: readonly CssDeclaration[], isSheetAlways: boolean): void {
    const isAlwaysOn = isSheetAlways && isAlways(rule.condition.replace('@media', ''));
    for (const selector of rule.selector.split(',')) {
      if (this.#count >= MAX_SELECTORS) return;
      this.#count += 1;
      const plain = compoundsOf(selector.trim());
      const compounds = plain ?? lastOf(selector);
      const last = compounds?.at(-1);
      if (compounds === undefined || last === undefined) continue;
      const key = keyOf(last);
      const list = this.#byKey.get(key) ?? [];
      const weight = weightOf(compounds) * MAX_SELECTORS + this.#count;
      list.push({ compounds, declarations, weight, isConditional: !isAlwaysOn || plain === undefined });
      this.#byKey.set(key, list);
    }
  }

  rulesOf(element: HtmlElement): MatchedRules {
    if (this.#byKey.size === 0 || this.#work > MAX_WORK) return nothing;
    const found: Candidate[] = [];
    for (const name of this.#classesOf(element)) this.#look(`.${name}`, element, found);
    const id = attribute(element, 'id');
    if (id !== undefined) this.#look(`#${id}`, element, found);
    this.#look(element.name, element, found);
    this.#look('*', element, found);
    if (found.length === 0) return nothing;
    found.sort((a, b) => a.weight - b.weight);
    const always: CssDeclaration[] = [];
    const sometimes: CssDeclaration[] = [];
    for (const { isConditional, declarations } of found)
      (isConditional ? sometimes : always).push(...declarations);
    return { always, sometimes };
  }

  #look(key: string, element: HtmlElement, found: Candidate[]): void {
    const candidates = this.#byKey.get(key);
    if (candidates === undefined) return;
    for (const candidate of candidates) if (this.#meets(candidate, element)) found.push(candidate);
  }

  #meets({ compounds }: Candidate, element: HtmlElement): boolean {
    let at: HtmlElement | undefined = element;
    let mustBeHere = true;
    for (let index = compounds.length - 1; index >= 0; index -= 1) {
      const compound = compounds[index];
      if (compound === undefined) return false;
      for (; at !== undefined; at = at.parent) {
        this.#work += 1;
        if (this.#work > MAX_WORK) return false;
        if (this.#meetsCompound(compound, at)) break;
        if (mustBeHere) return false;
      }
      if (at === undefined) return false;
      mustBeHere = compound.isChild;
      at = at.parent;
    }
    return true;
  }

  #meetsCompound({ tag, id, classes }: Compound, element: HtmlElement): boolean {
    if (tag !== '' && tag !== '*' && tag !== element.name) return false;
    if (id !== '' && attribute(element, 'id') !== id) return false;
    if (classes.length === 0) return true;
    const own = this.#classesOf(element);
    for (const name of classes) if (!own.includes(name)) return false;
    return true;
  }

  /** The same list stands at many elements. */
  #classesOf(element: HtmlElement): readonly string[] {
    const value = attribute(element, 'class');
    if (value === undefined) return noClasses;
    let classes = this.#classLists.get(value);
    if (classes === undefined) {
      classes = value.split(/\s+/, 50).filter((name) => name !== '');
      this.#classLists.set(value, classes);
    }
    return classes;
  }
}

/** A list of media that every screen is in. */
const isAlways = (media: string): boolean => /^\s*(?:all|screen|)\s*$/i.test(media);

const keyOf = ({ tag, id, classes }: Compound): string =>
  id !== '' ? `#${id}` : classes[0] !== undefined ? `.${classes[0]}` : tag === '' ? '*' : tag;

function weightOf(compounds: readonly Compound[]): number {
  let weight = 0;
  for (const { tag, id, classes } of compounds)
    weight += (id === '' ? 0 : 10_000) + classes.length * 100 + (tag === '' || tag === '*' ? 0 : 1);
  return weight;
}

/** 'td.x > .y' as compounds; undefined where there is more in it than names, classes and ids. */
function compoundsOf(selector: string): readonly Compound[] | undefined {
  const compounds: Compound[] = [];
  let isChild = false;
  for (const piece of selector.replaceAll('>', ' > ').split(/\s+/)) {
    if (piece === '' || compounds.length > 10) continue;
    if (piece === '>') {
      isChild = true;
      continue;
    }
    const match = COMPOUND.exec(piece);
    if (match === null) return undefined;
    compounds.push({ ...partsOf(match[1] ?? '', match[2] ?? ''), isChild });
    isChild = false;
  }
  return compounds.length === 0 ? undefined : compounds;
}

function partsOf(tag: string, rest: string): Omit<Compound, 'isChild'> {
  const marks = rest.match(/[.#][\w-]+/g) ?? [];
  return {
    tag: tag.toLowerCase(),
    id: marks.find((mark) => mark.startsWith('#'))?.slice(1) ?? '',
    classes: marks.filter((mark) => mark.startsWith('.')).map((mark) => mark.slice(1)),
  };
}

/** Of 'u ~ div .x[y]:hover' the last: '.x'; '*[class="x"]' as '.x'. */
function lastOf(selector: string): readonly Compound[] | undefined {
  const last =
    selector
      .trim()
      .split(/[\s>+~]+/)
      .at(-1)
      ?.slice(0, 200) ?? '';
  const byAttribute = /\[class[~*^$|]?=["']?([\w-]+)/.exec(last)?.[1];
  const bare = last.replaceAll(/\[[^\]]*\]|::?[\w-]+/g, '');
  const match = COMPOUND.exec(bare);
  if (match === null || (bare === '' && byAttribute === undefined)) return undefined;
  const parts = partsOf(match[1] ?? '', match[2] ?? '');
  const classes = byAttribute === undefined ? parts.classes : [...parts.classes, byAttribute];
  return [{ ...parts, classes, isChild: false }];
}

function attribute({ attributes }: HtmlElement, name: string): string | undefined {
  for (const one of attributes) if (one.name === name) return one.value;
  return undefined;
}
