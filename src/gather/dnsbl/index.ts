/** The door to DNS lists: their data, and what they say. */
export { createListAsker, type ListAsker } from './list-asker.ts';
export { type ClosedList, type DnsblData, type DnsList, parseDnsblData } from './list-data.ts';
export { type ListKeys, parseListKeys } from './list-keys.ts';
export { lookupListings } from './lookup-listings.ts';
export { zoneNamedIn } from './named-lists.ts';
export { readCodes } from './read-codes.ts';
export { causeOf, heldBy, wayOff, wayOffClosed } from './way-off.ts';
export { causeOfListing } from './weigh-listing.ts';
