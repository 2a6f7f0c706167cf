/** Failures that are mended by the records which their findings propose. */
import type { Family } from './mend.ts';

export const families: readonly Family[] = [
  {
    id: 'dmarc/record',
    checks: ['dmarc/'],
    except: ['dmarc/policy-enforced', 'dmarc/subdomain-policy', 'dmarc/alignment-mode'],
    mustBeSound: true,
  },
  { id: 'dkim/record', checks: ['dkim/'], mustBeSound: true },
  { id: 'routing/record', checks: ['routing/'] },
  { id: 'sending-ip/record', checks: ['sending-ip/', 'dns/'] },
  { id: 'tls-rpt/record', checks: ['transport/tls-rpt'] },
];
