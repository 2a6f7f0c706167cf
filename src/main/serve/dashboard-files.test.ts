import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readDashboard } from './dashboard-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-dashboard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const script = 'export const a = 1;\n'.repeat(200);
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><p>page');
writeFileSync(join(folder, 'assets/index-DpJ4EPhe.js'), script);
writeFileSync(join(folder, 'assets/index-DpJ4EPhe.js.map'), '{}');
writeFileSync(join(folder, 'favicon.svg'), '<svg/>');

const dashboard = readDashboard(folder);
const get = (
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  isSecure = false,
) =>
  dashboard?.answer(new Request(`http://x${path}`, { headers, method }), isSecure) ??
  new Response(null, { status: 500 });

describe('the dashboard’s files', () => {
  test.each([
    ['/', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/reports/01a2?x=1', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/favicon.svg', 200, 'image/svg+xml', 'no-cache'],
    [
      '/assets/index-DpJ4EPhe.js',
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
    ['/assets/index-gone1234.js', 404, 'text/plain', null],
    ['/assets/index-DpJ4EPhe.js.map', 404, 'text/plain', null],
    ['/missing.js', 404, 'text/plain', null],
    ['/..%2f..%2fetc/passwd', 200, 'text/html; charset=utf-8', 'no-cache'],
    ['/%ff', 200, 'text/html; charset=utf-8', 'no-cache'],
  ])('%s: %d %s', (path, status, type, caching) => {
    const { headers, status: got } = get(path);
    expect([got, headers.get('content-type'), headers.get('cache-control')]).toEqual([status, type, caching]);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['gzip, deflate, br', 'br', (bytes: Buffer) => brotliDecompressSync(bytes)],
    ['gzip', 'gzip', (bytes: Buffer) => gunzipSync(bytes)],
    ['br;q=0, gzip', 'gzip', (bytes: Buffer) => gunzipSync(bytes)],
    ['', null, (bytes: Buffer) => bytes],
  ])('accept-encoding "%s" is answered with %s', async (accepted, coding, open) => {
    const answer = get('/assets/index-DpJ4EPhe.js', { 'accept-encoding': accepted });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('content-length')).toBe(String(bytes.length));
    expect(open(bytes).toString()).toBe(script);
  });

  test('what the browser has is not sent again', async () => {
    const etag = get('/').headers.get('etag') ?? '';
    const again = get('/', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  test('HEAD has no body; HTTPS tells to stay with HTTPS, HTTP does not', async () => {
    expect(await get('/', {}, 'HEAD').text()).toBe('');
    expect(get('/', {}, 'GET', true).headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/);
    expect(get('/').headers.has('strict-transport-security')).toBe(false);
  });

  test('without a page there is none', () => {
    expect(readDashboard(join(folder, 'assets'))).toBeUndefined();
    expect(readDashboard(join(folder, 'none'))).toBeUndefined();
  });
});
