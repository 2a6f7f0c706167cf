/** Reports out of whatever they arrive in. */
export { readReports } from './read-reports.ts';
export type { ContainerLimits, MailReport, ReportFound } from './types.ts';
