/** Checks of DMARC as an audit sees it: the record and its tags, the policy, the reports, a given message. */
import type { Check } from '../../findings/finding.ts';
import { dmarcAligned } from './aligned.ts';
import { dmarcAlignmentMode } from './alignment-mode.ts';
import { dmarcPolicyEnforced } from './policy-enforced.ts';
import { dmarcRecordFound } from './record-found.ts';
import { dmarcRecordSingle } from './record-single.ts';
import { dmarcRecordSyntax } from './record-syntax.ts';
import { dmarcRemovedTags } from './removed-tags.ts';
import { dmarcReportAddress } from './report-address.ts';
import { dmarcReportAuthorised } from './report-authorised.ts';
import { dmarcReportReceivable } from './report-receivable.ts';
import { dmarcReportsRequested } from './reports-requested.ts';
import { dmarcSubdomainPolicy } from './subdomain-policy.ts';
import { dmarcTreeWalk } from './tree-walk.ts';
import { dmarcUnknownTags } from './unknown-tags.ts';

export const dmarcAuditChecks: readonly Check[] = [
  dmarcRecordFound,
  dmarcRecordSingle,
  dmarcRecordSyntax,
  dmarcPolicyEnforced,
  dmarcSubdomainPolicy,
  dmarcReportsRequested,
  dmarcReportAddress,
  dmarcReportAuthorised,
  dmarcReportReceivable,
  dmarcRemovedTags,
  dmarcUnknownTags,
  dmarcAlignmentMode,
  dmarcTreeWalk,
  dmarcAligned,
];
