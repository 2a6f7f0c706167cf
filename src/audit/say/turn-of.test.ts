/** Whose turn it is, by the fixes of a failure. */
import { expect, test } from 'vitest';
import type { Catalogue } from '../../findings/catalogue.ts';
import type { Fix } from '../../findings/fix.ts';
import { turnOf } from './turn-of.ts';

const texts = {
  ui: (key: string, { subject, who }: { subject?: string; who?: string } = {}) =>
    [key, subject ?? who ?? ''].join(' ').trim(),
} as unknown as Catalogue;
const record: Fix = { kind: 'dns', name: 'example.org', type: 'TXT', value: 'v=spf1 -all' };
const setting: Fix = { kind: 'setting', where: 'Postfix', key: 'smtp_helo_name', value: 'mail.example.org' };
const letter = (who: string): Fix => ({ kind: 'contact', who, text: 'Please.' });

test.each<readonly [string, readonly Fix[], string]>([
  ['a record', [letter('x'), record], 'turn.dns example.org'],
  [
    'what the plan mends',
    [{ kind: 'command', line: 'waypost audit example.org --plan' }],
    'turn.dns example.org',
  ],
  ['a setting', [setting, letter('x')], 'turn.setting 192.0.2.1'],
  ['another command', [{ kind: 'command', line: 'dig +short x' }], 'turn.setting 192.0.2.1'],
  ['somebody else', [letter('the list')], 'turn.contact the list'],
  ['the owner of the address', [letter('ip-owner')], 'turn.contact turn.ip-owner'],
  ['nothing that is known', [], 'turn.own 192.0.2.1'],
])('%s', (_, fixes, turn) => {
  const subject = { kind: 'ip', name: '192.0.2.1' } as const;
  expect(turnOf({ fixes, subject }, { kind: 'domain', name: 'example.org' }, texts)).toBe(turn);
});
