import { expect, test } from 'vitest';
import { type Zone, zoneResolver } from './testing.ts';
import { tryResolver } from './trial.ts';

test.each<[string, Zone, string | undefined]>([
  ['denies what always exists', {}, 'dishonest-resolver'],
  ['knows it', { com: { NS: ['a.gtld-servers.net'] } }, undefined],
  ['fails at it', { com: 'SERVFAIL' }, undefined],
  ['does not answer', { com: 'TIMEOUT' }, undefined],
])('a resolver that %s', async (_, zone, code) => {
  expect((await tryResolver(zoneResolver(zone)))?.code).toBe(code);
});
