/** Times as reports write them. */
export { parseReportTime } from './parse-report-time.ts';
