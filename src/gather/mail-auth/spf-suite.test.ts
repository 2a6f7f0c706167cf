/** The RFC 7208 suite (openspf.org, 2014.04) through our resolver; it stands beside the project, not in it. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readSpfRecord } from '../../wire/spf/index.ts';
import { zoneResolver } from '../dns/testing.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';
import { evaluateSpf } from './spf.ts';

const file = '../shared/corpora/spf/rfc7208-tests.yml';

interface Case {
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  readonly result: string | readonly string[];
  readonly explanation?: string;
}

type RawRecord = string | Readonly<Record<string, unknown>>;

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<Record<string, Case>>;
  readonly zonedata: Readonly<Record<string, readonly RawRecord[]>>;
}

/** Cases that cannot pass, each with its reason. */
const skips: Readonly<Record<string, string>> = {};

/** The suite's rules: SPF records stand for TXT where no TXT is named; 'TIMEOUT' alone ends the list; others follow. */
function suiteResolver(zone: Scenario['zonedata']): Resolver {
  const records = new Map(Object.entries(zone).map(([name, list]) => [name.toLowerCase(), list]));
  return { lookup: async (name, type) => answer(records, name.toLowerCase().replace(/\.$/, ''), type, 0) };
}

async function answer(
  zone: ReadonlyMap<string, readonly RawRecord[]>,
  name: string,
  type: string,
  depth: number,
): Promise<DnsObservation> {
  const found = collect(zone, name, type, depth);
  const literal =
    found === 'TIMEOUT'
      ? { [name]: 'TIMEOUT' as const }
      : zone.has(name)
        ? { [name]: { [type]: found } }
        : {};
  return zoneResolver(literal).lookup(name, type as 'TXT');
}

function collect(
  zone: ReadonlyMap<string, readonly RawRecord[]>,
  name: string,
  type: string,
  depth: number,
): (string | string[])[] | 'TIMEOUT' {
  const list = zone.get(name);
  if (list === undefined) return name.startsWith('error.') ? 'TIMEOUT' : [];
  const hasTxt = list.some((record) => typeof record !== 'string' && 'TXT' in record);
  const out: (string | string[])[] = [];
  for (const record of list) {
    if (record === 'TIMEOUT') {
      if (out.length === 0) return 'TIMEOUT';
      break;
    }
    if (typeof record === 'string') continue;
    for (const [rawType, value] of Object.entries(record)) {
      const kind = rawType === 'SPF' ? 'TXT' : rawType;
      if (rawType === 'SPF' && hasTxt) continue;
      if (kind === 'CNAME' && type !== 'CNAME' && depth < 4) {
        const target = collect(zone, String(value).toLowerCase(), type, depth + 1);
        if (target === 'TIMEOUT') return target;
        out.push(...target);
      }
      if (kind !== type || value === 'NONE') continue;
      if (value === 'TIMEOUT') return 'TIMEOUT';
      if (kind === 'TXT') out.push(Array.isArray(value) ? value.map(String) : [String(value)]);
      else out.push(Array.isArray(value) ? value.map(String).join(' ') : String(value));
    }
  }
  return out;
}

const scenarios = existsSync(file)
  ? parseAllDocuments(readFileSync(file, 'utf8'), { uniqueKeys: false }).map(
      (document) => document.toJS() as Scenario | null,
    )
  : [];

describe.skipIf(scenarios.length === 0)('RFC 7208 suite (skipped where ../shared is missing)', () => {
  for (const scenario of scenarios) {
    if (scenario?.tests === undefined) continue;
    const resolver = suiteResolver(scenario.zonedata);
    test.each(Object.entries(scenario.tests).filter(([id]) => skips[id] === undefined))(
      `${scenario.description}: %s`,
      async (_id, { host, helo, mailfrom, result }) => {
        const answered = await evaluateSpf({ ip: host, helo, mailFrom: mailfrom }, resolver);
        expect([result].flat()).toContain(answered.result);
      },
    );
  }
});

describe.skipIf(scenarios.length === 0)('the reader beside the evaluation', () => {
  /** Each case's result with whether the reader finds a fault in the record that it begins with. */
  async function judged() {
    const rows: { id: string; result: string; reason: string; hasFault: boolean }[] = [];
    for (const scenario of scenarios) {
      if (scenario?.tests === undefined) continue;
      const resolver = suiteResolver(scenario.zonedata);
      for (const [id, { host, helo, mailfrom }] of Object.entries(scenario.tests)) {
        const answered = await evaluateSpf({ ip: host, helo, mailFrom: mailfrom }, resolver);
        const { result, record, reason = '' } = answered;
        if (record === undefined) continue;
        rows.push({ id, result, reason, hasFault: readSpfRecord(record).problems.length > 0 });
      }
    }
    return rows;
  }

  test('a record that evaluates to anything but permerror has no fault', async () => {
    const wrong = (await judged()).filter(({ result, hasFault }) => hasFault && !result.endsWith('error'));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('a record that is a permerror has a fault, unless what it leads to is at fault', async () => {
    const elsewhere = ['Too many', 'no SPF records found', 'SPF failure'];
    const rows = (await judged()).filter(({ result, hasFault }) => result === 'permerror' && !hasFault);
    // 'include-permerror' includes a record that is at fault itself.
    const own = rows.filter(({ id }) => id !== 'include-permerror');
    const missed = own.filter(({ reason }) => !elsewhere.some((words) => reason.includes(words)));
    expect(missed.map(({ id, reason }) => [id, reason])).toEqual([]);
  });
});
