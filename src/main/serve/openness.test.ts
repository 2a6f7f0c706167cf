import { describe, expect, test } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import { mayAskPlainly, refuseOpenness } from './openness.ts';

const refused = (text: string): string | undefined => {
  const read = readConfig({ file: { path: 'waypost.toml', text }, environment: {}, workingFolder: '/' });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return refuseOpenness(read.config)?.code;
};

describe('listening where others reach it', () => {
  test.each([
    ['listen = "127.0.0.1:8550"', undefined],
    ['listen = "127.9.9.9:8550"', undefined],
    ['listen = "localhost:8550"', undefined],
    ['listen = "[::1]:8550"', undefined],
    ['listen = "0.0.0.0:8550"', 'open-without-tls'],
    ['listen = "[::]:8550"', 'open-without-tls'],
    ['listen = "192.0.2.1:8550"', 'open-without-tls'],
    ['listen = "0.0.0.0:8550"\nallow_plain_http = true', undefined],
    ['listen = "0.0.0.0:8550"\n[proxy]\ntrusted = ["192.0.2.1"]', undefined],
    ['listen = "0.0.0.0:8550"\n[tls]\ncert = "a"\nkey = "b"', undefined],
  ])('%j: %s', (text, code) => {
    expect(refused(text)).toBe(code);
  });
});

describe('asking without TLS behind a trusted proxy', () => {
  const config = (text: string) => {
    const read = readConfig({ file: { path: 'waypost.toml', text }, environment: {}, workingFolder: '/' });
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return read.config;
  };
  const trusting = config('listen = "0.0.0.0:8550"\n[proxy]\ntrusted = ["192.0.2.1", "2001:db8::/64"]');

  test.each([
    ['192.0.2.1', true],
    ['::ffff:192.0.2.1', true],
    ['2001:db8::9', true],
    ['127.0.0.1', true],
    ['::1', true],
    ['192.0.2.2', false],
    ['2001:db8:1::9', false],
    ['10.0.0.1', false],
    ['', false],
  ])('%j: %s', (ip, may) => {
    expect(mayAskPlainly(ip, trusting)).toBe(may);
  });

  test('everybody where the configuration says so', () => {
    expect(mayAskPlainly('192.0.2.2', config('allow_plain_http = true'))).toBe(true);
  });
});
