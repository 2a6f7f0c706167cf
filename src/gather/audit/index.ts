/** The evidence of an audit, gathered: the public door. */

export { gatherDomain, gatherHost, gatherSelector, gatherSendingIp } from './gather-subject.ts';
export type { AuditContext, HttpsAnswer, HttpsFetch, KnownSelector } from './types.ts';
