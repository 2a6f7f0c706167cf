/** Reports of a domain as one answer. */
export { openReports, type ReportsReader } from './open-reports.ts';
export { ReportsTally } from './summary.ts';
