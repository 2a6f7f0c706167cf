import { expect, test } from 'vitest';
import type { MxConnectionFacts } from '../../findings/evidence.ts';
import { saidBy } from '../testing.ts';
import { mxReachable } from './mx-reachable.ts';

type Outcome = MxConnectionFacts['attempts'][number]['outcome'];
const tried = (...outcomes: Outcome[]): MxConnectionFacts => ({
  attempts: outcomes.map((outcome) => ({ host: 'mx.example.com', ip: '192.0.2.1', outcome })),
});

test.each([
  [tried('accepted'), 'pass answers'],
  [tried('refused', 'accepted'), 'pass answers'],
  [tried('refused'), 'fail refused'],
  [tried('time-out', 'refused'), 'fail time-out'],
  [tried('greeting-refused'), 'fail greeting-refused'],
  [tried('error'), 'unknown could-not-check'],
  ['absent', 'not-applicable no-host'],
  ['unknown', 'unknown could-not-check'],
] as const)('%o gives %s', (shelf, said) => {
  expect(saidBy(mxReachable, { mxConnection: shelf })).toBe(said);
});
