import { describe, expect, test } from 'vitest';
import { sayFault } from './say-config.ts';

const second = (message: string): string =>
  sayFault({ place: 'waypost.toml:1', key: 'a', found: '1', message }, (what) => what).split('\n')[1] ?? '';

describe('the sentence of a fault', () => {
  test.each([
    ['it is empty.', '  It is empty.'],
    ['tls.cert stands there alone.', '  tls.cert stands there alone.'],
    ['public_ask is no text.', '  public_ask is no text.'],
    ["'x.y' is no network.", "  'x.y' is no network."],
  ])('%s', (message, said) => {
    expect(second(message)).toBe(said);
  });
});
