/** Denies every network but loopback in tests: a test that asks the outside fails instead of depending on it. */
import dns from 'node:dns';
import net from 'node:net';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\./.test(host) || host === '';

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  const host =
    typeof first === 'object' && first !== null && 'host' in first
      ? String(first.host ?? '')
      : typeof args[1] === 'string'
        ? args[1]
        : '';
  const isPath =
    typeof first === 'string' ||
    (typeof first === 'object' && first !== null && 'path' in first && first.path != null);
  if (!isPath && !isLoopback(host)) throw new Error(`tests may not connect to ${host}`);
  return Reflect.apply(connect, this, args);
} as typeof connect;

const deny = (name: string) => () => {
  throw new Error(`tests may not call dns.${name}`);
};
for (const name of ['resolve', 'resolveTxt', 'resolveMx', 'resolve4', 'resolve6', 'resolvePtr'] as const) {
  Object.defineProperty(dns, name, { value: deny(name), configurable: true });
  Object.defineProperty(dns.promises, name, { value: deny(name), configurable: true });
}
