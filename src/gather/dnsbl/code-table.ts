/**
 * Values by return code, as `data/dnsbl.toml` writes them: '127.0.0.2', '127.0.0.4-7' (a range of the last octet) or
 * 'bit 8' (RFC 5782 §2.3: bits of the last octet that add up).
 */
import { canonicalIp } from '../../base/ip.ts';

type CodeMatch =
  /** `prefix`: 'a.b.c.' */
  { readonly prefix: string; readonly from: number; readonly to: number } | { readonly bit: number };

export interface CodeRow<T> {
  /** As the file writes it. */
  readonly key: string;
  readonly match: CodeMatch;
  readonly value: T;
}

export type CodeTable<T> = readonly CodeRow<T>[];

/** Reads a table of the file. Throws where a key is no code. */
export function parseCodeTable<T>(
  table: Readonly<Record<string, unknown>>,
  toValue: (raw: unknown) => T,
): CodeTable<T> {
  return Object.entries(table).map(([key, raw]) => ({ key, match: parseMatch(key), value: toValue(raw) }));
}

function parseMatch(key: string): CodeMatch {
  const bit = /^bit (\d{1,3})$/.exec(key)?.[1];
  if (bit !== undefined) return { bit: Number(bit) };
  const [first = '', last] = key.split('-');
  if (canonicalIp(first) === undefined) throw new Error(`'${key}' is no return code`);
  const dot = first.lastIndexOf('.') + 1;
  const from = Number(first.slice(dot));
  return { prefix: first.slice(0, dot), from, to: last === undefined ? from : Number(last) };
}

/** The octets of a code; those of anything else are not numbers that match. */
export const lastOctet = (code: string): number => Number(code.slice(code.lastIndexOf('.') + 1));

/** Every value that the code has, in the order of the file. */
export function valuesFor<T>(table: CodeTable<T>, code: string): readonly T[] {
  const octet = lastOctet(code);
  return table.flatMap(({ match, value }) => {
    const isHit =
      'bit' in match
        ? (octet & match.bit) !== 0
        : code === `${match.prefix}${octet}` && octet >= match.from && octet <= match.to;
    return isHit ? [value] : [];
  });
}
