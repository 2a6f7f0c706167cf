/** DMARC records (RFC 9989) as text. Policy discovery asks DNS and lives in gather/mail-auth. */
export type { DmarcPolicy, DmarcRecord } from './record.ts';
export { isDmarcRecord, parseDmarcRecord } from './record.ts';
