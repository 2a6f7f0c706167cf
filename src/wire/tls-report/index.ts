/** TLS reports (RFC 8460). */
export { MAX_TLS_REPORT_BYTES, parseTlsReport } from './parse-tls-report.ts';
export type { TlsFailure, TlsPolicyReport, TlsReport } from './types.ts';
