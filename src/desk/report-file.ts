/** A file that is a DMARC or TLS report, packed or not. */
import { policyDomainsOf } from '../audit/reports/index.ts';
import { readReports } from '../wire/report-container/index.ts';

export interface ReportFile {
  readonly what: 'dmarc-report' | 'tls-report';
  /** The domain that it is about. */
  readonly name?: string;
}

/** The first report that lies open: XML, JSON, gzip, zip. A mail with one attached is mail. */
export function reportIn(bytes: Buffer): ReportFile | undefined {
  if (!mayBeReport(bytes)) return undefined;
  for (const found of readReports(bytes)) {
    if (found.kind !== 'report') continue;
    const [name] = policyDomainsOf(found.value);
    const what = found.value.kind === 'tls' ? 'tls-report' : 'dmarc-report';
    return { what, ...(name !== undefined && { name }) };
  }
  return undefined;
}

/** By its first bytes: gzip (RFC 1952 §2.3.1), zip, an XML document that is no page, a JSON object. */
export function mayBeReport(bytes: Buffer): boolean {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return true;
  const head = bytes
    .toString('latin1', 0, 1024)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return (
    head.startsWith('PK\u0003\u0004') ||
    /^<\?xml|^<feedback\b/.test(head) ||
    (head.startsWith('{') && head.includes('organization-name'))
  );
}
