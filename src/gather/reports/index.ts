/** Reports out of files, folders, mailboxes. */
export { readReportFiles } from './read-report-files.ts';
export type { ReportFileLimits, ReportFilesOptions, ReportReading } from './types.ts';
