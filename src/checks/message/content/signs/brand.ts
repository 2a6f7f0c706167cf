/** Names of brands in a display name. */

/** A brand that the name holds as whole words, and the domains it sends from. */
export function brandIn(
  name: string,
  brands: ReadonlyMap<string, readonly string[]>,
): { readonly brand: string; readonly domains: readonly string[] } | undefined {
  const plain = ` ${name
    .slice(0, 200)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  for (const [brand, domains] of brands) if (plain.includes(` ${brand} `)) return { brand, domains };
  return undefined;
}
