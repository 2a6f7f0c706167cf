import { describe, expect, test } from 'vitest';
import { type RawCheckOptions, readCheckOptions } from './options.ts';

const read = (raw: RawCheckOptions, environment?: string) => readCheckOptions(raw, ['de', 'en'], environment);
const value = (raw: RawCheckOptions, environment?: string) => {
  const result = read(raw, environment);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

test('without options: personal mail, text, English, nothing fetched', () => {
  expect(value({})).toMatchObject({ profile: 'personal', format: 'text', language: 'en', fetches: false });
  expect(value({})).not.toHaveProperty('probeMode');
});

describe('what is understood', () => {
  test.each<[RawCheckOptions, object]>([
    [{ receivers: 'Gmail, outlook' }, { receivers: ['google', 'microsoft'] }],
    [{ receivers: 'icloud,Apple, yahoo' }, { receivers: ['apple', 'apple', 'yahoo'] }],
    [{ json: true, format: 'html' }, { format: 'json' }],
    [{ probeUnsubscribe: 'get' }, { probeMode: 'get' }],
    [{ probeUnsubscribe: 'post' }, { probeMode: 'get-and-post' }],
    [{ mailFrom: '' }, { mailFrom: '' }],
    [{ senderIp: '2001:DB8::1' }, { senderIp: '2001:db8::1' }],
  ])('%j', (raw, expected) => {
    expect(value(raw)).toMatchObject(expected);
  });

  test('the language of the environment, unless another is asked for', () => {
    expect(value({}, 'de_DE.UTF-8').language).toBe('de');
    expect(value({ lang: 'en' }, 'de_DE.UTF-8').language).toBe('en');
  });
});

test.each<[RawCheckOptions, string]>([
  [{ profile: 'spam' }, '--profile'],
  [{ format: 'xml' }, '--format'],
  [{ failOn: 'all' }, '--fail-on'],
  [{ receivers: 'gmial' }, '--receivers'],
  [{ senderIp: '192.0.2.300' }, '--sender-ip'],
  [{ tracking: ['click'] }, '--tracking'],
  [{ mailFrom: 'ann' }, '--mail-from'],
  [{ rspamd: 'ftp://127.0.0.1' }, '--rspamd'],
  [{ rspamdPassword: 'file' }, '--rspamd-password'],
  [{ lang: 'xx' }, '--lang'],
  [{ offline: true, fetch: true }, '--offline'],
  [{ offline: true, probeUnsubscribe: 'get' }, '--offline'],
  [{ probeUnsubscribe: 'yes' }, '--probe-unsubscribe'],
  [{ output: 'x.eml' }, '--output'],
])('%j is refused, naming the option', (raw, option) => {
  const result = read(raw);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.problem.message).toContain(option);
});
