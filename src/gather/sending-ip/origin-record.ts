/**
 * What Team Cymru's DNS service says of an address: 'AS [AS …] | prefix | country | registry | date'. Country, registry
 * and date are not read.
 */
import ipaddr from 'ipaddr.js';

export interface AnnouncedPrefix {
  readonly prefix: string;
  readonly bits: number;
  readonly origins: readonly number[];
}

const maxOrigins = 8;

/** Undefined for a text that is none. */
export function parseOriginRecord(text: string): AnnouncedPrefix | undefined {
  const [networks = '', prefix = ''] = text
    .slice(0, 500)
    .split('|')
    .map((part) => part.trim());
  const origins = networks
    .split(' ')
    .filter((part) => part !== '')
    .map(Number);
  if (!ipaddr.isValidCIDR(prefix)) return undefined;
  if (origins.length === 0 || origins.some((as) => !Number.isInteger(as) || as < 1 || as > 0xffffffff))
    return undefined;
  return { prefix, bits: ipaddr.parseCIDR(prefix)[1], origins: origins.slice(0, maxOrigins) };
}
