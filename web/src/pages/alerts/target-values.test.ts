/** What the form of a target sends. */
import { expect, test } from 'vitest';
import { readEmail, targetBody } from './target-values.ts';

const form = (texts: Readonly<Record<string, string>>, on: readonly string[] = ['isEnabled']) => ({
  text: (name: string) => (texts[name] ?? '').trim(),
  raw: (name: string) => texts[name] ?? '',
  list: (name: string) => (texts[name] ?? '').split(/[\s,]+/).filter((one) => one !== ''),
  number: (name: string) => (texts[name] === undefined ? undefined : Number(texts[name])),
  isOn: (name: string) => on.includes(name),
});
const both = { name: 'on call', leastSeverity: 'error' };

test('a webhook; the key that is not typed is not sent', () => {
  expect(targetBody('webhook', form({ ...both, url: 'https://hooks.example.org/in', secret: '' }))).toEqual({
    ...both,
    isEnabled: true,
    settings: { url: 'https://hooks.example.org/in' },
  });
});

test('mail; a password keeps its blanks, a login that is empty is left out', () => {
  const given = {
    ...both,
    host: 'mail.example.org',
    from: 'a@example.org',
    to: 'b@example.org, c@example.org',
  };
  expect(targetBody('email', form({ ...given, security: 'tls', port: '465', secret: ' p w ' }, []))).toEqual({
    ...both,
    isEnabled: false,
    secret: ' p w ',
    settings: {
      host: 'mail.example.org',
      port: 465,
      security: 'tls',
      from: 'a@example.org',
      to: ['b@example.org', 'c@example.org'],
    },
  });
});

test('a password is taken away, whatever was typed', () => {
  expect(targetBody('email', form({ ...both, secret: 'x' }, ['forget'])).secret).toBe('');
});

test('settings that are none of ours are read as the usual ones', () => {
  expect(readEmail({ port: '25', to: 'a@example.org' })).toEqual({
    host: '',
    port: 587,
    security: 'starttls',
    user: '',
    from: '',
    to: [],
  });
});
