import { describe, expect, test } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import { configKeys } from '../config/schema.ts';
import { takeOver } from './take-over.ts';

const config = (text: string) => {
  const read = readConfig({ file: { path: 'waypost.toml', text }, environment: {}, workingFolder: '/' });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.config;
};

/** A value of each key that is not its default. */
const others: Readonly<Record<string, string>> = {
  listen: '"127.0.0.1:1"',
  allow_plain_http: 'true',
  origin: '"https://a.example"',
  data: '"other"',
  language: '"de"',
  resolver: '"192.0.2.1:53"',
  public_ask: 'true',
  'proxy.trusted': '["192.0.2.1"]',
  'public.per_hour': '5',
  'public.lookups': 'false',
  'retention.report_days': '1',
  'retention.history_days': '1',
  'retention.audit_log_days': '1',
  'log.level': '"debug"',
  'log.form': '"json"',
  'metrics.enabled': 'false',
  'metrics.allowed': '["192.0.2.1"]',
  'limits.connections': '99',
  'limits.jobs': '9',
};

const asToml = (name: string, value: string): string => {
  const [first = '', second] = name.split('.');
  return second === undefined ? `${first} = ${value}` : `[${first}]\n${second} = ${value}`;
};

describe('a reload', () => {
  const before = config('');
  const keys = configKeys.filter(({ name }) => !name.startsWith('tls.'));

  test.each(keys.map(({ name, isReloaded = false }) => [name, isReloaded] as const))(
    '%s: taken over at once: %s',
    (name, isReloaded) => {
      const next = config(asToml(name, others[name] ?? ''));
      const taken = takeOver(before, next);
      expect(taken.needRestart).toEqual(isReloaded ? [] : [name]);
      const { file: _, origins: __, ...values } = taken.config;
      const { file: ___, origins: ____, ...expected } = isReloaded ? next : before;
      expect(values).toEqual(expected);
    },
  );

  test('several keys of a table that wait are all named; one that does not is taken over', () => {
    const taken = takeOver(
      before,
      config('[public]\nper_hour = 5\nlookups = false\n[limits]\nconnections = 20'),
    );
    expect(taken.needRestart).toEqual(['public.per_hour', 'public.lookups']);
    expect([taken.config.public, taken.config.limits.connections]).toEqual([before.public, 20]);
  });

  test('HTTPS begins and ends with a restart; another certificate does not wait', () => {
    const [plain, one, two] = ['', '[tls]\ncert = "a"\nkey = "b"', '[tls]\ncert = "c"\nkey = "d"'].map(
      config,
    );
    if (plain === undefined || one === undefined || two === undefined) throw new Error('missing');
    expect(takeOver(plain, one)).toMatchObject({ needRestart: ['tls'], config: { tls: {} } });
    expect(takeOver(one, plain)).toMatchObject({ needRestart: ['tls'], config: { tls: { cert: '/a' } } });
    expect(takeOver(one, two)).toMatchObject({ needRestart: [], config: { tls: { cert: '/c' } } });
  });
});
