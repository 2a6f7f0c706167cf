/** Can an SMTP client use a TLSA record at all (RFC 7672 §3.1)? Those it cannot use it leaves out. */
import type { Tlsa } from './types.ts';

/**
 * 'pkix-usage': 0 and 1 need public authorities and are not for SMTP (RFC 7672 §3.1.3); 'usage', 'selector', 'matching-type':
 * not assigned; 'digest-length': no digest of that kind is so long; 'data': no hexadecimal, or nothing at all.
 */
export type TlsaProblem = 'pkix-usage' | 'usage' | 'selector' | 'matching-type' | 'digest-length' | 'data';

const digestOctets: Readonly<Record<number, number>> = { 1: 32, 2: 64 };

/** Undefined: usable. */
export function tlsaProblem({ usage, selector, matchingType, data }: Tlsa): TlsaProblem | undefined {
  if (usage === 0 || usage === 1) return 'pkix-usage';
  if (usage !== 2 && usage !== 3) return 'usage';
  if (selector !== 0 && selector !== 1) return 'selector';
  if (matchingType !== 0 && matchingType !== 1 && matchingType !== 2) return 'matching-type';
  if (data === '' || data.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(data)) return 'data';
  const octets = digestOctets[matchingType];
  return octets !== undefined && data.length !== octets * 2 ? 'digest-length' : undefined;
}
