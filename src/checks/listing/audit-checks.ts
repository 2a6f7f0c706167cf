/** Checks of DNS lists in an audit: one finding a listing, and whether lists can be asked at all. */
import type { Check } from '../../findings/finding.ts';
import { domainOnList } from './domain-on-list.ts';
import { ipOnList } from './ip-on-list.ts';
import { listResolver } from './list-resolver.ts';

export const listingAuditChecks: readonly Check[] = [ipOnList, domainOnList, listResolver];
