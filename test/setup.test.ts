import dgram from 'node:dgram';
import dns, { resolveMx } from 'node:dns';
import dnsPromises, { Resolver } from 'node:dns/promises';
import net from 'node:net';
import tls from 'node:tls';
import { describe, expect, test } from 'vitest';
import { takeDenied } from './denied-network.ts';

const outside = '192.0.2.1';

function sendDatagram(address: string): void {
  const socket = dgram.createSocket('udp4');
  try {
    socket.send('x', 53, address);
  } finally {
    socket.close();
  }
}

function askThrough(server: string): Promise<unknown> {
  const resolver = new Resolver({ timeout: 50, tries: 1 });
  resolver.setServers([server]);
  return resolver.resolve4('example.org');
}

describe('a test cannot reach the network', () => {
  test.each<[string, () => unknown]>([
    ['net.connect(port, host)', () => net.connect(25, outside)],
    ['net.connect(options)', () => net.connect({ port: 25, host: outside })],
    ['new Socket().connect', () => new net.Socket().connect(25, outside)],
    ['tls.connect', () => tls.connect({ port: 443, host: outside })],
    ['fetch', () => fetch(`http://${outside}/`)],
    ['dgram send', () => sendDatagram(outside)],
    ['dns.lookup', () => dns.lookup('example.org', () => {})],
    ['dns.promises.lookup', () => dnsPromises.lookup('example.org')],
    ['a named import of dns', () => resolveMx('example.org', () => {})],
    ['a resolver with an outside server', () => askThrough(`${outside}:53`)],
  ])('%s is denied', async (_, attempt) => {
    await expect((async () => await attempt())()).rejects.toThrow();
    expect(takeDenied()).toHaveLength(1);
  });
});

describe('loopback stays open', () => {
  test('a server of the test answers', async () => {
    const server = net.createServer((socket) => socket.end('220 here\r\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const greeting = await new Promise<string>((done) => {
      net.connect(port, '127.0.0.1').once('data', (bytes) => done(bytes.toString('latin1')));
    });
    expect(greeting).toBe('220 here\r\n');
    await new Promise((done) => server.close(done));
  });

  test.each([
    ['a datagram', () => sendDatagram('127.0.0.1')],
    ['localhost by name', () => dnsPromises.lookup('localhost')],
    ['an address is no look-up', () => dnsPromises.lookup(outside)],
  ])('%s', async (_, attempt) => {
    await attempt();
    expect(takeDenied()).toEqual([]);
  });

  test('a resolver with a server of the test', async () => {
    await expect(askThrough('127.0.0.1:9')).rejects.toThrow();
    expect(takeDenied()).toEqual([]);
  });
});
