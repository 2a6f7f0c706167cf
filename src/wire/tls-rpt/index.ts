/** TLS-RPT (RFC 8460 §3): the record that asks for reports about failed TLS. */
export { formatTlsRptRecord, isTlsRptRecord, parseTlsRptRecord, type TlsRptRecord } from './record.ts';
