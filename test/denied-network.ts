/** What test/setup.ts denied, so that a test can look at it and a swallowed error still fails its test. */

const key = Symbol.for('waypost.denied');

/** One list per process, whichever module graph asks for it. */
function list(): string[] {
  const found: unknown = Reflect.get(globalThis, key);
  if (Array.isArray(found)) return found;
  const fresh: string[] = [];
  Reflect.set(globalThis, key, fresh);
  return fresh;
}

/** True for what stays on this machine; an empty host is Node's word for localhost. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return (
    name === '' ||
    name === 'localhost' ||
    name === '::1' ||
    /^(::ffff:)?127\./.test(name) ||
    name === '0.0.0.0' ||
    name === '::'
  );
}

/** Notes an attempt and gives the error to throw. */
export function note(attempt: string): Error {
  list().push(attempt);
  return new Error(`tests may not ${attempt}`);
}

/** The attempts since the last call; the list is empty after it. */
export function takeDenied(): readonly string[] {
  return list().splice(0);
}
