/** The configuration of a command, or its faults said. */
import { type CliIo, EXIT } from '../../cli/io.ts';
import { sayFault } from '../../cli/serve/say-config.ts';
import type { ConfigFault } from '../config/config-fault.ts';
import { type ConfigGiven, findConfig } from '../config/config-file.ts';
import type { ServeConfig } from '../config/read-config.ts';
import { type Words, wordsFor } from './words.ts';

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
  const words = wordsFor(io);
  for (const warning of read.warnings) io.stderr.write(`waypost ${command}: ${words.problem(warning)}\n`);
  if (read.ok) return read;
  const count = read.faults.length;
  const said = count === 1 ? words.say('config.fault') : words.say('config.faults', { count });
  io.stderr.write(`waypost ${command}: ${said}\n`);
  for (const fault of read.faults) io.stderr.write(faultInWords(fault, words));
  return { ok: false, code: EXIT.usage };
}

/** Why a value cannot be: a clause that ends as a sentence. */
export const reasonInWords = ({ message, why }: Pick<ConfigFault, 'message' | 'why'>, words: Words): string =>
  words.say(`fault.${why.code}`, why.data, message);

/** The lines of a fault; `place` where the fault has none of its own. */
export function faultInWords(fault: ConfigFault, words: Words, place = words.place(fault.place)): string {
  const { key, found, instead, remedy } = fault;
  const told = remedy === undefined ? instead : words.say(`instead.${remedy.code}`, remedy.data, instead);
  return sayFault(
    {
      place,
      message: reasonInWords(fault, words),
      ...(key !== undefined && { key }),
      ...(found !== undefined && { found }),
      ...(told !== undefined && { instead: told }),
    },
    (what) => words.say('write-instead', { what }),
  );
}
