/** The evidence of an audit, gathered: the public door. */

export { dkimSelectorsOf } from '../dkim-key/gather-dkim-selectors.ts';
export {
  includesOfProvider,
  type ProviderSelectors,
  parseSelectorData,
  selectorsOfProviders,
} from '../dkim-key/selector-data.ts';
export { domainsOfMessage, gatherMessageDomain } from '../message-auth/domains-of-message.ts';
export { gatherMessage, type SendingFacts } from '../message-auth/gather-message.ts';
export { type MessageSelector, selectorsOfMessage } from '../message-auth/selectors-of-message.ts';
export { gatherDane } from '../transport/gather-dane.ts';
export {
  gatherDomain,
  gatherHost,
  gatherListings,
  gatherSelector,
  gatherSendingIp,
} from './gather-subject.ts';
export type { AuditContext, GatherWatch, HttpsAnswer, HttpsFetch, KnownSelector } from './types.ts';
