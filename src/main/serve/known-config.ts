/** The configuration of a command, or its faults said. */
import { type CliIo, EXIT } from '../../cli/io.ts';
import { sayFault } from '../../cli/serve/say-config.ts';
import { type ConfigGiven, findConfig } from '../config/config-file.ts';
import type { ServeConfig } from '../config/read-config.ts';

export type KnownConfig =
  | { readonly ok: true; readonly config: ServeConfig }
  | { readonly ok: false; readonly code: number };

/** Reads it; says every fault and every warning on standard error. */
export function knownConfig(command: string, given: ConfigGiven, io: CliIo): KnownConfig {
  const { config, listen, data } = given;
  const options = {
    ...(config !== undefined && { config }),
    ...(listen !== undefined && { listen }),
    ...(data !== undefined && { data }),
  };
  const read = findConfig(options, io.environment, process.cwd());
  for (const warning of read.warnings) io.stderr.write(`waypost ${command}: ${warning}\n`);
  if (read.ok) return read;
  const count = read.faults.length;
  io.stderr.write(
    `waypost ${command}: the configuration has ${count === 1 ? 'a fault' : `${count} faults`}:\n`,
  );
  for (const fault of read.faults) io.stderr.write(sayFault(fault));
  return { ok: false, code: EXIT.usage };
}
