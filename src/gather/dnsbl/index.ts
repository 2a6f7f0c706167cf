/** The door to DNS lists: their data, and what they say. */
export { createListAsker, type ListAsker } from './list-asker.ts';
export { type DnsblData, parseDnsblData } from './list-data.ts';
export { type ListKeys, parseListKeys } from './list-keys.ts';
export { lookupListings } from './lookup-listings.ts';
export { zoneNamedIn } from './named-lists.ts';
export { readCodes } from './read-codes.ts';
export { causeOfListing } from './weigh-listing.ts';
