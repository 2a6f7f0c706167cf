import { describe, expect, test } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import { refuseOpenness } from './openness.ts';

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
