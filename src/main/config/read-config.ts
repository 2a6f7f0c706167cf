/**
 * Reads waypost.toml, the environment and the options of the command into one configuration. Every fault names its place, the key,
 * what stands there and what to write instead; all faults are told at once.
 */
import { dirname, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { Problem } from '../../base/result.ts';
import {
  type ConfigFault,
  faultsOf,
  IN_ENVIRONMENT,
  isTable,
  keyNamed,
  type Origin,
  placeIn,
  shown,
  valueAt,
} from './config-fault.ts';
import { keyLines } from './key-lines.ts';
import { nearest } from './nearest.ts';
import { type ConfigKey, configKeys, configSchema, type RawConfig } from './schema.ts';

export interface ServeConfig extends RawConfig {
  /** The file that was read. */
  readonly file?: string;
  /** For every key. */
  readonly origins: ReadonlyMap<string, Origin>;
}

export type ConfigRead =
  | { readonly ok: true; readonly config: ServeConfig; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly faults: readonly ConfigFault[]; readonly warnings: readonly Problem[] };

export interface ConfigSources {
  /** Its path, as it shall be named, and what it holds. */
  readonly file?: { readonly path: string; readonly text: string };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Key → value of an option: 'listen' → '127.0.0.1:0'. */
  readonly options?: Readonly<Record<string, string>>;
  /** Where relative paths of options and the environment begin. */
  readonly workingFolder: string;
}

interface Gathered {
  readonly raw: Record<string, unknown>;
  readonly origins: Map<string, Origin>;
  readonly lines: ReadonlyMap<string, number>;
  readonly faults: ConfigFault[];
}

/** Reads everything; never throws for what stands there. */
export function readConfig(sources: ConfigSources): ConfigRead {
  const gathered: Gathered = {
    raw: {},
    origins: new Map(),
    lines: new Map(),
    faults: [],
  };
  const { file, environment, options = {} } = sources;
  const withFile = file === undefined ? gathered : readFile(file, gathered);
  for (const key of configKeys) {
    const value = environment[key.environment];
    if (value === undefined || value === '') continue;
    const place = `${key.environment}${IN_ENVIRONMENT}`;
    setRaw(withFile.raw, key.name, fromText(key, value));
    withFile.origins.set(key.name, { kind: 'environment', place });
  }
  for (const [name, value] of Object.entries(options)) {
    const key = keyNamed(name);
    if (key === undefined) throw new Error(`the option --${name} is no key`);
    setRaw(withFile.raw, name, fromText(key, value));
    withFile.origins.set(name, { kind: 'option', place: `--${name.replaceAll(/[._]/g, '-')}` });
  }
  if (withFile.faults.some(({ code }) => code === 'toml-syntax'))
    return { ok: false, faults: withFile.faults, warnings: strangeNames(environment) };
  return judge(withFile, sources);
}

function readFile({ path, text }: { path: string; text: string }, gathered: Gathered): Gathered {
  let table: Record<string, unknown>;
  try {
    table = parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const line = text.split('\n')[error.line - 1] ?? '';
    const reason = tomlReason(error, line.trimEnd());
    gathered.faults.push({
      code: 'toml-syntax',
      place: `${path}:${error.line}`,
      found: shown(line.trim()),
      message: `this is no TOML (${reason.words}, column ${error.column}).`,
      why: { code: reason.code, data: { reason: reason.words, column: error.column } },
      instead: 'key = value: texts in quotes, true or false, numbers without quotes, lists in brackets',
      remedy: { code: 'toml-form' },
    });
    return gathered;
  }
  const lines = keyLines(text);
  for (const key of configKeys) {
    if (valueAt(table, key.name) === undefined) continue;
    gathered.origins.set(key.name, { kind: 'file', place: placeIn(path, key.name, lines) });
  }
  return { ...gathered, raw: structuredClone(table), lines };
}

/** The parser's reason in words for whoever wrote the line. */
function tomlReason(
  { message, column }: TomlError,
  line: string,
): { readonly code: string; readonly words: string } {
  const words = (message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
  // A text that runs into the end of its line is told as one that holds the line end.
  if (words === 'unfinished string' || (words.startsWith('control characters') && column > line.length))
    return { code: 'open-quote', words: 'the closing quote is missing' };
  if (words.includes('losslessly')) return { code: 'huge-number', words: 'the number is too large' };
  return { code: 'no-toml', words };
}

function setRaw(raw: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', second] = name.split('.');
  if (second === undefined) raw[first] = value;
  else {
    const inner = raw[first];
    raw[first] = { ...(isTable(inner) ? inner : {}), [second]: value };
  }
}

/** What a text of the environment means; what it does not mean stays a text, which the schema then refuses. */
function fromText({ form }: ConfigKey, text: string): unknown {
  if (form === 'flag') return text === 'true' ? true : text === 'false' ? false : text;
  if (form === 'number') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (form === 'list')
    return text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return text;
}

function judge({ raw, origins, lines, faults }: Gathered, sources: ConfigSources): ConfigRead {
  const path = sources.file?.path ?? 'waypost.toml';
  const warnings = strangeNames(sources.environment);
  const read = configSchema.safeParse(raw);
  const all = [...faults];
  for (const issue of read.error?.issues ?? []) all.push(...faultsOf(issue, { raw, origins, lines, path }));
  if (!read.success) return { ok: false, faults: inOrder(all), warnings };
  const { cert, key } = read.data.tls;
  if ((cert === undefined) !== (key === undefined)) {
    const [there, missing] = cert === undefined ? ['tls.key', 'tls.cert'] : ['tls.cert', 'tls.key'];
    const line = `${missing.replace('tls.', '')} = ${keyNamed(missing)?.write}`;
    all.push({
      code: 'missing-partner',
      place: origins.get(there)?.place ?? path,
      key: there,
      found: shown(cert ?? key),
      message: `without ${missing} this serves nothing: HTTPS needs both.`,
      why: { code: 'missing-partner', data: { missing } },
      instead: `${line} in [tls]`,
      remedy: { code: 'in-table', data: { what: line, table: 'tls' } },
    });
  }
  if (all.length > 0) return { ok: false, faults: inOrder(all), warnings };
  const complete = new Map(
    configKeys.map(({ name }) => [name, origins.get(name) ?? ({ kind: 'default', place: '' } as const)]),
  );
  const config: ServeConfig = {
    ...read.data,
    ...(sources.file !== undefined && { file: sources.file.path }),
    data: absolute(read.data.data, 'data', complete, sources),
    tls: {
      ...(cert !== undefined && { cert: absolute(cert, 'tls.cert', complete, sources) }),
      ...(key !== undefined && { key: absolute(key, 'tls.key', complete, sources) }),
    },
    origins: complete,
  };
  return { ok: true, config, warnings };
}

/** Relative paths begin at the folder of the file that names them, or of which they are the default. */
function absolute(
  path: string,
  name: string,
  origins: ReadonlyMap<string, Origin>,
  { file, workingFolder }: ConfigSources,
): string {
  const kind = origins.get(name)?.kind;
  const isOfFile = kind === 'file' || kind === 'default';
  const folder = isOfFile && file !== undefined ? resolve(workingFolder, dirname(file.path)) : workingFolder;
  return resolve(folder, path);
}

/** Faults of the file in the order of its lines, then the others. */
function inOrder(faults: readonly ConfigFault[]): readonly ConfigFault[] {
  const lineOf = ({ place }: ConfigFault): number =>
    Number(/:(\d+)$/.exec(place)?.[1] ?? Number.MAX_SAFE_INTEGER);
  return faults.toSorted((a, b) => lineOf(a) - lineOf(b));
}

/** Names that Kubernetes and Docker make for a service that is called waypost: nobody meant them as keys. */
const OF_CONTAINERS = /^WAYPOST_(SERVICE_(HOST|PORT)|PORT|NAME|ENV)(_|$)/;
/** Names of other commands than serve. */
const OF_COMMANDS: ReadonlySet<string> = new Set(['WAYPOST_CONFIG', 'WAYPOST_SERVER', 'WAYPOST_TOKEN']);
const MAX_TOLD = 20;

/** Names of the environment that look like keys and are none: what they were to set is not set. */
function strangeNames(environment: ConfigSources['environment']): readonly Problem[] {
  const known = configKeys.map((key) => key.environment);
  return Object.keys(environment)
    .filter(
      (name) =>
        name.startsWith('WAYPOST_') &&
        !known.includes(name) &&
        !OF_COMMANDS.has(name) &&
        !OF_CONTAINERS.test(name),
    )
    .slice(0, MAX_TOLD)
    .map((name) => {
      const near = nearest(
        name.slice('WAYPOST_'.length),
        known.map((one) => one.slice('WAYPOST_'.length)),
      );
      const told = /^\w{1,80}$/.test(name) ? name : shown(name);
      const data = { name: told };
      if (near === undefined) {
        const message = `${told} in the environment is no name of Waypost and sets nothing; docs/configuration.md has them all.`;
        return { code: 'strange-name', message, data };
      }
      const meant = `WAYPOST_${near}`;
      const message = `${told} in the environment is not used; ${meant} would be.`;
      return { code: 'unused-name', message, data: { ...data, meant } };
    });
}
