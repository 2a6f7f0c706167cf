/** Reports of a domain as one answer. */
export { policyDomainsOf } from './named-domains.ts';
export { openReports, type ReportsReader, reportsAbout, sumUpReports } from './open-reports.ts';
export { ReportsTally } from './summary.ts';
