/** How mail programs are told their servers: documents read and written, SRV records, profiles. */
export { type AutoconfigDocument, autoconfigUrls, formatAutoconfig, parseAutoconfig } from './autoconfig.ts';
export { formatAutodiscover } from './autodiscover.ts';
export { type AppleAccount, formatMobileconfig } from './mobileconfig.ts';
export { formatSrvRecords, type SrvLine, srvServices } from './srv.ts';
export type { ClientSettings, MailAuthentication, MailProtocol, MailSecurity, MailService } from './types.ts';
