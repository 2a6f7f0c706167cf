/** Who reports and which policy was found: the head of an aggregate report (RFC 9990 §3.1.1.3 to §3.1.1.5). */
import type { Writable } from '../../base/writable.ts';
import { normaliseDomain } from '../address/index.ts';
import { parseReportTime } from '../report-time/index.ts';
import { child, childrenOf, ownText, textOf, type XmlElement } from './element.ts';
import { parseWord } from './report-values.ts';
import type { PublishedPolicy, ReportMetadata, ReportOddity } from './types.ts';

type Keep = (text: string) => string;
type Note = (oddity: ReportOddity) => void;

const MAX_ERRORS = 100;
const POLICIES = ['none', 'quarantine', 'reject'] as const;

export function readMetadata(element: XmlElement, keep: Keep, note: Note): ReportMetadata {
  const metadata: Writable<ReportMetadata> = {
    errors: childrenOf(element, 'error', MAX_ERRORS)
      .map(ownText)
      .filter((text) => text !== undefined)
      .map(keep),
  };
  const orgName = textOf(element, 'org_name');
  const email = textOf(element, 'email');
  const extraContactInfo = textOf(element, 'extra_contact_info');
  const reportId = textOf(element, 'report_id');
  const generator = textOf(element, 'generator');
  if (orgName !== undefined) metadata.orgName = keep(orgName);
  if (email !== undefined) metadata.email = keep(email);
  if (extraContactInfo !== undefined) metadata.extraContactInfo = keep(extraContactInfo);
  if (reportId !== undefined) metadata.reportId = keep(withoutBrackets(reportId));
  if (generator !== undefined) metadata.generator = keep(generator);
  const range = child(element, 'date_range');
  const begin = parseReportTime(textOf(range, 'begin') ?? '');
  const end = parseReportTime(textOf(range, 'end') ?? '');
  if (begin === undefined || end === undefined || end < begin) note('date-range-invalid');
  if (begin !== undefined) metadata.begin = begin;
  if (end !== undefined) metadata.end = end;
  return metadata;
}

export function readPolicy(element: XmlElement, keep: Keep, note: Note): PublishedPolicy {
  const policy: Writable<PublishedPolicy> = {};
  const domain = textOf(element, 'domain');
  if (domain !== undefined) policy.domain = keep(normaliseDomain(domain));
  const policyOf = (name: string) => {
    const text = textOf(element, name);
    const word = parseWord(text, POLICIES);
    if (text !== undefined && word === undefined) note('result-unknown');
    return word;
  };
  const p = policyOf('p');
  const sp = policyOf('sp');
  const np = policyOf('np');
  if (p !== undefined) policy.policy = p;
  if (sp !== undefined) policy.subdomainPolicy = sp;
  if (np !== undefined) policy.nonExistentPolicy = np;
  const adkim = parseWord(textOf(element, 'adkim'), ['r', 's', 'relaxed', 'strict']);
  const aspf = parseWord(textOf(element, 'aspf'), ['r', 's', 'relaxed', 'strict']);
  if (adkim !== undefined) policy.isStrictDkim = adkim.startsWith('s');
  if (aspf !== undefined) policy.isStrictSpf = aspf.startsWith('s');
  const testing = parseWord(textOf(element, 'testing'), ['y', 'n']);
  if (testing !== undefined) policy.isTesting = testing === 'y';
  const discoveryMethod = parseWord(textOf(element, 'discovery_method'), ['psl', 'treewalk']);
  if (discoveryMethod !== undefined) policy.discoveryMethod = discoveryMethod;
  const fo = textOf(element, 'fo');
  if (fo !== undefined) policy.failureOptions = keep(fo.slice(0, 40));
  const pct = textOf(element, 'pct');
  if (pct !== undefined && /^\d{1,3}$/.test(pct) && Number(pct) <= 100) policy.percent = Number(pct);
  return policy;
}

/** RFC 9990 §3.5.1: an id may be written with or without angle brackets. */
function withoutBrackets(id: string): string {
  return id.length > 2 && id.startsWith('<') && id.endsWith('>') ? id.slice(1, -1) : id;
}
