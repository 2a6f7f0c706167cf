/** Does SPF of the HELO name let the sending address pass (RFC 7208 §2.3)? It is what bounces are judged by (§2.4). */
import type { SpfFacts } from '../../findings/evidence.ts';
import type { Check } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';
import { addMechanism, mechanismOf, parseSpfRecord } from '../../wire/spf/index.ts';
import { draft, valueOn } from '../draft.ts';

const messages = {
  pass: 'pass',
  fail: 'not-authorised',
  softfail: 'softfail',
  neutral: 'neutral',
  none: 'no-record',
  permerror: 'record-broken',
  temperror: 'could-not-check',
} as const satisfies Readonly<Record<SpfFacts['result'], string>>;

export const heloSpf: Check<'heloSpf' | 'helo'> = {
  id: 'sending-ip/helo-spf',
  needs: ['heloSpf', 'helo'],
  sources: [{ title: 'RFC 7208 §2.3' }, { title: 'RFC 7208 §2.4' }],
  run: (evidence) => {
    const spf = valueOn(evidence, 'heloSpf');
    if (spf === undefined) return [];
    const { domain: name, ip, result, record, reason } = spf;
    const data = {
      name,
      ip,
      ...(record !== undefined && { record }),
      ...(reason !== undefined && { reason }),
    };
    const outcome = result === 'pass' ? 'pass' : result === 'temperror' ? 'unknown' : 'fail';
    return draft(evidence, 'heloSpf', outcome, messages[result], data, {
      fixes: fixesFor(spf, valueOn(evidence, 'helo')?.addresses ?? []),
    });
  },
};

/**
 * The HELO name is a host's own: its record names that host and nothing else (RFC 7208 §10.1.3). `a` stands for all its
 * addresses, so that each of them proposes the same record.
 */
function fixesFor(
  { domain: name, ip, result, record }: SpfFacts,
  addresses: readonly string[],
): readonly Fix[] {
  const isOwn = addresses.includes(ip);
  if (result === 'none') {
    const mechanisms = [...(addresses.length > 0 ? ['a'] : []), ...(isOwn ? [] : [mechanismOf(ip)])];
    const value = ['v=spf1', ...mechanisms, '-all'].join(' ');
    return [{ kind: 'dns', name, type: 'TXT', value }];
  }
  if (record === undefined || !['fail', 'softfail', 'neutral'].includes(result)) return [];
  const parsed = parseSpfRecord(record);
  if (!parsed.ok) return [];
  const value = addMechanism(parsed.value, isOwn ? 'a' : mechanismOf(ip));
  return value === record ? [] : [{ kind: 'dns', name, type: 'TXT', value, replaces: record }];
}
