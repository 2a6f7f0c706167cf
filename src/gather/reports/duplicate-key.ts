/** What makes two reports the same one. */
import type { MailReport } from '../../wire/report-container/types.ts';

/** Never part of a domain or an id that people write. */
const SEPARATOR = '\0';

interface Identity {
  readonly key: string;
  readonly reportId: string;
}

/**
 * Reporter and id, as RFC 9990 §3.5.1 and RFC 8460 §4.4 mean them, with domain and beginning beside them, for some reporters begin
 * again with the same ids. A failure report has no id: there the message reported about stands in. Undefined where nothing tells.
 */
export function identityOf({ kind, report }: MailReport): Identity | undefined {
  if (kind === 'aggregate') {
    const { orgName, email, reportId, begin, end } = report.metadata;
    return identity([kind, orgName ?? email, reportId, report.policy.domain, begin, end], reportId);
  }
  if (kind === 'tls') {
    const { organisation, contact, reportId, begin, end } = report;
    return identity([kind, organisation ?? contact, reportId, begin, end], reportId);
  }
  const { messageId } = report.original;
  return identity([kind, report.reportedDomain, report.sourceIp, report.arrival, messageId], messageId);
}

function identity(
  parts: readonly (string | undefined)[],
  reportId: string | undefined,
): Identity | undefined {
  return reportId === undefined
    ? undefined
    : { key: parts.map((part) => part?.toLowerCase() ?? '').join(SEPARATOR), reportId };
}
