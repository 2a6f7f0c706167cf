/** MTA-STS from nothing (RFC 8461): the record, the policy in testing mode, and the host that must serve it. */
import { isFullName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { MxHost } from '../../findings/facts/routing.ts';
import { formatMtaStsPolicy, formatMtaStsRecord } from '../../wire/mta-sts/index.ts';
import { failuresOf, mendsOf, PLAN_TTL, shelfOf } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

/** A week: long enough to protect, short enough to be changed (RFC 8461 §3.2 has weeks in mind). */
const MAX_AGE_SECONDS = 604_800;

export function proposeMtaSts(input: PlanInput): readonly Proposal[] {
  const { domain, today } = input;
  if (shelfOf(input, 'mtaSts') !== 'absent') return [];
  const routing = shelfOf(input, 'routing');
  if (routing === undefined || routing === 'absent') return [];
  const hosts = routing.mx.map(({ host }) => host);
  // A policy that names what no sender can verify stops mail: first the mail hosts are mended.
  if (hosts.length === 0 || !routing.mx.every(isSoundHost)) return [];
  const policy = formatMtaStsPolicy({ mode: 'testing', maxAgeSeconds: MAX_AGE_SECONDS, mx: hosts });
  const host = `mta-sts.${domain}`;
  return [
    {
      id: 'mta-sts/start',
      data: { host },
      changes: [
        {
          name: `_mta-sts.${domain}`,
          type: 'TXT',
          ttlSeconds: PLAN_TTL,
          removes: [],
          adds: [formatMtaStsRecord(`${today.replaceAll('-', '')}01`)],
        },
      ],
      files: [{ name: 'mta-sts.txt', url: `https://${host}/.well-known/mta-sts.txt`, text: policy }],
      others: [
        {
          kind: 'setting',
          where: `web server of ${host}`,
          key: `https://${host}/.well-known/mta-sts.txt`,
          value: 'the file mta-sts.txt, with a certificate for this name, before the record is published',
        },
      ],
      mends: mendsOf(failuresOf(input, 'transport/mta-sts')),
    },
  ];
}

/** A host name that is no alias (RFC 2181 §10.3) and has an address. */
function isSoundHost({ host, alias, ipv4, ipv6 }: MxHost): boolean {
  const hasAddress = [ipv4, ipv6].some((list) => list !== 'unknown' && list.length > 0);
  return isFullName(host) && canonicalIp(host) === undefined && alias === undefined && hasAddress;
}
