/** What each kind of source needs: message, arguments, fixes. */
import type { JsonObject } from '../../base/json.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { ReportedSource } from '../../findings/facts/reports.ts';
import type { Fix } from '../../findings/fix.ts';
import { addMechanism, mechanismOf, parseSpfRecord } from '../../wire/spf/index.ts';
import { valueOn } from '../draft.ts';
import { percentOf } from './percent.ts';

export interface SourceFinding {
  readonly outcome: 'fail' | 'not-applicable';
  readonly message: string;
  readonly data: JsonObject;
  readonly fixes: readonly Fix[];
  readonly confidence: number;
}

/** Addresses that one SPF record is to take in. */
const MAX_ADDED = 10;
/** DMARC by DKIM alone, or a signature that does not verify: whose mail it is, is weighed, not seen. */
const WEIGHED = 0.8;
const OPEN = 0.5;

/** Undefined where nothing needs doing. */
export function findingOfSource(
  source: ReportedSource,
  domain: string,
  evidence: Pick<Evidence, 'reports' | 'spfTree'>,
): SourceFinding | undefined {
  const data = dataOf(source, domain);
  const fail = (message: string, confidence: number, more: JsonObject = {}, fixes: readonly Fix[] = []) =>
    ({ outcome: 'fail', message, data: { ...data, ...more }, fixes, confidence }) as const;
  switch (source.verdict) {
    case 'unlisted': {
      const ips = source.ips.slice(0, MAX_ADDED);
      const mechanisms = ips.map(({ name }) => mechanismOf(name)).join(' ');
      return fail('unlisted', WEIGHED, { mechanisms }, spfFixes(ips, domain, evidence));
    }
    case 'broken-signature':
      return fail('broken-signature', WEIGHED, selectorsOf(source));
    case 'partly':
      return fail('partly', WEIGHED, selectorsOf(source));
    case 'unaligned-service':
      return fail('unaligned-service', OPEN);
    case 'unclear':
      return { outcome: 'not-applicable', message: 'unclear', data, fixes: [], confidence: 0 };
    case 'authorised':
      return authorised(source, fail);
    case 'service':
    case 'forwarder':
    case 'unauthorised':
      return undefined;
  }
}

function authorised(
  source: ReportedSource,
  fail: (message: string, confidence: number, more?: JsonObject) => SourceFinding,
): SourceFinding | undefined {
  const [action] = source.actions;
  if (action?.kind === 'repair-dkim') return fail('signature-fails', 1, selectorsOf(source));
  return action?.kind === 'sign-with-dkim' ? fail('unsigned', 1) : undefined;
}

function dataOf({ name, mail, ipCount, ips, reporters }: ReportedSource, domain: string): JsonObject {
  const listed = ips.slice(0, MAX_ADDED).map((ip) => ip.name);
  return {
    domain,
    source: name,
    messages: mail.messages,
    failing: mail.messages - mail.passed,
    passing: percentOf(mail.passed, mail.messages),
    ips: ipCount > listed.length ? `${listed.join(', ')}, …` : listed.join(', '),
    ipCount,
    reporters,
  };
}

function selectorsOf({ actions }: ReportedSource): JsonObject {
  const repair = actions.find((action) => action.kind === 'repair-dkim');
  return repair === undefined ? {} : { selectors: repair.selectors.join(', ') };
}

/** The whole record where it is known; else the mechanisms to put into it. One fix for each domain whose SPF is asked. */
function spfFixes(
  ips: ReportedSource['ips'],
  domain: string,
  evidence: Pick<Evidence, 'spfTree'>,
): readonly Fix[] {
  const byDomain = Map.groupBy(ips, ({ returnPath }) => returnPath ?? domain);
  return [...byDomain].map(([name, own]) => {
    const mechanisms = own.map((ip) => mechanismOf(ip.name));
    const tree = valueOn(evidence, 'spfTree');
    const record = tree?.domain === name && tree.records.length === 1 ? tree.records[0]?.text : undefined;
    const changed = record === undefined ? undefined : withMechanisms(record, mechanisms);
    return record === undefined || changed === undefined
      ? { kind: 'setting', where: `SPF record of ${name}`, key: 'add', value: mechanisms.join(' ') }
      : { kind: 'dns', name, type: 'TXT', value: changed, replaces: record };
  });
}

function withMechanisms(record: string, mechanisms: readonly string[]): string | undefined {
  let text = record;
  for (const mechanism of mechanisms) {
    const parsed = parseSpfRecord(text);
    if (!parsed.ok) return undefined;
    text = addMechanism(parsed.value, mechanism);
  }
  return text === record ? undefined : text;
}
