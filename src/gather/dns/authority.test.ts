import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultServer, startFaultServer } from '../../../test/dns/fault-server.ts';
import { systemClock } from '../../base/clock.ts';
import { createAuthorityClient } from './authority.ts';

const faults = {
  'lame.example': 'lame',
  'refused.example': 'refused',
  'silence.example': 'silence',
  'wrong-id.example': 'wrong-id',
  'truncated.example': 'truncated',
} as const;
let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer(
    { 'a.example': { A: ['192.0.2.1'] }, 'truncated.example': { A: ['192.0.2.1'] } },
    faults,
  );
});
afterAll(() => server.close());

const ask = (name: string, allowPrivate = true) =>
  createAuthorityClient({ clock: systemClock, port: server.port, allowPrivate, timeoutMs: 200 }).ask(
    '127.0.0.1',
    name,
    'A',
  );

test.each([
  ['a.example', { state: 'answered', rcode: 'NOERROR', answers: [{ address: '192.0.2.1' }] }],
  ['truncated.example', { state: 'answered', rcode: 'NOERROR' }],
  ['gone.example', { state: 'answered', rcode: 'NXDOMAIN', answers: [] }],
  [
    'lame.example',
    { state: 'answered', rcode: 'NOERROR', isAuthoritative: false, authorities: [{ type: 'NS' }] },
  ],
  ['refused.example', { state: 'answered', rcode: 'REFUSED' }],
  ['silence.example', { state: 'failed', why: { code: 'time-out' } }],
  ['wrong-id.example', { state: 'failed', why: { code: 'bad-answer' } }],
  ['a..example', { state: 'failed', why: { code: 'bad-name' } }],
])('%s', async (name, expected) => {
  expect(await ask(name)).toMatchObject(expected);
});

test('the source says that recursion was not asked for', async () => {
  const { from } = await ask('a.example');
  expect(from).toMatchObject({ question: 'a.example. A +norecurse', server: `127.0.0.1:${server.port}` });
});

test('a private address is asked only where that is allowed', async () => {
  const before = server.asked.length;
  expect(await ask('a.example', false)).toMatchObject({ state: 'failed', why: { code: 'not-public' } });
  expect(server.asked.length).toBe(before);
});
