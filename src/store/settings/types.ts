/** What is set in the dashboard rather than in waypost.toml, and secrets, sealed. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Changed } from '../types.ts';

export interface Setting {
  /** 'retention', 'resolver', 'public-page', 'schedule'. */
  readonly key: string;
  readonly value: JsonObject;
  readonly changedAt: Instant;
  /** 0: never set. */
  readonly version: number;
}

export interface SettingRepository {
  readonly get: (key: string) => Promise<Setting | undefined>;
  readonly list: () => Promise<readonly Setting[]>;
  /** `version` 0 where it was never set. */
  readonly put: (key: string, version: number, value: JsonObject, at: Instant) => Promise<Changed<Setting>>;
}

/**
 * Secrets by name ('list-key zen.dq.example.net', 'webhook 0198…', 'totp 0198…'): sealed with AES-256-GCM under the key file of
 * the data folder, the name bound in. Never listed with their values.
 */
export interface SecretRepository {
  readonly names: (prefix: string) => Promise<readonly string[]>;
  /** undefined where there is none; StoreError 'broken' where it was sealed under another key. */
  readonly open: (name: string) => Promise<string | undefined>;
  readonly put: (name: string, value: string) => Promise<void>;
  readonly remove: (name: string) => Promise<boolean>;
}
