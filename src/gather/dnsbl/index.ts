/** The door to DNS lists: their data, and what they say. */
export { type DnsblData, parseDnsblData } from './list-data.ts';
export { lookupListings } from './lookup-listings.ts';
export { zoneNamedIn } from './named-lists.ts';
