import { expect, test } from 'vitest';
import { addSecurityHeaders } from './security-headers.ts';

test('what an answer says itself stays: the sandbox of a checked message', () => {
  const headers = new Headers({
    'content-security-policy': 'sandbox',
    'cross-origin-opener-policy': 'unsafe-none',
  });
  addSecurityHeaders(headers, true);
  expect(Object.fromEntries(headers)).toEqual({
    'content-security-policy': 'sandbox',
    'cross-origin-opener-policy': 'unsafe-none',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=15552000',
    'x-content-type-options': 'nosniff',
  });
});

test('plain HTTP promises no TLS', () => {
  const headers = new Headers();
  addSecurityHeaders(headers, false);
  expect(headers.has('strict-transport-security')).toBe(false);
});
