/** Test support: the real list data, read from `data/dnsbl.toml`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { type DnsblData, type DnsList, parseDnsblData } from './list-data.ts';

export const dnsblTable = parse(readFileSync(join(import.meta.dirname, '../../../data/dnsbl.toml'), 'utf8'));

export const dnsblData: DnsblData = parseDnsblData(dnsblTable);

/** A list of the data by its zone. */
export function listOf(zone: string): DnsList {
  const list = dnsblData.lists.find((candidate) => candidate.zone === zone);
  if (list === undefined) throw new Error(`no list ${zone} in data/dnsbl.toml`);
  return list;
}
