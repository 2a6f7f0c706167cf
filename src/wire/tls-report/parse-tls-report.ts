/**
 * Reads a TLS report (RFC 8460 §4.4): JSON of fixed names. Tolerant where writers differ (a single mx-host, numbers as text, names
 * in other case); at most 8 MiB, a few levels and a bounded number of members.
 */
import type { Instant } from '../../base/clock.ts';
import { canonicalIp } from '../../base/ip.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { normaliseDomain } from '../address/index.ts';
import { parseBoundedJson } from '../json/index.ts';
import { parseReportTime } from '../report-time/index.ts';
import type { TlsFailure, TlsPolicyReport, TlsReport } from './types.ts';

export const MAX_TLS_REPORT_BYTES = 8 * 1024 * 1024;

const JSON_LIMITS = { depth: 12, containers: 60_000, members: 600_000 };
const MAX_POLICIES = 1_000;
const MAX_DETAILS = 20_000;
const MAX_LINES = 100;
const MAX_TEXT = 1_000;

type Members = ReadonlyMap<string, unknown>;

/** Problem codes: 'too-large', 'json-invalid', 'json-too-deep', 'json-too-large', 'not-a-report' (JSON of another kind). */
export function parseTlsReport(bytes: Uint8Array): Result<TlsReport> {
  if (bytes.length > MAX_TLS_REPORT_BYTES)
    return failed(
      'too-large',
      `The JSON has ${bytes.length} bytes; a TLS report is read up to ${MAX_TLS_REPORT_BYTES}.`,
    );
  const json = parseBoundedJson(new TextDecoder().decode(bytes), JSON_LIMITS);
  if (!json.ok) return json;
  const members = membersOf(json.value);
  const policies = members?.get('policies');
  if (members === undefined || !Array.isArray(policies))
    return failed('not-a-report', 'This JSON has no list of policies, so it is no TLS report.');
  if (policies.length > MAX_POLICIES)
    return failed('json-too-large', `The report names more than ${MAX_POLICIES} policies.`);
  const range = membersOf(members.get('date-range'));
  return ok({
    ...optional('organisation', textOf(members, 'organization-name')),
    ...optional('contact', textOf(members, 'contact-info')),
    ...optional('reportId', textOf(members, 'report-id')),
    ...optional('begin', timeOf(range, 'start-datetime')),
    ...optional('end', timeOf(range, 'end-datetime')),
    policies: policies.map(readPolicy).filter((policy) => policy !== undefined),
  });
}

function readPolicy(value: unknown): TlsPolicyReport | undefined {
  const members = membersOf(value);
  if (members === undefined) return undefined;
  const policy = membersOf(members.get('policy'));
  const summary = membersOf(members.get('summary'));
  const details = members.get('failure-details');
  const domain = textOf(policy, 'policy-domain');
  return {
    policyType: (textOf(policy, 'policy-type') ?? '').toLowerCase(),
    ...optional('policyDomain', domain === undefined ? undefined : normaliseDomain(domain)),
    policyText: textsOf(policy?.get('policy-string')),
    // RFC 8460 §4.4 shows a list, its erratum 6241 one text; both are sent. 'mx-host-pattern' is the name in its example.
    mxHosts: textsOf(policy?.get('mx-host') ?? policy?.get('mx-host-pattern')).map(normaliseDomain),
    successes: countOf(summary, 'total-successful-session-count'),
    failures: countOf(summary, 'total-failure-session-count'),
    details: (Array.isArray(details) ? details.slice(0, MAX_DETAILS) : [details])
      .map(readFailure)
      .filter((failure) => failure !== undefined),
  };
}

function readFailure(value: unknown): TlsFailure | undefined {
  const members = membersOf(value);
  const resultType = textOf(members, 'result-type');
  if (members === undefined || resultType === undefined) return undefined;
  const mx = textOf(members, 'receiving-mx-hostname');
  return {
    resultType: resultType.toLowerCase(),
    sessions: countOf(members, 'failed-session-count'),
    ...optional('sendingIp', canonicalIp(textOf(members, 'sending-mta-ip') ?? '')),
    ...optional('receivingMx', mx === undefined ? undefined : normaliseDomain(mx)),
    ...optional('receivingHelo', textOf(members, 'receiving-mx-helo')),
    ...optional('receivingIp', canonicalIp(textOf(members, 'receiving-ip') ?? '')),
    ...optional('additionalInformation', textOf(members, 'additional-information')),
    ...optional('reason', textOf(members, 'failure-reason-code')),
  };
}

/** The members of an object by name in lower case; undefined for anything else. */
function membersOf(value: unknown): Members | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
}

function textOf(members: Members | undefined, name: string): string | undefined {
  const value = members?.get(name);
  const text = typeof value === 'string' ? value.trim().slice(0, MAX_TEXT) : '';
  return text === '' ? undefined : text;
}

/** One text or a list of texts. */
function textsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, MAX_LINES) : [value];
  return list
    .filter((one) => typeof one === 'string')
    .map((one) => one.trim().slice(0, MAX_TEXT))
    .filter((one) => one !== '');
}

function countOf(members: Members | undefined, name: string): number {
  const value = members?.get(name);
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : 0;
}

function timeOf(members: Members | undefined, name: string): Instant | undefined {
  return parseReportTime(textOf(members, name) ?? '');
}

/** A member only where there is a value. */
function optional<Name extends string, T>(name: Name, value: T | undefined): { readonly [K in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in Name]?: T };
}
