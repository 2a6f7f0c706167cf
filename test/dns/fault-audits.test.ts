/** What could not be asked is never missing, and never a failure. */
import { beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { createResolver, tryResolver } from '../../src/gather/dns/index.ts';
import {
  auditEveryFault,
  auditWith,
  blindFaults,
  type FaultAudit,
  harmlessFaults,
  healthyZone,
  type Seen,
} from './fault-audits.ts';
import { startFaultServer } from './fault-server.ts';

let healthy: Seen;
let audits: readonly FaultAudit[];
beforeAll(async () => {
  healthy = await auditWith({});
  audits = await auditEveryFault();
});

test('the healthy domain is seen: few shelves are absent, nothing is unknown that DNS tells', () => {
  expect(healthy.absent).toEqual([]);
});

test('every fault is tried at every name', () => {
  const names = Object.keys(healthyZone).length;
  expect(audits.length).toBe(blindFaults.length * (names + 1) + harmlessFaults.length);
});

describe('no shelf is absent and no finding fails because of a fault', () => {
  test.each([...blindFaults, ...harmlessFaults])('%s', (fault) => {
    const said = audits.filter(
      (audit) => audit.fault === fault && audit.absent.length + audit.failing.length > 0,
    );
    expect(said).toEqual([]);
  });
});

test('a fault is not passed over either: more is unknown', async () => {
  const seen = await auditWith({ '*': 'servfail' });
  expect([seen.absent, seen.failing]).toEqual([[], []]);
  expect(seen.unknown).toBeGreaterThan(healthy.unknown + 20);
});

test('a resolver that denies everything would make all records missing: it is not believed', async () => {
  const server = await startFaultServer(healthyZone, { '*': 'denies' });
  const resolver = createResolver({ servers: [server], clock: systemClock });
  expect(await tryResolver(resolver)).toMatchObject({ code: 'dishonest-resolver' });
  await server.close();
  expect((await auditWith({ '*': 'denies' })).absent.length).toBeGreaterThan(5);
});
