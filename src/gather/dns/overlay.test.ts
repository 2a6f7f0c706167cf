import { describe, expect, test } from 'vitest';
import { overlayResolver } from './overlay.ts';
import { recordOf, recordValue } from './record-text.ts';
import { zoneResolver } from './testing.ts';

const below = zoneResolver({
  'example.org': { TXT: ['old', 'kept'], MX: ['10 mx.example.org'] },
  'lame.example.org': 'SERVFAIL',
});
const resolver = overlayResolver(below, [
  { name: 'Example.org.', type: 'TXT', removes: ['old'], adds: ['new'] },
  { name: 'example.org', type: 'MX', removes: ['10 mx.example.org'], adds: [] },
  { name: 'born.example.org', type: 'SRV', removes: [], adds: ['0 1 465 mail.example.org'] },
  { name: 'lame.example.org', type: 'A', removes: [], adds: ['192.0.2.1'] },
]);

describe('a zone with changes laid over it', () => {
  test('a record takes the place of another, the rest of the set stays', async () => {
    expect(await resolver.lookup('example.org', 'TXT')).toMatchObject({
      state: 'present',
      value: { records: [{ text: 'kept' }, { text: 'new' }] },
      from: { server: 'zone:53' },
    });
  });

  test('a set that loses its last record goes away, the name stays', async () => {
    expect(await resolver.lookup('example.org', 'MX')).toMatchObject({
      state: 'absent',
      from: { rcode: 'NOERROR' },
    });
  });

  test('a name with its first record begins to exist', async () => {
    expect(await resolver.lookup('born.example.org', 'SRV')).toMatchObject({
      value: { records: [{ port: 465, target: 'mail.example.org' }] },
    });
    expect(await resolver.lookup('born.example.org', 'A')).toMatchObject({
      state: 'absent',
      from: { rcode: 'NOERROR' },
    });
  });

  test('what is not changed is as it was, what could not be asked stays unknown', async () => {
    expect(await resolver.lookup('none.example.org', 'A')).toMatchObject({ from: { rcode: 'NXDOMAIN' } });
    expect((await resolver.lookup('lame.example.org', 'TXT')).state).toBe('unknown');
    expect((await resolver.lookup('lame.example.org', 'A')).state).toBe('unknown');
  });
});

test('several changes of one set come one after another; what is there is not added twice', async () => {
  const twice = overlayResolver(below, [
    { name: 'example.org', type: 'TXT', removes: ['old'], adds: ['new', 'kept'] },
    { name: 'example.org', type: 'TXT', removes: ['new'], adds: ['newest'] },
  ]);
  expect(await twice.lookup('example.org', 'TXT')).toMatchObject({
    value: { records: [{ text: 'kept' }, { text: 'newest' }] },
  });
});

test('a long text is cut into strings as it is published', () => {
  const record = recordOf('example.org', 'TXT', 'x'.repeat(300), 60);
  expect(record).toMatchObject({ strings: ['x'.repeat(255), 'x'.repeat(45)], text: 'x'.repeat(300) });
});

test.each([
  ['A', '192.0.2.1'],
  ['MX', '10 mx.example.org'],
  ['TXT', 'v=spf1 -all'],
  ['CNAME', 'other.example.org'],
  ['SRV', '0 1 465 mail.example.org'],
  ['TLSA', '3 1 1 00ff'],
  ['CAA', '0 issue ca.example'],
] as const)('%s %s is read as it is written', (type, value) => {
  expect(recordValue(recordOf('example.org', type, value, 60))).toBe(value);
});
