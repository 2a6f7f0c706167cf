/** The door to DNS lists: their data, and what they say. */
export { type DnsblData, type DnsList, parseDnsblData } from './list-data.ts';
export type { ListSubject } from './list-question.ts';
export { type ListingOptions, lookupListings } from './lookup-listings.ts';
export { type NamedList, type NamedLists, zoneNamedIn } from './named-lists.ts';
