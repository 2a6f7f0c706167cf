/** Mail addresses: one, a header's list, or those hidden in prose. */
export { domainOf, domainOrBare, normaliseDomain, sameAddress } from './domains.ts';
export { type FoundAddress, findAddresses } from './find-addresses.ts';
export { type Mailbox, parseMailboxList } from './mailbox-list.ts';
export { type Address, parseAddress, quoteLocalPart } from './parse-address.ts';
