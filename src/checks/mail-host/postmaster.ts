/** Is mail for postmaster taken (RFC 5321 §4.5.1)? Receivers write there before they block, and lists before they delist. */
import type { HostEndpoint } from '../../findings/facts/mail-host.ts';
import type { Check } from '../../findings/finding.ts';
import { judgeEndpoints, type Verdict } from './endpoints.ts';
import { isAboutUs, isPermanentNo, isYes } from './replies.ts';

/** Some refuse a null sender's mail to postmaster, or all mail of an address they do not know. */
const likely = 0.9;

export const postmaster: Check<'mailHost'> = {
  id: 'mail-host/postmaster',
  needs: ['mailHost'],
  sources: [{ title: 'RFC 5321 §4.5.1' }, { title: 'RFC 2142 §5' }],
  run: (evidence) => judgeEndpoints(evidence, judge),
};

function judge(endpoint: HostEndpoint): Verdict | undefined {
  const { port, outcome, replies, postmaster: address } = endpoint;
  if (port !== 25 || outcome !== 'open') return undefined;
  const full = replies['rcpt-postmaster-domain'];
  if (address !== undefined && full !== undefined) {
    const data = { address, reply: full };
    if (isYes(full)) return { outcome: 'pass', message: 'taken', data };
    if (!isPermanentNo(full) || isAboutUs(full)) return { outcome: 'unknown', message: 'deferred', data };
    const fixes = [{ kind: 'setting', where: '/etc/aliases', key: 'postmaster', value: 'root' }] as const;
    return { outcome: 'fail', message: 'refused', data, confidence: likely, fixes };
  }
  const bare = replies['rcpt-postmaster'];
  if (bare === undefined) return undefined;
  const data = { reply: bare };
  if (isYes(bare)) return { outcome: 'pass', message: 'bare-taken', data };
  // A host that takes mail for nobody need not know the bare name; which domains it serves is not known.
  return { outcome: 'unknown', message: 'domain-not-known', data };
}
