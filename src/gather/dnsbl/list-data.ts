/** The facts about DNS lists: `data/dnsbl.toml` as types. What it holds is explained at the top of that file. */
import { type CodeTable, parseCodeTable } from './code-table.ts';

export type ListKind =
  | 'ip'
  | 'ip6'
  | 'ip-range'
  | 'asn'
  | 'ip-score'
  | 'ip-multi'
  | 'ip+domain'
  | 'domain'
  | 'domain-age'
  | 'allow'
  | 'allow-domain'
  | 'email-sha1'
  | 'url-md5'
  | 'domain-blake2';

export interface DnsList {
  /** Of a list that is not asked: its id. */
  readonly zone: string;
  /** False: no DNS question of ours reaches it; replies name it. */
  readonly isAsked: boolean;
  readonly kind: ListKind;
  readonly operator: string;
  /** What people call it, where its operator has several. */
  readonly name?: string;
  /** 1 weighs everywhere … 4 informs only. */
  readonly tier: number;
  /** Undefined: not known. */
  readonly ipv6?: boolean;
  readonly terms?: string;
  /** How replies speak of it, lower case, besides its zone. */
  readonly names: readonly string[];
  /** Names that stand for every list of its operator. */
  readonly sharedNames: readonly string[];
  /** Lists that it joins: how replies name each, and its codes. */
  readonly parts: readonly ListPart[];
  /** What its answers mean; the first match counts. */
  readonly codes: CodeTable<string>;
  /** Bit of the last octet → meaning. */
  readonly bits: readonly { readonly bit: number; readonly meaning: string }[];
  /** Where the third and the last octet mean something of their own. */
  readonly octets?: { readonly third: OctetMeanings; readonly fourth: OctetMeanings };
  /** Where given, only these are listings. */
  readonly listingCodes?: readonly string[];
  readonly policyCodes: readonly string[];
  /** Only the owner of the network can ask for the end of these. */
  readonly ownerCodes: readonly string[];
  /** These end by themselves, whatever the others do. */
  readonly selfEndingCodes: readonly string[];
  /** Answers that are refusals. */
  readonly errors: CodeTable<string>;
  /** Entries that must be listed, and must not (RFC 5782 §5): addresses or names. */
  readonly test: { readonly positive: readonly string[]; readonly negative: readonly string[] };
  readonly needsKey: boolean;
  /** '{key}.zen.dq.spamhaus.net': where it is asked with a key. */
  readonly keyedZone?: string;
  /** Where a key is had. */
  readonly keyUrl?: string;
  /** Where the address of the asking resolver is registered. */
  readonly registerUrl?: string;
  /** Questions a second that the operator allows. */
  readonly maxPerSecond?: number;
  /** False: its TXT records are not for programs. */
  readonly hasReasons: boolean;
  readonly delist: Delisting;
  /** What listings come from: 'spam', 'exploit', 'policy', … */
  readonly cause?: string;
  /** … where codes differ in it. */
  readonly causes: CodeTable<string>;
  /** Codes that weigh less than the list. */
  readonly tiers: CodeTable<number>;
  readonly weights: readonly FilterWeight[];
  readonly sources: readonly string[];
}

export interface ListPart {
  readonly names: readonly string[];
  readonly codes: readonly string[];
}

type OctetMeanings = Readonly<Record<string, string>>;

interface Delisting {
  /** Where one looks a listing up and asks for its end. */
  readonly url?: string;
  /** False: nothing can be asked for. */
  readonly isRequest: boolean;
  /** How long a listing lasts when nothing more happens. */
  readonly endsAfterHours?: number;
  readonly isUnverified?: boolean;
}

/** The points that a filter gives for a listing. */
interface FilterWeight {
  readonly filter: string;
  /** From so many points on the filter refuses, or calls it spam. */
  readonly refuses: number;
  /** One number: whatever the code. */
  readonly points: number | CodeTable<number>;
}

/** A zone that must not be asked. */
export interface ClosedList {
  /** '*.x' means x and all below. */
  readonly zone: string;
  readonly since?: string;
  readonly state: string;
  /** What people call it: 'SORBS'. */
  readonly name?: string;
  readonly names: readonly string[];
  /** False: others took it off their lists; whether it is closed, nobody says. */
  readonly isCertain: boolean;
}

export interface DnsblData {
  readonly lists: readonly DnsList[];
  /** Lists that filters use and nobody else can ask. */
  readonly unasked: readonly DnsList[];
  readonly dead: readonly ClosedList[];
  readonly doubtful: readonly ClosedList[];
}

const kinds: ReadonlySet<string> = new Set<ListKind>([
  ...(['ip', 'ip6', 'ip-range', 'asn', 'ip-score', 'ip-multi', 'ip+domain', 'domain', 'domain-age'] as const),
  ...(['allow', 'allow-domain', 'email-sha1', 'url-md5', 'domain-blake2'] as const),
]);

type Table = Readonly<Record<string, unknown>>;

/** Reads the file's table. Throws, naming the list, where an entry cannot be used. */
export function parseDnsblData(table: Table): DnsblData {
  const small = tables(table.small).map((entry) => ({ ...smallList, ...entry }));
  const scales = asTable(table.scales);
  const lists = [...tables(table.list), ...small].map((raw) => parseList(raw, scales, true));
  const unasked = tables(table.unasked).map((raw) =>
    parseList({ ...raw, zone: raw.id, tier: 4 }, scales, false),
  );
  const zones = new Set<string>();
  for (const { zone } of [...lists, ...unasked]) {
    if (zones.has(zone)) throw new Error(`dnsbl.toml: ${zone} stands there twice.`);
    zones.add(zone);
  }
  return {
    lists,
    unasked,
    dead: tables(table.dead).map(({ zone, since, state, name, names, isUncertain }) => ({
      zone: String(zone),
      since: String(since),
      state: String(state),
      ...(typeof name === 'string' && { name }),
      names: strings(names),
      isCertain: isUncertain !== true,
    })),
    doubtful: tables(table.doubtful).map(({ zone, why }) => ({
      zone: String(zone),
      state: String(why),
      names: [],
      isCertain: false,
    })),
  };
}

/** RFC 5782 §2.1: what is known of every list. */
const smallList: Table = {
  kind: 'ip',
  tier: 4,
  codes: { '127.0.0.2': 'listed' },
  test: { positive: ['127.0.0.2'], negative: ['127.0.0.1'] },
};

function parseList(raw: Table, scales: Table, isAsked: boolean): DnsList {
  const zone = String(raw.zone);
  const fail = (what: string): Error => new Error(`dnsbl.toml, ${zone}: ${what}.`);
  const { kind, tier, operator } = raw;
  if (typeof raw.zone !== 'string' || zone !== zone.toLowerCase()) throw fail('zone is no lower-case name');
  if (!kinds.has(String(kind))) throw fail(`kind '${kind}' is not known`);
  if (typeof tier !== 'number' || tier < 1 || tier > 4) throw fail('tier is not 1 to 4');
  if (typeof operator !== 'string') throw fail('operator is missing');
  const test = asTable(raw.test);
  try {
    return {
      zone,
      isAsked,
      kind: kind as ListKind,
      operator,
      tier,
      names: strings(raw.names),
      sharedNames: strings(raw.shared),
      parts: tables(raw.parts).map(({ names, codes }) => ({ names: strings(names), codes: strings(codes) })),
      ...codesOf(raw),
      test: { positive: strings(test.positive), negative: strings(test.negative) },
      needsKey: raw.needsKey === true,
      hasReasons: raw.hasReasons !== false,
      delist: delistingOf(asTable(raw.delist)),
      weights: weightsOf(asTable(raw.weight), scales),
      sources: strings(raw.sources),
      ...(typeof raw.ipv6 === 'boolean' && { ipv6: raw.ipv6 }),
      ...(typeof raw.maxPerSecond === 'number' && { maxPerSecond: raw.maxPerSecond }),
      ...optionalTexts(raw, ['terms', 'keyedZone', 'keyUrl', 'registerUrl', 'cause', 'name']),
    };
  } catch (cause) {
    throw cause instanceof Error ? fail(cause.message) : cause;
  }
}

function codesOf(
  raw: Table,
): Pick<
  DnsList,
  | 'codes'
  | 'bits'
  | 'octets'
  | 'listingCodes'
  | 'policyCodes'
  | 'ownerCodes'
  | 'selfEndingCodes'
  | 'errors'
  | 'causes'
  | 'tiers'
> {
  const octets = asTable(raw.octets);
  return {
    codes: parseCodeTable(asTable(raw.codes), String),
    bits: Object.entries(asTable(raw.bits)).map(([bit, meaning]) => ({
      bit: Number(bit),
      meaning: String(meaning),
    })),
    policyCodes: strings(raw.policyCodes),
    ownerCodes: strings(raw.ownerCodes),
    selfEndingCodes: strings(raw.selfEndingCodes),
    errors: parseCodeTable(asTable(raw.errors), String),
    causes: parseCodeTable(asTable(raw.causes), String),
    tiers: parseCodeTable(asTable(raw.tiers), Number),
    ...(raw.listingCodes !== undefined && { listingCodes: strings(raw.listingCodes) }),
    ...(raw.octets !== undefined && {
      octets: {
        third: asTable(octets.third) as OctetMeanings,
        fourth: asTable(octets.fourth) as OctetMeanings,
      },
    }),
  };
}

function delistingOf({ url, isRequest, endsAfterHours, isUnverified }: Table): Delisting {
  return {
    isRequest: isRequest !== false,
    ...(typeof url === 'string' && { url }),
    ...(typeof endsAfterHours === 'number' && { endsAfterHours }),
    ...(isUnverified === true && { isUnverified: true }),
  };
}

function weightsOf(raw: Table, scales: Table): readonly FilterWeight[] {
  return Object.entries(raw).map(([id, points]) => {
    const { name, refuses } = asTable(scales[id]);
    if (typeof name !== 'string' || typeof refuses !== 'number') throw new Error(`no scale of ${id}`);
    return {
      filter: name,
      refuses,
      points: typeof points === 'number' ? points : parseCodeTable(asTable(points), Number),
    };
  });
}

function optionalTexts<K extends string>(raw: Table, keys: readonly K[]): { readonly [key in K]?: string } {
  const given = keys.flatMap((key) => (typeof raw[key] === 'string' ? [[key, raw[key]] as const] : []));
  return Object.fromEntries(given) as { readonly [key in K]?: string };
}

const asTable = (value: unknown): Table =>
  typeof value === 'object' && value !== null ? (value as Table) : {};
const tables = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.map(asTable) : []);
const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
