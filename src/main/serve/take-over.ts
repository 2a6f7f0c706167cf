/** What a reload takes over: the keys that the schema marks so. The others stay as they were at the start, and are named. */
import type { ServeConfig } from '../config/read-config.ts';
import { configKeys } from '../config/schema.ts';

export interface TakenOver {
  /** What holds from now on. */
  readonly config: ServeConfig;
  /** Names of keys whose new value waits for a restart; 'tls' where HTTPS itself begins or ends. */
  readonly needRestart: readonly string[];
}

const at = (holder: object, name: string): unknown => Reflect.get(holder, name);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `name` as `from` has it, in a copy of `to`. */
function withValue(to: ServeConfig, from: ServeConfig, name: string): ServeConfig {
  const [first = '', second] = name.split('.');
  const origins = new Map(to.origins);
  const origin = from.origins.get(name);
  if (origin !== undefined) origins.set(name, origin);
  const value =
    second === undefined
      ? at(from, first)
      : { ...Object(at(to, first)), [second]: at(Object(at(from, first)), second) };
  return { ...to, [first]: value, origins };
}

const heldBy = (config: ServeConfig, name: string): unknown => {
  const [first = '', second] = name.split('.');
  return second === undefined ? at(config, first) : at(Object(at(config, first)), second);
};

/** Compares every key. */
export function takeOver(before: ServeConfig, next: ServeConfig): TakenOver {
  const needRestart: string[] = [];
  let config = next;
  for (const { name, isReloaded } of configKeys) {
    if (isReloaded === true || isSame(heldBy(before, name), heldBy(next, name))) continue;
    needRestart.push(name);
    config = withValue(config, before, name);
  }
  // A certificate is changed while it runs; whether HTTPS is spoken at all is not.
  if ((before.tls.cert === undefined) !== (next.tls.cert === undefined)) {
    needRestart.push('tls');
    for (const name of ['tls.cert', 'tls.key']) config = withValue(config, before, name);
  }
  return { config, needRestart };
}
