import { expect, test } from 'vitest';
import { addSecurityHeaders, PAGE_POLICY } from './security-headers.ts';

test('a page gets the strict policy: nothing inline, no other host', () => {
  const headers = new Headers();
  addSecurityHeaders(headers, false, PAGE_POLICY);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  expect(headers.get('content-security-policy')).not.toMatch(/unsafe|http|\*/);
  expect(headers.has('strict-transport-security')).toBe(false);
});

test('what an answer says itself stays: the sandbox of a checked message', () => {
  const headers = new Headers({
    'content-security-policy': 'sandbox',
    'cross-origin-opener-policy': 'unsafe-none',
  });
  addSecurityHeaders(headers, true, PAGE_POLICY);
  expect(headers.get('content-security-policy')).toBe('sandbox');
  expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
});
