/** What the commands around the server are given: how each runs. All answer an exit code. */
import type { CliIo } from '../io.ts';

/** Which configuration is meant. */
export interface ConfigChoice {
  /** --config FILE. */
  readonly config?: string;
  /** --data FOLDER. */
  readonly data?: string;
}

export interface ServeOptions extends ConfigChoice {
  readonly listen?: string;
}

export interface InitOptions {
  /** The file to write. */
  readonly config?: string;
  readonly listen?: string;
  readonly data?: string;
  readonly origin?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly trustProxy?: readonly string[];
  readonly language?: string;
  /** Ask nothing. */
  readonly yes?: boolean;
}

export interface ServiceOptions extends ConfigChoice {
  readonly user?: string;
  readonly install?: boolean;
  readonly replace?: boolean;
}

export interface BackupOptions extends ConfigChoice {
  /** False: --no-key. */
  readonly key?: boolean;
}

export interface RestoreOptions extends ConfigChoice {
  readonly replace?: boolean;
}

export interface AddUserOptions extends ConfigChoice {
  readonly name?: string;
  readonly role: string;
  readonly language?: string;
}

type Run<O> = (options: O, io: CliIo) => Promise<number>;
type RunWith<O> = (what: string, options: O, io: CliIo) => Promise<number>;

export interface ServeHost {
  readonly serve: Run<ServeOptions>;
  readonly init: Run<InitOptions>;
  readonly checkConfig: Run<ServeOptions>;
  readonly service: Run<ServiceOptions>;
  readonly backup: RunWith<BackupOptions>;
  readonly restore: RunWith<RestoreOptions>;
  readonly addUser: RunWith<AddUserOptions>;
  readonly listUsers: Run<ConfigChoice>;
  readonly resetPassword: RunWith<ConfigChoice>;
}
