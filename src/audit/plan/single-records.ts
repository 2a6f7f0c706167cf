/** Where several records stand and one may: which goes. */
import { mendDmarcRecord, parseDmarcRecord } from '../../wire/dmarc/index.ts';
import { failuresOf, mailboxIn, mendsOf, PLAN_TTL, receivesMail, shelfOf, txtProposal } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

const strength = ['none', 'quarantine', 'reject'];

/**
 * Of several DMARC records receivers obey none (RFC 9989 §4.10). The one with the weakest policy stays, for no stronger one
 * was ever in force; among those one that asks for reports.
 */
export function proposeOneDmarc(input: PlanInput): readonly Proposal[] {
  const { domain } = input;
  const tree = shelfOf(input, 'dmarcTree');
  const failures = failuresOf(input, 'dmarc/record-single');
  if (tree === undefined || tree === 'absent' || failures.length === 0) return [];
  const name = `_dmarc.${domain}`;
  const records = tree.walk.find((step) => step.name === name)?.records ?? [];
  if (records === 'unknown') return [];
  const sound = records
    .map((text) => mendDmarcRecord(text) ?? text)
    .flatMap((text) => {
      const parsed = parseDmarcRecord(text);
      return parsed.ok
        ? [{ text, policy: strength.indexOf(parsed.value.policy), reports: parsed.value.reportTo.length }]
        : [];
    })
    .sort((a, b) => a.policy - b.policy || b.reports - a.reports);
  const withReports = sound.find(({ reports }) => reports > 0)?.text;
  const best = sound[0]?.text;
  if (best === undefined) return [];
  const asked = /(?:^|; )(rua=[^;]+)/.exec(withReports ?? '')?.[1];
  // Without reports nobody could ever tell when a stronger policy is safe (RFC 9990 §1).
  const rua = asked ?? (receivesMail(input) ? `rua=mailto:postmaster@${domain}` : undefined);
  const whole = rua === undefined || best.includes('rua=') ? best : `${best}; ${rua}`;
  const change = { name, removes: records, adds: [whole] };
  const proposal = txtProposal('dmarc/record', change, mendsOf(failures), {
    domain,
    ...mailboxIn([whole]),
  });
  return [{ ...proposal, family: ['dmarc/'], choices: ['dmarc/policy-enforced', 'dmarc/subdomain-policy'] }];
}

/** RFC 7505 §3: a null MX stands alone; beside others it is the one that is meant to go. */
export function proposeWithoutNullMx(input: PlanInput): readonly Proposal[] {
  const { domain } = input;
  const failures = failuresOf(input, 'routing/null-mx').filter(({ message }) => message === 'with-others');
  const routing = shelfOf(input, 'routing');
  if (failures.length === 0 || routing === undefined || routing === 'absent') return [];
  const removes = routing.mx.filter(({ host }) => host === '.').map(({ preference }) => `${preference} .`);
  const change = { name: domain, type: 'MX', ttlSeconds: PLAN_TTL, removes, adds: [] } as const;
  const step = {
    data: { domain },
    changes: [change],
    files: [],
    others: [],
    mends: mendsOf(failures),
    family: ['routing/'],
  };
  return [{ id: 'routing/record', ...step }];
}
