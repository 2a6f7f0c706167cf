/** `waypost config check`: every fault, or what holds and where it comes from; files and folders that it names are tried, too. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import type { Problem } from '../../base/result.ts';
import { type CliIo, EXIT } from '../../cli/io.ts';
import type { ServeOptions } from '../../cli/serve/host.ts';
import { type Holds, sayHolds } from '../../cli/serve/say-config.ts';
import { rightsOf } from '../../store/index.ts';
import type { ServeConfig } from '../config/read-config.ts';
import { configKeys } from '../config/schema.ts';
import { knownConfig } from './known-config.ts';
import { refuseOpenness } from './openness.ts';
import { readTlsFiles } from './tls-files.ts';
import { type Words, wordsFor } from './words.ts';

/** A value of the configuration as one would write it. */
function valueText(config: ServeConfig, name: string): string {
  if (name === 'listen')
    return `${config.listen.host.includes(':') ? `[${config.listen.host}]` : config.listen.host}:${config.listen.port}`;
  const [first = '', second] = name.split('.');
  const top: unknown = Reflect.get(config, first);
  const value: unknown = second === undefined ? top : Reflect.get(Object(top), second);
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((one: { readonly text: string }) => one.text).join(', ');
  return String(value);
}

/** One row for each key. */
export function holdsOf(config: ServeConfig, words: Words): readonly Holds[] {
  return configKeys.map(({ name, environment, without }) => {
    const value = valueText(config, name);
    const origin = config.origins.get(name);
    return {
      key: name,
      value: value === '' ? `(${words.say(`without.${name}`, {}, without ?? words.say('without'))})` : value,
      from:
        origin === undefined || origin.kind === 'default'
          ? words.say('default')
          : origin.kind === 'environment'
            ? environment
            : origin.place,
      environment,
    };
  });
}

/** What would stop `serve` or trouble it, as far as that can be seen without starting it. */
export function troublesOf(
  config: ServeConfig,
  nowMs: number,
): {
  readonly stops: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  const stops: Problem[] = [];
  const warnings: Problem[] = [];
  const open = refuseOpenness(config);
  if (open !== undefined) stops.push(open);
  const { cert, key } = config.tls;
  if (cert !== undefined && key !== undefined) {
    const files = readTlsFiles({ cert, key }, nowMs);
    if (files.ok) warnings.push(...files.value.warnings);
    else stops.push(files.problem);
  }
  const folder = folderTrouble(config.data);
  if (folder?.stops === true) stops.push(folder.problem);
  else if (folder !== undefined) warnings.push(folder.problem);
  if (config.origin?.startsWith('https:') === true && cert === undefined && config.proxy.trusted.length === 0)
    warnings.push({
      code: 'no-https',
      message: `origin is ${config.origin}, but Waypost speaks plain HTTP and trusts no proxy: say which speaks HTTPS in [proxy] trusted.`,
      data: { origin: config.origin },
    });
  if (config.public_ask && config.origin === undefined)
    warnings.push({
      code: 'public-without-origin',
      message: 'public_ask is true without an origin: say what visitors type, origin = "https://…".',
    });
  return { stops, warnings };
}

/** Nothing is made: that is for serve. */
function folderTrouble(folder: string): { readonly problem: Problem; readonly stops: boolean } | undefined {
  const trouble = (code: string, message: string): Problem => ({ code, message, data: { folder } });
  const stops = true;
  try {
    if (existsSync(folder)) {
      if (!statSync(folder).isDirectory())
        return { problem: trouble('data-is-file', `data ${folder} is no folder.`), stops };
      accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
      const rights = rightsOf(folder);
      if (rights.kind === 'refused') return { problem: rights.problem, stops };
      if (rights.kind === 'open')
        return {
          problem: trouble(
            'data-open',
            `others on this machine can use the data folder ${folder}; serve will take that from them (mode 700).`,
          ),
          stops: false,
        };
      return undefined;
    }
    let above = dirname(folder);
    while (!existsSync(above) && dirname(above) !== above) above = dirname(above);
    accessSync(above, constants.W_OK | constants.X_OK);
    return undefined;
  } catch {
    return {
      problem: trouble(
        'data-not-ours',
        `data ${folder} cannot be written by this user; run the check as the user that serves, or give the folder to it.`,
      ),
      stops,
    };
  }
}

/** Answers the exit code. */
export async function runConfigCheck(options: ServeOptions, io: CliIo): Promise<number> {
  const known = knownConfig('config check', options, io);
  if (!known.ok) return known.code;
  const { config } = known;
  const words = wordsFor(io);
  const tell = (text: string) => io.stdout.write(`${text}\n`);
  const heading = (column: string): string => words.say(`check.${column}`);
  tell(`${config.file ?? words.say('check.no-file')}\n\n${sayHolds(holdsOf(config, words), heading)}`);
  const { stops, warnings } = troublesOf(config, systemClock.nowMs());
  for (const warning of warnings) tell(words.say('check.warning', { what: words.problem(warning) }));
  for (const stop of stops) tell(words.say('check.stop', { what: words.problem(stop) }));
  if (stops.length > 0) return EXIT.usage;
  tell(words.say('check.in-order'));
  return EXIT.explained;
}
