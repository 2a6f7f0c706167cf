/** DMARC records (RFC 9989) as text. Policy discovery asks DNS and lives in gather/mail-auth. */
export { parseDmarcRecord } from './record.ts';
