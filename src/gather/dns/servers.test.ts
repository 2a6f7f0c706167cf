import { describe, expect, test } from 'vitest';
import { formatServer, parseServer, systemServers } from './servers.ts';

describe('a resolver as text', () => {
  test.each([
    ['192.0.2.53', '192.0.2.53:53'],
    ['192.0.2.53:5353', '192.0.2.53:5353'],
    ['localhost', 'localhost:53'],
    ['dns.example:5300', 'dns.example:5300'],
    ['2001:db8::53', '[2001:db8::53]:53'],
    ['[2001:db8::53]', '[2001:db8::53]:53'],
    ['[2001:db8::53]:5353', '[2001:db8::53]:5353'],
  ])('%s', (text, shown) => {
    const server = parseServer(text);
    expect(server.ok ? formatServer(server.value) : server.problem).toBe(shown);
  });

  test.each([
    ...['', ':53', 'host:', 'host:0', 'host:65536', 'host:x', 'a b', '[::1', '[host]:53', '[::1]53'],
    ...['1.2.3.4:5:6', '-host', 'x'.repeat(300)],
  ])("'%s' is none", (text) => {
    expect(parseServer(text)).toMatchObject({ ok: false, problem: { code: 'bad-server' } });
  });

  test('the system has at least one and at most three', () => {
    expect([1, 2, 3]).toContain(systemServers().length);
  });
});
