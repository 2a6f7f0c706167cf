/** MTA-STS from testing to enforce (RFC 8461 §5), once TLS reports show that no mail would be held back. */
import type { PolicyFetch } from '../../findings/facts/transport.ts';
import { formatMtaStsPolicy, formatMtaStsRecord } from '../../wire/mta-sts/index.ts';
import { PLAN_TTL, shelfOf } from './facts.ts';
import { reportsSeen, tlsReadiness } from './report-evidence.ts';
import type { PlanInput, Proposal } from './types.ts';

/** RFC 8461 §3.2 has weeks in mind; a shorter time that was good for testing is raised to one. */
const WEEK_SECONDS = 604_800;

export function proposeMtaStsEnforce(input: PlanInput): readonly Proposal[] {
  const { domain, today } = input;
  // Policies are fetched by the audit, not by a proof.
  const shelf = shelfOf({ audit: input.seen, domain }, 'mtaSts');
  if (shelf === undefined || shelf === 'absent' || shelf.records.length !== 1) return [];
  const [record = ''] = shelf.records;
  const { policy } = shelf;
  if (policy?.state !== 'fetched' || !isUsableInTesting(policy)) return [];
  const { isReady, data, ...why } = tlsReadiness(reportsSeen(input), today);
  const maxAgeSeconds = Math.max(policy.maxAgeSeconds ?? 0, WEEK_SECONDS);
  return [
    {
      id: 'mta-sts/enforce',
      data: { ...data, url: policy.url },
      changes: [
        {
          name: `_mta-sts.${domain}`,
          type: 'TXT',
          ttlSeconds: PLAN_TTL,
          removes: [record],
          adds: [newRecord(record, today)],
        },
      ],
      files: [
        {
          name: 'mta-sts.txt',
          url: policy.url,
          text: formatMtaStsPolicy({ mode: 'enforce', maxAgeSeconds, mx: policy.mx }),
        },
      ],
      others: [],
      mends: [],
      ...(isReady ? {} : why),
    },
  ];
}

function isUsableInTesting(policy: Extract<PolicyFetch, { state: 'fetched' }>): boolean {
  return policy.mode === 'testing' && !policy.problems.some(({ isFatal }) => isFatal);
}

/** RFC 8461 §3.1: the id changes with the policy. */
function newRecord(record: string, today: string): string {
  const ids = ['01', '02'].map((count) => formatMtaStsRecord(`${today.replaceAll('-', '')}${count}`));
  return ids.find((text) => !record.replaceAll(/\s/g, '').includes(idOf(text))) ?? record;
}

const idOf = (text: string): string => text.slice(text.indexOf('id='));
