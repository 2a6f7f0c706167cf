/** Whether two names belong to one owner, as far as names tell: by their registrable domains (Public Suffix List). */
import { getDomain } from 'tldts';

/** Registrable domain of a host or domain name. */
export function organisation(name: string | undefined): string | undefined {
  return name === undefined ? undefined : (getDomain(name, { allowPrivateDomains: true }) ?? undefined);
}

/** False where one of them is missing, an IP address, or has no registrable domain. */
export function sameOrganisation(a: string | undefined, b: string | undefined): boolean {
  const left = organisation(a);
  return left !== undefined && left === organisation(b);
}
