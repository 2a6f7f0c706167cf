/**
 * Features of HTML and CSS that mail programs lack, by the tables of caniemail.com: each feature once, with the programs and
 * the first place; only those that move or hide something, at most 15.
 */
import type { ClientFeature, ClientSupport, FeatureSign } from '../../../findings/client-support.ts';
import type { Consequence, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import {
  attributeOf,
  type CssDeclaration,
  type HtmlSpan,
  parseDeclarations,
  sheetsOf,
} from '../../../wire/html/index.ts';
import { draftMessage } from '../draft-message.ts';
import { faultAt, type HtmlPart, htmlPartsOf, lineIn, nothingWrong } from './html-parts.ts';

const MAX_FEATURES = 15;

export const clientSupport: MessageCheck = {
  id: 'html/client-support',
  sources: [{ title: 'Can I email', url: 'https://www.caniemail.com/', seen: '2026-05-13' }],
  run: (view, { tables }) => {
    const parts = htmlPartsOf(view);
    const support = tables?.clientSupport;
    if (parts.length === 0) return [draftMessage('not-applicable', 'no-html', 'information')];
    if (support === undefined) return [draftMessage('unknown', 'no-table', 'information')];
    const drafts = parts.flatMap((part) => faultsOf(part, support));
    if (drafts.length === 0) return [nothingWrong(parts, 'in-order', { updated: support.updated })];
    return drafts.toSorted((a, b) => rankOf(a) - rankOf(b)).slice(0, MAX_FEATURES);
  },
};

/** What is lost before what is plainer, then by how many programs lack it. */
const rankOf = ({ consequence, data }: MessageDraft): number =>
  (consequence === 'rendering' ? 0 : 1000) - Number(data.clients);

interface Use {
  readonly span: HtmlSpan;
  times: number;
}

function faultsOf(part: HtmlPart, support: ClientSupport): readonly MessageDraft[] {
  const uses = usesOf(part, signIndexOf(support));
  const hasFallback = part.html.comments.some(({ kind }) => kind === 'conditional-hidden');
  return [...uses].map(([feature, { span, times }]) => {
    const names = feature.none.map((id) => support.clients.get(id) ?? id);
    return faultAt(part, span, feature.effect, consequenceOf(feature, hasFallback), {
      feature: feature.title,
      id: feature.id,
      names: names.join(', '),
      clients: names.length,
      times,
      line: lineIn(part, span.start),
    });
  });
}

/**
 * Layout that Outlook for Windows alone lacks is what conditional comments are for: with them it is information. What others
 * lack too has none.
 */
function consequenceOf({ effect, none }: ClientFeature, hasFallback: boolean): Consequence {
  if (effect === 'content') return 'rendering';
  if (effect === 'look') return 'information';
  const isOutlookAlone = none.every((id) => id === 'outlook');
  return isOutlookAlone && hasFallback ? 'information' : 'rendering';
}

interface SignIndex {
  readonly byProperty: ReadonlyMap<string, readonly (readonly [FeatureSign, ClientFeature])[]>;
  readonly byRule: ReadonlyMap<string, ClientFeature>;
  readonly byElement: ReadonlyMap<string, ClientFeature>;
  /** '<input type=checkbox>': the attributes that make it so. */
  readonly byVariant: ReadonlyMap<string, readonly (readonly [FeatureSign, ClientFeature])[]>;
  readonly byAttribute: ReadonlyMap<string, ClientFeature>;
  readonly byEnding: ReadonlyMap<string, ClientFeature>;
}

const indexes = new WeakMap<ClientSupport, SignIndex>();

function signIndexOf(support: ClientSupport): SignIndex {
  const known = indexes.get(support);
  if (known !== undefined) return known;
  const byProperty = new Map<string, (readonly [FeatureSign, ClientFeature])[]>();
  const byVariant = new Map<string, (readonly [FeatureSign, ClientFeature])[]>();
  const maps = { byRule: new Map(), byElement: new Map(), byAttribute: new Map(), byEnding: new Map() };
  for (const feature of support.features) {
    if (feature.none.length === 0) continue;
    for (const sign of feature.signs) {
      if (sign.property !== undefined)
        byProperty.set(sign.property, [...(byProperty.get(sign.property) ?? []), [sign, feature]]);
      if (sign.rule !== undefined) maps.byRule.set(sign.rule, feature);
      if (sign.element !== undefined && sign.attribute !== undefined) {
        byVariant.set(sign.element, [...(byVariant.get(sign.element) ?? []), [sign, feature]]);
        continue;
      }
      if (sign.element !== undefined) maps.byElement.set(sign.element, feature);
      if (sign.attribute !== undefined) maps.byAttribute.set(sign.attribute, feature);
      if (sign.ending !== undefined) maps.byEnding.set(sign.ending, feature);
    }
  }
  const index = { byProperty, byVariant, ...maps };
  indexes.set(support, index);
  return index;
}

interface Found {
  readonly feature: ClientFeature;
  readonly span: HtmlSpan;
}

const movedBy = ({ start, end }: HtmlSpan, by: number): HtmlSpan => ({ start: start + by, end: end + by });

/** Declarations under conditions are for programs that understand conditions: they are not looked at. */
function usesOf(part: HtmlPart, index: SignIndex): ReadonlyMap<ClientFeature, Use> {
  const uses = new Map<ClientFeature, Use>();
  const see = (feature: ClientFeature | undefined, span: HtmlSpan): void => {
    if (feature === undefined) return;
    const use = uses.get(feature);
    if (use === undefined) uses.set(feature, { span, times: 1 });
    else use.times += 1;
  };
  const found = (declarations: readonly CssDeclaration[]): readonly Found[] => {
    const all: Found[] = [];
    for (const { name, value, span } of declarations)
      for (const signs of [index.byProperty.get(name), anyProperty])
        for (const [sign, feature] of signs ?? []) if (hasWord(value, sign.word)) all.push({ feature, span });
    return all;
  };
  const anyProperty = index.byProperty.get('*');
  // The same style attribute stands at many elements.
  const styles = new Map<string, readonly Found[]>();
  const foundIn = (style: string): readonly Found[] => {
    let known = styles.get(style);
    if (known === undefined) {
      known = found(parseDeclarations(style));
      styles.set(style, known);
    }
    return known;
  };
  for (const element of part.html.elements) {
    see(index.byElement.get(element.name), element.startTag);
    for (const [{ attribute = '', word }, feature] of index.byVariant.get(element.name) ?? []) {
      const value = attributeOf(element, attribute)?.value.trim().toLowerCase();
      if (value !== undefined && (word === undefined || value === word)) see(feature, element.startTag);
    }
    for (const { name, value, span, valueSpan } of element.attributes) {
      see(index.byAttribute.get(name), span);
      if (name === 'style' && valueSpan !== undefined) {
        // A value with character references is longer than what it says: the whole attribute is the place.
        const isPlain = valueSpan.end - valueSpan.start === value.length;
        for (const one of foundIn(value))
          see(one.feature, isPlain ? movedBy(one.span, valueSpan.start) : span);
      }
      if (name === 'src' && element.name === 'img') see(index.byEnding.get(endingOf(value)), span);
    }
  }
  for (const { rules, atRules } of sheetsOf(part.html)) {
    for (const { declarations, condition } of rules)
      if (condition === '') for (const one of found(declarations)) see(one.feature, one.span);
    for (const { name, span } of atRules) see(index.byRule.get(name), span);
  }
  return uses;
}

/** 'flex' as a whole word; 'var(' anywhere. */
function hasWord(value: string, word: string | undefined): boolean {
  if (word === undefined) return true;
  return value.includes(word) && (word.endsWith('(') || value.split(/[\s,]+/, 20).includes(word));
}

/** '.webp' of 'https://example.org/a.WEBP?x=1'. */
function endingOf(url: string): string {
  const path = url.slice(0, 2_000).split(/[?#]/, 1)[0] ?? '';
  return /\.[a-z0-9]{2,5}$/i.exec(path)?.[0].toLowerCase() ?? '';
}
