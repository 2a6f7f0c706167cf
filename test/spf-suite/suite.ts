/**
 * The RFC 7208 suite (openspf.org, release 2014.04), which stands beside the project, not in it: its scenarios, each with
 * cases and a zone, and the zone as a literal of ours.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Zone, ZoneRecords } from '../../src/gather/dns/testing.ts';

const file = resolve(import.meta.dirname, '../../../shared/corpora/spf/rfc7208-tests.yml');

export interface SuiteCase {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  /** One result, or every result that is right. */
  readonly result: string | readonly string[];
}

type RawRecord = string | Readonly<Record<string, unknown>>;

export interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, SuiteCase>>;
  readonly zonedata: Readonly<Record<string, readonly RawRecord[]>>;
}

export const hasSuite = existsSync(file);

/** Every scenario; none where ../shared is missing. */
export function readSuite(): readonly Scenario[] {
  if (!hasSuite) return [];
  return parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: false })
    .map((document) => document.toJS() as Scenario | null)
    .filter((scenario) => scenario?.tests !== undefined)
    .filter((scenario) => scenario !== null);
}

export const resultsOf = ({ result }: SuiteCase): readonly string[] => [result].flat();

/** The domain whose record a case is about: of MAIL FROM, else of HELO (RFC 7208 §2.4). */
export function domainOf({ mailfrom, helo }: SuiteCase): string {
  return (mailfrom === '' ? helo : mailfrom.slice(mailfrom.lastIndexOf('@') + 1)).toLowerCase();
}

const types = ['A', 'AAAA', 'MX', 'TXT', 'PTR', 'CNAME', 'SPF'] as const;

/**
 * The scenario's zone by the suite's rules: records of type SPF stand for TXT where no TXT is named (TXT NONE names it),
 * 'TIMEOUT' fails every type that is not listed before it.
 */
export function zoneOf(scenario: Scenario): Zone {
  return Object.fromEntries(
    Object.entries(scenario.zonedata).map(([name, list]) => [plain(name), recordsOf(list)]),
  );
}

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

function recordsOf(list: readonly RawRecord[]): ZoneRecords | 'TIMEOUT' {
  if (list[0] === 'TIMEOUT') return 'TIMEOUT';
  const records: Partial<Record<string, (string | string[])[] | 'TIMEOUT'>> = {};
  const hasTxt = list.some((record) => typeof record !== 'string' && 'TXT' in record);
  for (const record of list) {
    if (record === 'TIMEOUT') {
      for (const type of types) records[type] ??= 'TIMEOUT';
      break;
    }
    for (const [rawType, value] of Object.entries(Object(record) as Record<string, unknown>)) {
      const type = rawType === 'SPF' && !hasTxt ? 'TXT' : rawType;
      const known = records[type];
      if (value === 'TIMEOUT') records[type] = 'TIMEOUT';
      else if (value !== 'NONE' && known !== 'TIMEOUT')
        records[type] = [...(known ?? []), zoneValue(type, value)];
    }
  }
  return records as ZoneRecords;
}

function zoneValue(type: string, value: unknown): string | string[] {
  if (type !== 'TXT' && type !== 'SPF')
    return Array.isArray(value) ? value.map(String).join(' ') : String(value);
  const strings = Array.isArray(value) ? value.map(String) : [String(value)];
  // A TXT record without strings cannot be written; an empty one says the same.
  return strings.length === 0 ? [''] : strings;
}
