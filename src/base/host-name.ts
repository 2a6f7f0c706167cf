/** Host and domain names as text (RFC 1035 §2.3, RFC 5321 §2.3.5). */

/** Lower case, without the final dot; '.' stays, for the null MX (RFC 7505) is that. */
export function plainName(name: string): string {
  const lower = name.toLowerCase();
  return lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

const label = /^[a-z0-9_-]{1,63}$/;
const localUse = ['local', 'localhost', 'localdomain', 'lan', 'internal', 'invalid', 'home', 'corp'];

/**
 * True for a name that DNS can be asked about: lower case, at least two labels of letters, digits, hyphens, and no
 * final label reserved for local use (RFC 6761, RFC 6762) or used so by custom.
 */
export function isFullName(name: string): boolean {
  const labels = name.split('.');
  if (labels.length < 2 || name.length > 253 || localUse.includes(labels.at(-1) ?? '')) return false;
  return labels.every((text) => label.test(text));
}
