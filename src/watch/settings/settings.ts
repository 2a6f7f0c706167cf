/** Settings as they hold, and the keys of DNS lists, sealed. */
import type { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { failed, ok } from '../../base/result.ts';
import { parseServer } from '../../gather/dns/index.ts';
import type { DnsblData } from '../../gather/dnsbl/index.ts';
import type { Setting } from '../../store/settings/types.ts';
import type { Store } from '../../store/types.ts';
import type { Settings, SettingView } from '../types.ts';
import { type SettingKey, type SettingsByKey, settingKeys, settingSchemas } from './schemas.ts';

export interface SettingsNeeds {
  readonly store: Pick<Store, 'settings' | 'secrets'>;
  readonly clock: Clock;
  /** Which lists take a key, and where it is had. */
  readonly lists: DnsblData;
  /** What holds where the dashboard set nothing: of waypost.toml. Members that do not fit are left out. */
  readonly defaults?: (key: SettingKey) => JsonObject;
}

/** Before the zone, in the name of a sealed key. */
const LIST_KEY = 'list-key ';

/** A key becomes a label of the name that is asked (RFC 1035 §2.3.4). */
const keyPattern = /^[A-Za-z0-9_-]{8,63}$/;

const schemaOf = (key: SettingKey): z.ZodType => settingSchemas[key];

/** `path` and `message` of each fault, as problem+json has them. */
export function faultsOf(error: z.ZodError): readonly { readonly path: string; readonly message: string }[] {
  return error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }));
}

/** A value with defaults; what the store holds from an older version and no longer fits is left out, member by member. */
function readValue<K extends SettingKey>(key: K, stored: JsonObject | undefined): SettingsByKey[K] {
  const schema = schemaOf(key);
  const whole = schema.safeParse(stored ?? {});
  if (whole.success) return whole.data as SettingsByKey[K];
  const fitting = Object.entries(stored ?? {}).filter(
    ([name, value]) => schema.safeParse({ [name]: value }).success,
  );
  return schema.parse(Object.fromEntries(fitting)) as SettingsByKey[K];
}

function viewOf<K extends SettingKey>(
  key: K,
  stored: Setting | undefined,
  defaults: JsonObject,
): SettingView<K> {
  return {
    key,
    value: readValue(key, { ...defaults, ...stored?.value }),
    version: stored?.version ?? 0,
    ...(stored !== undefined && { changedAt: stored.changedAt }),
  };
}

export function openSettings({ store, clock, lists, defaults = () => ({}) }: SettingsNeeds): Settings {
  const listeners = new Set<(key: SettingKey | 'list-keys') => void>();
  const tell = (key: SettingKey | 'list-keys'): void => {
    for (const listener of listeners) listener(key);
  };
  const get = async <K extends SettingKey>(key: K): Promise<SettingView<K>> =>
    viewOf(key, await store.settings.get(key), defaults(key));
  const keyedList = (zone: string) => lists.lists.find((one) => one.zone === zone);
  return {
    get,
    all: () => Promise.all(settingKeys.map((key) => get(key))),
    put: async (key, version, value) => {
      const read = schemaOf(key).safeParse(value);
      if (!read.success)
        return failed('invalid', `The setting ${key} cannot be stored.`, {
          errors: faultsOf(read.error).map((one) => ({ ...one })),
        });
      const given = read.data as JsonObject;
      if (key === 'resolver' && typeof given.server === 'string') {
        const server = parseServer(given.server);
        if (!server.ok)
          return failed('invalid', server.problem.message, {
            errors: [{ path: 'server', message: server.problem.message }],
          });
      }
      const changed = await store.settings.put(key, version, given, instantOf(clock.nowMs()));
      if (!changed.ok) return ok(changed);
      tell(key);
      return ok({ ok: true, value: viewOf(key, changed.value, defaults(key)) });
    },
    listKeys: async () => {
      const named = new Set(await store.secrets.names(LIST_KEY));
      return lists.lists
        .filter(({ keyedZone }) => keyedZone !== undefined)
        .map(({ zone, keyUrl }) => ({
          zone,
          hasKey: named.has(`${LIST_KEY}${zone}`),
          ...(keyUrl !== undefined && { keyUrl }),
        }));
    },
    putListKey: async (zone, key) => {
      const list = keyedList(zone);
      if (list === undefined)
        return failed('unknown-zone', `No list of the name ${zone} is known.`, { zone });
      if (list.keyedZone === undefined) return failed('no-key', `${zone} is asked without a key.`, { zone });
      if (!keyPattern.test(key))
        return failed('bad-key', 'A key is 8 to 63 letters, digits, hyphens and underscores.', { zone });
      await store.secrets.put(`${LIST_KEY}${zone}`, key);
      tell('list-keys');
      return ok(null);
    },
    removeListKey: async (zone) => {
      const isRemoved = await store.secrets.remove(`${LIST_KEY}${zone}`);
      if (isRemoved) tell('list-keys');
      return isRemoved;
    },
    openListKeys: async () => {
      const names = await store.secrets.names(LIST_KEY);
      const keys = await Promise.all(names.map((name) => store.secrets.open(name)));
      return Object.fromEntries(
        names.flatMap((name, place) => {
          const key = keys[place];
          return key === undefined ? [] : [[name.slice(LIST_KEY.length), key]];
        }),
      );
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
