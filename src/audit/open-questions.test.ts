import { expect, test } from 'vitest';
import type { Subject } from '../findings/finding.ts';
import type { WeighedFinding } from './audit-case.ts';
import { openQuestions, standingOf } from './open-questions.ts';

const domain: Subject = { kind: 'domain', name: 'example.org' };
const host: Subject = { kind: 'host', name: 'mx.example.org' };

const finding = (
  check: WeighedFinding['check'],
  outcome: WeighedFinding['outcome'],
  severity?: WeighedFinding['severity'],
): WeighedFinding => ({
  check,
  message: 'said',
  subject: domain,
  outcome,
  ...(severity !== undefined && { severity }),
  confidence: 1,
  data: {},
  evidence: [],
  fixes: [],
  case: 0,
});

const spf = finding('spf/single-record', 'pass');

test.each<readonly [string, Subject, readonly WeighedFinding[], string, readonly string[]]>([
  ['all in order', domain, [spf], 'good', []],
  ['advice alone', domain, [spf, finding('spf/all', 'fail', 'notice')], 'good', []],
  ['a fault', domain, [spf, finding('spf/all', 'fail', 'warning')], 'bad', []],
  [
    'a fault, and MX unseen',
    domain,
    [finding('spf/all', 'fail', 'error'), finding('routing/takes-bounces', 'unknown')],
    'bad',
    ['mx'],
  ],
  ['nothing at all', domain, [], 'unknown', []],
  ['nothing answered', domain, [finding('listing/domain-on-list', 'unknown')], 'unknown', []],
  ['lists that gave no answer', domain, [spf, finding('listing/domain-on-list', 'unknown')], 'good', []],
  ['TLS-RPT unseen', domain, [spf, finding('transport/tls-rpt-record', 'unknown')], 'good', []],
  [
    'one passed, the rest unseen',
    domain,
    [
      finding('listing/domain-on-list', 'pass'),
      finding('dmarc/record-found', 'unknown'),
      finding('spf/single-record', 'unknown'),
      finding('spf/authorises-ip', 'unknown'),
    ],
    'unknown',
    ['spf', 'dmarc'],
  ],
  ['DMARC alone unseen', domain, [spf, finding('dmarc/record-found', 'unknown')], 'unknown', ['dmarc']],
  [
    'one of two reverse names unseen',
    domain,
    [spf, finding('dns/ptr-exists', 'pass'), finding('dns/ptr-exists', 'unknown')],
    'unknown',
    ['ptr'],
  ],
  [
    'advice, and SPF unseen',
    domain,
    [finding('routing/ttl', 'fail', 'notice'), finding('spf/single-record', 'unknown')],
    'unknown',
    ['spf'],
  ],
  [
    'the hosts of a domain out of reach',
    domain,
    [spf, finding('mail-host/reachable', 'unknown')],
    'good',
    [],
  ],
  [
    'a host out of reach',
    host,
    [finding('routing/mx-resolves', 'pass'), finding('mail-host/reachable', 'unknown')],
    'unknown',
    ['host'],
  ],
  [
    'what providers ask is not counted',
    domain,
    [spf, finding('provider/requirement', 'fail', 'error')],
    'good',
    [],
  ],
])('%s', (_, subject, findings, standing, open) => {
  expect(standingOf({ subject, findings })).toBe(standing);
  expect(openQuestions({ subject, findings })).toEqual(open);
});
