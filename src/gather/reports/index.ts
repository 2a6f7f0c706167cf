/** Reports out of files, folders, mailboxes. */
export { readReportBytes, readReportFiles } from './read-report-files.ts';
export type { ReportFileLimits, ReportFilesOptions, ReportReading } from './types.ts';
