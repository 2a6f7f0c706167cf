import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPasswordFault } from './password-rules.ts';

const ann = { email: 'ann.sender@example.org', name: 'Ann Sender-Meier' };

describe('passwords', () => {
  test.each([
    ['eleven characters', 'kX9!vQ2#mL7', 'too-short'],
    ['twelve characters of one kind', 'vkxqmlzhtrwb', undefined],
    ['digits alone, drawn by lot', '839104726551', undefined],
    ['words in a row', 'correct horse battery staple', undefined],
    ['words with blanks and umlauts', 'vier Worte über Köln', undefined],
    ['twelve code points beyond the BMP', '🐎🔋📎🐴🚀🌍🌙⭐🔥💧🌳🍀', undefined],
    ['256 characters', `${'a1 b2 c3 '.repeat(28)}wxyz`, undefined],
    ['257 characters', `${'x1 y2 z3 '.repeat(28)}wxyzv`, 'too-long'],
    ['one letter', 'aaaaaaaaaaaaaaaa', 'too-common'],
    ['a short piece again and again', 'xk7xk7xk7xk7xk7', 'too-common'],
    ['the word itself, twice', 'PasswordPassword', 'too-common'],
    ['the word with what rules of composition ask', 'Password123!', 'too-common'],
    ['the word in disguise', 'P@ssw0rd2026!', 'too-common'],
    ['a season and a year', 'Sommer2026!!', 'too-common'],
    ['counting', '123456789012', 'too-common'],
    ['a row of the keyboard', 'qwertyuiop123', 'too-common'],
    ['columns of the keyboard', '1qaz2wsx3edc', 'too-common'],
    ['two common words', 'letmein-admin', 'too-common'],
    ['the address', 'ann.sender@example.org', 'tells-account'],
    ['the address and a year', 'Ann.Sender2026', 'tells-account'],
    ['the name', 'Sender-Meier!', 'tells-account'],
    ['the program', 'Waypost-Waypost', 'tells-account'],
    ['the program and what comes to mind', 'waypost-admin-1', 'tells-account'],
    ['a common word among others', 'my password is a green heron', undefined],
  ])('%s', (_, password, fault) => {
    expect(findPasswordFault(password, ann)).toBe(fault);
  });

  test('property: whatever is typed is judged, and fewer than twelve are never taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string(), (password, name) => {
        const fault = findPasswordFault(password, { email: 'x@example.org', name });
        if ([...password.normalize('NFKC')].length < 12) expect(fault).toBe('too-short');
      }),
    );
  });

  test('a name made to be slow is not', () => {
    const began = performance.now();
    findPasswordFault('a-'.repeat(128), { email: 'x@example.org', name: 'a-'.repeat(50_000) });
    expect(performance.now() - began).toBeLessThan(200);
  });
});
