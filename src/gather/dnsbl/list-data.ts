/** The facts about DNS lists: `data/dnsbl.toml` as types. What it holds is explained at the top of that file. */
import { canonicalIp } from '../../base/ip.ts';

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
  readonly zone: string;
  readonly kind: ListKind;
  readonly operator: string;
  /** 1 always asked … 4 informs only. */
  readonly tier: number;
  /** Undefined: not known. */
  readonly ipv6?: boolean;
  readonly what: string;
  readonly terms?: string;
  /** How replies speak of it, lower case, besides its zone. */
  readonly names: readonly string[];
  /** From-to of the last octet; first match counts. */
  readonly codes: readonly CodeMeaning[];
  /** Bit of the last octet → meaning. */
  readonly bits: readonly { readonly bit: number; readonly meaning: string }[];
  /** Where given, only these are listings. */
  readonly listingCodes?: readonly string[];
  readonly policyCodes: readonly string[];
  readonly errors: Readonly<Record<string, string>>;
  /** Entries that must be listed, and must not (RFC 5782 §5): addresses or names. */
  readonly test: { readonly positive: readonly string[]; readonly negative: readonly string[] };
  readonly needsKey: boolean;
  /** '{key}.zen.dq.spamhaus.net': where it is asked with a key. */
  readonly keyedZone?: string;
  readonly delist: { readonly url?: string; readonly how?: string; readonly isUnverified?: boolean };
  /** Score of a filter, or scores by code. */
  readonly weight: Readonly<Record<string, unknown>>;
  readonly sources: readonly string[];
}

export interface CodeMeaning {
  /** 'a.b.c.' */
  readonly prefix: string;
  readonly from: number;
  readonly to: number;
  readonly meaning: string;
}

/** A zone that must not be asked. */
export interface ClosedList {
  /** '*.x' means x and all below. */
  readonly zone: string;
  readonly since?: string;
  readonly state: string;
}

export interface DnsblData {
  readonly lists: readonly DnsList[];
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
  const lists = [...tables(table.list), ...small].map(parseList);
  const zones = new Set<string>();
  for (const { zone } of lists) {
    if (zones.has(zone)) throw new Error(`dnsbl.toml: ${zone} stands there twice.`);
    zones.add(zone);
  }
  return {
    lists,
    dead: tables(table.dead).map(({ zone, since, state }) => ({
      zone: String(zone),
      since: String(since),
      state: String(state),
    })),
    doubtful: tables(table.doubtful).map(({ zone, why }) => ({ zone: String(zone), state: String(why) })),
  };
}

/** RFC 5782 §2.1: what is known of every list. */
const smallList: Table = {
  kind: 'ip',
  tier: 4,
  what: 'addresses',
  codes: { '127.0.0.2': 'listed' },
  test: { positive: ['127.0.0.2'], negative: ['127.0.0.1'] },
};

function parseList(raw: Table): DnsList {
  const zone = String(raw.zone);
  const fail = (what: string): Error => new Error(`dnsbl.toml, ${zone}: ${what}.`);
  const { kind, tier, operator, what } = raw;
  if (typeof raw.zone !== 'string' || zone !== zone.toLowerCase()) throw fail('zone is no lower-case name');
  if (!kinds.has(String(kind))) throw fail(`kind '${kind}' is not known`);
  if (typeof tier !== 'number' || tier < 1 || tier > 4) throw fail('tier is not 1 to 4');
  if (typeof operator !== 'string' || typeof what !== 'string') throw fail('operator or what is missing');
  const test = asTable(raw.test);
  const delist = asTable(raw.delist);
  return {
    zone,
    kind: kind as ListKind,
    operator,
    tier,
    what,
    names: strings(raw.names),
    codes: Object.entries(asTable(raw.codes)).map(([code, meaning]) =>
      parseCode(code, String(meaning), fail),
    ),
    bits: Object.entries(asTable(raw.bits)).map(([bit, meaning]) => ({
      bit: Number(bit),
      meaning: String(meaning),
    })),
    policyCodes: strings(raw.policyCodes),
    errors: asTable(raw.errors) as Readonly<Record<string, string>>,
    test: { positive: strings(test.positive), negative: strings(test.negative) },
    needsKey: raw.needsKey === true,
    delist: {
      ...(typeof delist.url === 'string' && { url: delist.url }),
      ...(typeof delist.how === 'string' && { how: delist.how }),
      ...(delist.isUnverified === true && { isUnverified: true }),
    },
    weight: asTable(raw.weight),
    sources: strings(raw.sources),
    ...(typeof raw.ipv6 === 'boolean' && { ipv6: raw.ipv6 }),
    ...(typeof raw.terms === 'string' && { terms: raw.terms }),
    ...(raw.listingCodes !== undefined && { listingCodes: strings(raw.listingCodes) }),
    ...(typeof raw.keyedZone === 'string' && { keyedZone: raw.keyedZone }),
  };
}

/** '127.0.0.13-16' → 127.0.0. 13 16. */
function parseCode(code: string, meaning: string, fail: (what: string) => Error): CodeMeaning {
  const [first = '', last] = code.split('-');
  if (canonicalIp(first) === undefined) throw fail(`'${code}' is no return code`);
  const dot = first.lastIndexOf('.') + 1;
  const from = Number(first.slice(dot));
  return { prefix: first.slice(0, dot), from, to: last === undefined ? from : Number(last), meaning };
}

const asTable = (value: unknown): Table =>
  typeof value === 'object' && value !== null ? (value as Table) : {};
const tables = (value: unknown): readonly Table[] => (Array.isArray(value) ? value.map(asTable) : []);
const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
