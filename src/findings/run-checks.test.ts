import { describe, expect, test } from 'vitest';
import type { Evidence } from './evidence.ts';
import type { Check } from './finding.ts';
import { runChecks } from './run-checks.ts';

const check: Check<'ptr' | 'reply'> = {
  id: 'dns/sample',
  needs: ['ptr', 'reply'],
  sources: [],
  run: ({ ptr }) => [
    {
      message: 'seen',
      subject: { kind: 'ip', name: '' },
      outcome: ptr?.state === 'present' ? 'pass' : 'fail',
      confidence: 1,
      data: {},
      evidence: ['ptr'],
      fixes: [],
    },
  ],
};

const from = { kind: 'input', where: 'test' } as const;
const reply = { state: 'present', value: { text: '', senderIp: '192.0.2.7' }, seenAt: '', from } as const;
const run = (ptr: Evidence['ptr']) => runChecks([check], { reply, ...(ptr && { ptr }) });

describe('the shelf that a check judges', () => {
  test('missing: nothing is said', () => {
    expect(run(undefined)).toEqual([]);
  });

  test('absent: the check judges', () => {
    expect(run({ state: 'absent', seenAt: '', from })).toMatchObject([
      { check: 'dns/sample', outcome: 'fail' },
    ]);
  });

  test('unknown: the reason is told, nothing fails', () => {
    const why = { code: 'time-out', message: 'no answer' };
    expect(run({ state: 'unknown', why, seenAt: '', from })).toEqual([
      {
        check: 'dns/sample',
        message: 'could-not-check',
        subject: { kind: 'ip', name: '192.0.2.7' },
        outcome: 'unknown',
        confidence: 0,
        data: { why: 'time-out', detail: 'no answer' },
        evidence: ['ptr'],
        fixes: [],
      },
    ]);
  });
});
