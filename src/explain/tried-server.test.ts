import fc from 'fast-check';
import { expect, test } from 'vitest';
import { triedPort, triedServer } from './tried-server.ts';

test.each([
  ['Error: connect ETIMEDOUT 192.0.2.1:587', '192.0.2.1', 587],
  ['dial tcp 192.0.2.1:465: i/o timeout', '192.0.2.1', 465],
  ['dial tcp [2001:db8::1]:587: connect: network is unreachable', '2001:db8::1', 587],
  ['StartTLS: read tcp app:31542->Relay.example:25: read: connection reset by peer', 'relay.example', 25],
  ['Could not connect to SMTP host: smtp.example.net, port: 587', 'smtp.example.net', 587],
  ['Failed to connect to smtp.example.net port 465: Connection refused', 'smtp.example.net', 465],
  ['Connection could not be established with host "ssl://smtp.example.net:465"', 'smtp.example.net', 465],
  ['Connection refused - connect(2) for "smtp.example.net" port 2525', 'smtp.example.net', 2525],
  ['sendmail: Cannot open mail:25', 'mail', 25],
  ['no SMTP server is running on localhost port 25', 'localhost', 25],
  ['Could not connect to SMTP host: mailhog, port: 25', 'mailhog', 25],
  ['connect to smtp.example.net[192.0.2.1]:587: Connection timed out', 'smtp.example.net', 587],
])('%s', (text, host, port) => {
  expect(triedServer({ text, via: 'program' })).toEqual({ host, port });
});

test.each([
  'at Transport.send (transport.go:25)',
  'mailer.php:587 Connection timed out',
  '2026-11-20 10:02:25 Connection timed out',
  'Connection timed out after 10:25',
  'connect ETIMEDOUT 192.0.2.1:5875',
  'connect ECONNREFUSED 192.0.2.1:3306',
  'SMTP connect() failed.',
  'Could not connect to SMTP host on port 587',
  'I tried to send using port 465 and over port 25',
  'Failed to connect to server, port 587',
  'Connection failed, port:587',
])('no server with a port of mail: %s', (text) => {
  expect(triedServer({ text, via: 'program' })).toBeUndefined();
});

test('a port without a server', () => {
  expect(triedPort({ text: "$config['smtp_port'] = 465;", via: 'program' })).toBe(465);
  expect(triedPort({ text: 'EMAIL_PORT=587', via: 'program' })).toBe(587);
  expect(triedPort({ text: 'a report of 587 pages', via: 'program' })).toBeUndefined();
  expect(triedPort({ text: 'imported = 587', via: 'program' })).toBeUndefined();
  const text = 'Could not connect to SMTP host on port 587';
  expect(triedPort({ text, via: 'program' })).toBe(587);
  expect(triedPort({ text })).toBeUndefined();
  expect(triedPort({ text: 'smtp.example.net:465, not port 25', via: 'program' })).toBe(465);
});

test('of what another server says nothing is tried', () => {
  expect(triedServer({ text: 'connect to mx.example.org:25 failed' })).toBeUndefined();
  expect(triedServer({ text: 'connect to relay.example:587 failed', ownStep: 'client' })?.port).toBe(587);
});

test('never throws, and the time is linear in a text of any kind', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'smtp.example:25 port[]->') }),
      (text) => void triedServer({ text, via: 'program' }),
    ),
  );
  const start = performance.now();
  for (const piece of ['a.', '1:', '[a', 'a port ', '2587:', 'a[1', 'a[1]'])
    triedServer({ text: piece.repeat(100_000), via: 'program' });
  expect(performance.now() - start).toBeLessThan(1_000);
});
