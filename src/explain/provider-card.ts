/** Provider cards (`data/providers/<id>.toml`): what a provider's codes mean, where to appeal, how long it takes. */
import type { CategoryId } from '../findings/category.ts';
import { isCategoryId } from '../findings/category.ts';
import type { Citation } from '../findings/finding.ts';
import { type TomlTable, tokenise } from './classify/index.ts';
import type { ProviderKind } from './speaker.ts';

/** A text in every language it was written in. */
export type LocalisedText = Readonly<Record<string, string>>;

/** A code of a provider, and what it says that it means. */
export interface ProviderCode {
  /** '5.7.26', 'TSS04', 'S3150', 'UnauthenticatedMail'. */
  readonly match: string;
  readonly category?: CategoryId;
  readonly meaning: LocalisedText;
  /** The list of somebody else that the code stands for: its zone, or its id in dnsbl.toml. */
  readonly list?: string;
  readonly source?: string;
}

/** What people call the provider where they have their mailbox: 'WEB.DE' of United Internet. */
export interface Brand {
  readonly name: string;
  /** Domains, and labels of names of hosts ('gmx', 'hotmail-com'); empty: of all that is left. */
  readonly of: readonly string[];
}

/** How its own customers hand mail in. */
export interface Submission {
  /** The server, which offers STARTTLS on port 587 and no TLS from the start (RFC 8314 §3.3). */
  readonly starttlsHost: string;
  /** What does not log in is known by a connector alone, not by a list of addresses. */
  readonly byConnector?: true;
}

/** What is known of a provider (`data/providers/<id>.toml`). */
export interface ProviderCard extends ProviderKind {
  readonly name: string;
  readonly domains: readonly string[];
  readonly hosts: readonly string[];
  /** Domains of addresses that its refusals name for questions; nobody has a mailbox there. */
  readonly contacts?: readonly string[];
  /** Absent: it is called as the card is. */
  readonly brands?: readonly Brand[];
  /** Whose the brands are. */
  readonly company?: string;
  readonly postmaster?: string;
  readonly appeal?: string;
  readonly appealHow?: LocalisedText;
  readonly usualWaitHours?: number;
  readonly submission?: Submission;
  /** It says 'unknown user' as well where the owner's own settings refuse the sender. */
  readonly hidesBlocks?: true;
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

function brandOf(raw: unknown): Brand {
  const row = raw as TomlTable;
  return { name: String(row.name), of: list(row.of).map(String) };
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

function submissionOf(raw: unknown): Submission | undefined {
  const { starttlsHost, byConnector } = (raw ?? {}) as TomlTable;
  const host = text(starttlsHost);
  if (host === undefined) return undefined;
  return { starttlsHost: host, ...(byConnector === true && { byConnector }) };
}

/** Reads one card; its shape is checked by a test over the files. */
export function parseProviderCard(card: TomlTable): ProviderCard {
  const contact = (card.contact ?? {}) as TomlTable;
  const print = (card.fingerprint ?? {}) as TomlTable;
  const postmaster = text(contact.postmaster);
  const appeal = text(contact.appeal);
  const appealHow = localised(contact.appealHow);
  const note = localised(card.note);
  const company = text(card.company);
  const brands = list(card.brand).map(brandOf);
  const submission = submissionOf(card.submission);
  const contacts = list(print.contacts).map(String);
  return {
    id: String(card.id),
    name: String(card.name),
    kind: card.kind as ProviderCard['kind'],
    domains: list(print.domains).map(String),
    hosts: list(print.hosts).map(String),
    ...(contacts.length > 0 && { contacts }),
    ...(brands.length > 0 && { brands }),
    ...(company !== undefined && { company }),
    ...(postmaster !== undefined && { postmaster }),
    ...(appeal !== undefined && { appeal }),
    ...(appealHow !== undefined && { appealHow }),
    ...(typeof contact.usualWaitHours === 'number' && { usualWaitHours: contact.usualWaitHours }),
    ...(submission !== undefined && { submission }),
    ...(card.hidesBlocks === true && { hidesBlocks: true }),
    codes: list(card.code).map(codeOf),
    sources: list(card.source).map(citationOf),
    ...(note !== undefined && { note }),
  };
}

const isOf = (host: string, { of }: Brand): boolean =>
  of.some((one) =>
    one.includes('.') ? host === one || host.endsWith(`.${one}`) : host.split('.').includes(one),
  );

/** How a provider is called: in a sentence, and where somebody is to be reached. */
export interface ProviderNames {
  /** 'WEB.DE', 'Google'. */
  readonly short: string;
  /** 'WEB.DE (United Internet)', 'Google (Gmail, Google Workspace)'. */
  readonly full: string;
}

/**
 * By the brand that the recipient knows, told by his domain, then by the host that spoke; only where no brand is the usual one, by hosts in its
 * words: all of a provider may share one page. Without brands by the card's own name, of which a sentence takes the first words.
 */
export function namesOf(
  card: ProviderCard,
  whose: readonly (string | undefined)[],
  named: readonly string[] = [],
): ProviderNames {
  const { brands = [], company, name } = card;
  const told = (hosts: readonly (string | undefined)[]): Brand | undefined =>
    hosts
      .flatMap((host) => brands.filter((brand) => host !== undefined && isOf(host.toLowerCase(), brand)))
      .at(0);
  const brand = told(whose) ?? brands.find(({ of }) => of.length === 0) ?? told(named);
  if (brand === undefined) return { short: name.split(' (')[0] ?? name, full: name };
  const isCompanys = company === undefined || brand.name.startsWith(company);
  return { short: brand.name, full: isCompanys ? brand.name : `${brand.name} (${company})` };
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
