/** Provider cards (`data/providers/<id>.toml`): what a provider's codes mean, where to appeal, how long it takes. */
import type { CategoryId } from '../findings/category.ts';
import { isCategoryId } from '../findings/category.ts';
import type { Citation } from '../findings/finding.ts';
import { type TomlTable, tokenise } from './classify/index.ts';
import type { ProviderKind } from './speaker.ts';

/** A text in every language it was written in. */
export type LocalisedText = Readonly<Record<string, string>>;

export interface ProviderCode {
  /** '5.7.26', 'TSS04', 'S3150', 'UnauthenticatedMail'. */
  readonly match: string;
  readonly category?: CategoryId;
  readonly meaning: LocalisedText;
  /** The list of somebody else that the code stands for: its zone, or its id in dnsbl.toml. */
  readonly list?: string;
  readonly source?: string;
}

export interface ProviderCard extends ProviderKind {
  readonly name: string;
  readonly domains: readonly string[];
  readonly hosts: readonly string[];
  readonly postmaster?: string;
  readonly appeal?: string;
  readonly appealHow?: LocalisedText;
  readonly usualWaitHours?: number;
  readonly codes: readonly ProviderCode[];
  readonly sources: readonly Citation[];
  /** Said where no public source is known. */
  readonly note?: LocalisedText;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function localised(value: unknown): LocalisedText | undefined {
  return typeof value === 'object' && value !== null ? (value as LocalisedText) : undefined;
}

function codeOf(raw: unknown): ProviderCode {
  const row = raw as TomlTable;
  const category = text(row.category);
  const source = text(row.source);
  const kept = text(row.list);
  return {
    match: String(row.match),
    ...(category !== undefined && isCategoryId(category) && { category }),
    meaning: localised(row.meaning) ?? {},
    ...(kept !== undefined && { list: kept }),
    ...(source !== undefined && { source }),
  };
}

function citationOf(raw: unknown): Citation {
  const row = raw as TomlTable;
  const url = text(row.url);
  const seen = text(row.seen);
  return {
    title: String(row.title ?? url),
    ...(url !== undefined && { url }),
    ...(seen !== undefined && { seen }),
  };
}

/** Reads one card; its shape is checked by a test over the files. */
export function parseProviderCard(card: TomlTable): ProviderCard {
  const contact = (card.contact ?? {}) as TomlTable;
  const print = (card.fingerprint ?? {}) as TomlTable;
  const postmaster = text(contact.postmaster);
  const appeal = text(contact.appeal);
  const appealHow = localised(contact.appealHow);
  const note = localised(card.note);
  return {
    id: String(card.id),
    name: String(card.name),
    kind: card.kind as ProviderCard['kind'],
    domains: list(print.domains).map(String),
    hosts: list(print.hosts).map(String),
    ...(postmaster !== undefined && { postmaster }),
    ...(appeal !== undefined && { appeal }),
    ...(appealHow !== undefined && { appealHow }),
    ...(typeof contact.usualWaitHours === 'number' && { usualWaitHours: contact.usualWaitHours }),
    codes: list(card.code).map(codeOf),
    sources: list(card.source).map(citationOf),
    ...(note !== undefined && { note }),
  };
}

/** The codes of a card that stand in a reply: its enhanced code, or an id in its words. At most three. */
export function codesIn(
  card: ProviderCard,
  words: string,
  enhancedStatus: string | undefined,
): readonly ProviderCode[] {
  const spoken = ` ${tokenise(words)
    .map((token) => token.word)
    .join(' ')} `;
  const found = card.codes.filter((code) => {
    if (/^[245]\.\d+\.\d+$/.test(code.match)) return code.match === enhancedStatus;
    const wanted = tokenise(code.match).map((token) => token.word);
    return wanted.length > 0 && spoken.includes(` ${wanted.join(' ')} `);
  });
  return found.slice(0, 3);
}
