import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSessionFaults, recogniseLog } from './index.ts';
import { nginxFault } from './nginx.ts';

const line = (server: string): string =>
  `2026/11/20 06:37:26 [info] 11#11: *1305 client login failed: "Authentication rate limit from one source exceeded" while in http auth state, client: 192.0.2.81, server: ${server}, login: "a@example.org"`;

test('a login that auth_http turned away is a client that our own server refused', () => {
  expect(recogniseLog(line('0.0.0.0:25'))).toBe('nginx');
  expect(readSessionFaults(line('0.0.0.0:25'))).toEqual([
    {
      format: 'nginx',
      outcome: 'rejected-by-us',
      line: 1,
      phase: 'auth',
      text: 'client login failed: "Authentication rate limit from one source exceeded"',
      clientIp: '192.0.2.81',
    },
  ]);
});

test('the port tells whether it was one for our own users', () => {
  expect(nginxFault(line('0.0.0.0:587'))?.isSubmission).toBe(true);
  expect(nginxFault(line('[::]:465'))?.isSubmission).toBe(true);
  expect(nginxFault(line('0.0.0.0:5870'))?.isSubmission).toBeUndefined();
});

test('other lines tell of none', () => {
  expect(recogniseLog('2026/11/20 06:37:26 [error] 11#11: *7 connect() failed, client: 192.0.2.81')).toBe(
    undefined,
  );
  fc.assert(fc.property(fc.string(), (text) => void nginxFault(text)));
});
