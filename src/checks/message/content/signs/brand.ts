/** Names of brands in a display name. */
import { parse } from 'tldts';

/**
 * A brand that the name holds as whole words, and the domains it sends from. Letters in a style of their own ('𝗡𝗲𝘁𝗳𝗹𝗶𝘅') are read as
 * the letters they stand for.
 */
export function brandIn(
  name: string,
  brands: ReadonlyMap<string, readonly string[]>,
): { readonly brand: string; readonly domains: readonly string[] } | undefined {
  const plain = ` ${name
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  for (const [brand, domains] of brands) if (plain.includes(` ${brand} `)) return { brand, domains };
  return undefined;
}

/**
 * Whether a brand sends from the domain: it is listed, or its name is the brand's and nothing else, under a suffix that costs
 * something ('ikea.fr', not 'ikea.top').
 */
export function isOfBrand(
  domain: string,
  { brand, domains }: { readonly brand: string; readonly domains: readonly string[] },
  cheapSuffixes: ReadonlySet<string>,
): boolean {
  if (domains.includes(domain)) return true;
  const { domainWithoutSuffix, publicSuffix } = parse(domain);
  const label = domainWithoutSuffix?.replaceAll('-', '') ?? '';
  return label === brand.replaceAll(' ', '') && !cheapSuffixes.has(publicSuffix ?? '');
}
