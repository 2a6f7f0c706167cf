import { describe, expect, test } from 'vitest';
import { overlayResolver } from '../dns/index.ts';
import { zoneResolver } from '../dns/testing.ts';
import { mailauthResolver } from './mailauth-resolver.ts';
import { recordingResolver } from './recorder.ts';

const zone = {
  'example.org': {
    A: ['192.0.2.1'],
    MX: ['10 mx.example.org'],
    TXT: [['one', 'two']],
    PTR: ['mail.example.org.'],
  },
  'lame.example.org': 'SERVFAIL',
  'slow.example.org': 'TIMEOUT',
} as const;

describe('answers in the shape of node:dns', () => {
  const resolve = mailauthResolver(zoneResolver(zone));
  test.each([
    ['example.org', 'A', ['192.0.2.1']],
    ['example.org', 'MX', [{ priority: 10, exchange: 'mx.example.org' }]],
    ['example.org', 'TXT', [['one', 'two']]],
    ['example.org', 'PTR', ['mail.example.org']],
  ])('%s %s', async (name, type, values) => {
    expect(await resolve(name, type)).toEqual(values);
  });

  test.each([
    ['gone.example.org', 'A', 'ENOTFOUND'],
    ['example.org', 'AAAA', 'ENODATA'],
    ['lame.example.org', 'A', 'ESERVFAIL'],
    ['slow.example.org', 'A', 'ETIMEOUT'],
    ['a..example.org', 'A', 'EBADNAME'],
    [`${'x'.repeat(64)}.example.org`, 'A', 'EBADNAME'],
    ['example.org', 'NAPTR', 'ENOTIMP'],
  ])('%s %s: %s', async (name, type, code) => {
    await expect(resolve(name, type)).rejects.toMatchObject({ code });
  });
});

test('a question is passed on once and remembered, and a failure is told', async () => {
  const asked: string[] = [];
  const recorder = recordingResolver(zoneResolver(zone, asked));
  await Promise.all([recorder.lookup('example.org', 'A'), recorder.lookup('EXAMPLE.org.', 'A')]);
  expect(recorder.failure()).toBeUndefined();
  await recorder.lookup('slow.example.org', 'A');
  expect(asked).toEqual(['example.org A', 'slow.example.org A']);
  expect(recorder.sources()).toHaveLength(2);
  expect(recorder.failure()?.code).toBe('time-out');
});

test('an overlay changes one name and type, also where nothing was', async () => {
  const over = mailauthResolver(
    overlayResolver(zoneResolver(zone), [
      { name: 'new.example.org', type: 'TXT', removes: [], adds: ['v=spf1 -all'] },
    ]),
  );
  expect(await over('New.example.org.', 'TXT')).toEqual([['v=spf1 -all']]);
  expect(await over('example.org', 'TXT')).toEqual([['one', 'two']]);
});
