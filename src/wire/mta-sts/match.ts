/** Does a mail host fit the policy's mx patterns (RFC 8461 §4.1)? */
import { plainName } from '../../base/host-name.ts';

/** '*.' stands for exactly one label, as in certificates (RFC 6125 §6.4.3). */
export function isMxCovered(host: string, patterns: readonly string[]): boolean {
  const name = plainName(host);
  const dot = name.indexOf('.');
  const parent = dot > 0 ? name.slice(dot + 1) : undefined;
  return patterns.some((pattern) => {
    const plain = plainName(pattern);
    return plain.startsWith('*.') ? plain.slice(2) === parent : plain === name;
  });
}
