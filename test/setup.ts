/**
 * Denies every network but loopback in tests: a test that asks the outside fails instead of depending on it.
 *
 * Covers sockets (net, tls, http, https, fetch), datagrams and node:dns. What was denied throws at the call, and, because
 * the code under test may take that for a mail-world failure, fails the test again when it ends.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { afterEach } from 'vitest';
import { isLoopback, note, takeDenied } from './denied-network.ts';

/** What the patches read of the arguments of `connect`: options, or port and host; a path is a local socket. */
function connectHost(args: readonly unknown[]): string | undefined {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    if ('path' in first && first.path != null) return undefined;
    return 'host' in first ? String(first.host ?? '') : '';
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return undefined;
  return typeof args[1] === 'string' ? args[1] : '';
}

function denyOutside(what: string, host: string | undefined): void {
  if (host === undefined || isLoopback(host)) return;
  throw note(`${what} ${host}`);
}

function patch(target: object, name: string, guard: (self: unknown, args: readonly unknown[]) => void): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') return;
  const guarded = function (this: unknown, ...args: unknown[]): unknown {
    guard(this, args);
    return Reflect.apply(original, this, args);
  };
  Object.defineProperty(target, name, { value: guarded, configurable: true, writable: true });
}

const resolving = [
  ...[
    'resolve',
    'resolve4',
    'resolve6',
    'resolveAny',
    'resolveCaa',
    'resolveCname',
    'resolveMx',
    'resolveNaptr',
  ],
  ...['resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt', 'reverse'],
];

function denyNetwork(): void {
  patch(net.Socket.prototype, 'connect', (_, args) => denyOutside('connect to', connectHost(args)));
  for (const name of ['send', 'connect']) {
    // send(msg, [offset, length,] [port, [address]]) and connect(port, [address]): a string after the first argument is the address.
    patch(dgram.Socket.prototype, name, (_, args) => {
      const address = args
        .slice(1)
        .find((argument) => typeof argument === 'string' && !/^\d+$/.test(argument));
      denyOutside('send datagrams to', typeof address === 'string' ? address : '');
    });
  }
  for (const module of [dns, dns.promises]) {
    patch(module, 'lookup', (_, [name]) => {
      if (net.isIP(String(name)) === 0) denyOutside('look up', String(name));
    });
    patch(module, 'lookupService', () => denyOutside('call', 'dns.lookupService'));
    for (const name of resolving)
      patch(module, name, (_, args) => denyOutside(`dns.${name}`, String(args[0])));
    // A resolver pointed at a server of the test is the test's own.
    for (const name of resolving) {
      patch(module.Resolver.prototype, name, (self) => {
        if (!(self instanceof dns.Resolver || self instanceof dns.promises.Resolver)) return;
        for (const server of self.getServers())
          denyOutside('ask', server.replace(/^\[(.*)\](?::\d+)?$|^([^:]+):\d+$/, '$1$2'));
      });
    }
  }
  syncBuiltinESMExports();
}

// Without isolation this file runs once per test file in the same process: patch once.
const patched = Symbol.for('waypost.network-denied');
if (!Reflect.has(globalThis, patched)) {
  denyNetwork();
  Reflect.set(globalThis, patched, true);
}

afterEach(() => {
  const denied = takeDenied();
  if (denied.length > 0) throw new Error(`the test tried to reach the network: ${denied.join('; ')}`);
});
