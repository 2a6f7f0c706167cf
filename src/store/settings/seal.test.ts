/** What is sealed opens under its key and name alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from './seal.ts';

const key = new Uint8Array(32).fill(7);

describe('sealing', () => {
  test('gives any text back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, name) => {
        const whole = text.toWellFormed();
        expect(unseal(key, name, seal(key, name, whole))).toBe(whole);
      }),
    );
  });

  test('holds nothing of the text, and is another each time', () => {
    const one = Buffer.from(seal(key, 'webhook 1', 'correct horse'));
    expect(one.includes('correct')).toBe(false);
    expect(one.equals(seal(key, 'webhook 1', 'correct horse'))).toBe(false);
  });

  test('opens under no other key and no other name', () => {
    const sealed = seal(key, 'webhook 1', 'secret');
    expect(unseal(new Uint8Array(32).fill(8), 'webhook 1', sealed)).toBeUndefined();
    expect(unseal(key, 'webhook 2', sealed)).toBeUndefined();
  });

  test('does not open when any byte was changed or is missing', () => {
    const sealed = seal(key, 'a', 'secret');
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Uint8Array.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(unseal(key, 'a', changed)).toBeUndefined();
      expect(unseal(key, 'a', sealed.subarray(0, place))).toBeUndefined();
    }
  });
});
