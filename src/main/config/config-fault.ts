/** What is wrong with a configuration: the place, the key, what stands there, why it cannot be, what to write instead. */
import type { z } from 'zod';
import type { JsonObject } from '../../base/json.ts';
import { nearest } from './nearest.ts';
import { type ConfigKey, configKeys } from './schema.ts';
import type { ValueFault } from './values.ts';

/** What somebody must mend. */
export interface ConfigFault {
  /** 'toml-syntax', 'unknown-key', 'unknown-table', 'wrong-value', 'missing-partner', 'unreadable'. */
  readonly code: string;
  /** 'waypost.toml:12', 'WAYPOST_LISTEN in the environment', '--listen'. */
  readonly place: string;
  readonly key?: string;
  /** What stands there, as JSON. */
  readonly found?: string;
  /** One sentence. */
  readonly message: string;
  /** The same for a catalogue: 'serve.fault.<code>'. */
  readonly why: ValueFault;
  /** What to write instead, as TOML, or what to do. */
  readonly instead?: string;
  /** The same for a catalogue, where it is more than TOML: 'serve.instead.<code>'. */
  readonly remedy?: ValueFault;
}

/** Where a value comes from. */
export interface Origin {
  readonly kind: 'file' | 'environment' | 'option' | 'default';
  /** As `ConfigFault.place`; '' for a default. */
  readonly place: string;
}

/** How the place of a value ends that comes from the environment. */
export const IN_ENVIRONMENT = ' in the environment';

const MAX_SHOWN = 80;

/** A value as it may be shown, on one line. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** undefined where there is none. */
export const keyNamed = (name: string): ConfigKey | undefined => configKeys.find((key) => key.name === name);
const tables = [
  ...new Set(configKeys.flatMap(({ name }) => (name.includes('.') ? [name.split('.')[0] ?? ''] : []))),
];

/** The line of the key, else of the table it stands in. */
export function placeIn(path: string, name: string, lines: ReadonlyMap<string, number>): string {
  const line = lines.get(name) ?? lines.get(name.split('.')[0] ?? '');
  return line === undefined ? path : `${path}:${line}`;
}

/** What stands at a dotted name. */
export function valueAt(table: Record<string, unknown>, name: string): unknown {
  return name.split('.').reduce<unknown>((at, part) => (isTable(at) ? at[part] : undefined), table);
}

export const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** What a fault needs to know of the place. */
export interface FaultContext {
  readonly raw: Record<string, unknown>;
  readonly origins: ReadonlyMap<string, Origin>;
  readonly lines: ReadonlyMap<string, number>;
  readonly path: string;
}

/** The faults that the schema found. */
export function faultsOf(
  issue: z.core.$ZodIssue,
  { raw, origins, lines, path }: FaultContext,
): readonly ConfigFault[] {
  const steps = issue.path.filter((step) => typeof step === 'string');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => unknownKey([...steps, name].join('.'), raw, path, lines));
  const name = steps.join('.');
  const key = keyNamed(name);
  const place = origins.get(name)?.place ?? placeIn(path, name, lines);
  const found = shown(valueAt(raw, name));
  if (key === undefined)
    return [
      {
        code: 'wrong-value',
        place,
        key: name,
        found,
        message: 'this is the name of a table.',
        why: { code: 'name-of-table' },
        instead: `[${name}] on a line of its own, its keys below it`,
        remedy: { code: 'table-line', data: { name } },
      },
    ];
  return [
    {
      code: 'wrong-value',
      place,
      key: name,
      found,
      ...reasonOf(issue, key),
      instead: insteadOf(key, origins.get(name)),
    },
  ];
}

/** In a file TOML, in the environment and options the bare text. */
function insteadOf(key: ConfigKey, origin: Origin | undefined): string {
  if (origin?.kind !== 'environment' && origin?.kind !== 'option')
    return `${key.name.split('.').at(-1)} = ${key.write}`;
  const bare: unknown = JSON.parse(key.write);
  const text = Array.isArray(bare) ? bare.join(',') : String(bare);
  return origin.kind === 'option' ? `${origin.place} ${text}` : `${key.environment}=${text}`;
}

const formWords: Readonly<Record<ConfigKey['form'], string>> = {
  text: 'a text in quotes is wanted',
  number: 'a whole number is wanted',
  flag: 'true or false is wanted',
  list: 'a list of texts is wanted',
};

type Reason = Pick<ConfigFault, 'message' | 'why'>;

const reason = (clause: string, code: string, data: JsonObject = {}): Reason => ({
  message: `${clause}.`,
  why: { code, data },
});

/** Ours say their code and data beside the words (values.ts); those of the schema itself are told by their kind. */
function reasonOf(issue: z.core.$ZodIssue, key: ConfigKey): Reason {
  switch (issue.code) {
    case 'custom': {
      const { code, data } = (issue.params ?? {}) as Partial<ValueFault>;
      return reason(issue.message, code ?? '', data);
    }
    case 'invalid_value': {
      const values = issue.values.map((value) => `"${String(value)}"`).join(', ');
      return reason(`one of ${values} is wanted`, 'one-of', { values });
    }
    case 'too_small':
      return key.form === 'text'
        ? reason('it is empty', 'empty')
        : reason(`it is less than ${issue.minimum}`, 'too-little', { least: Number(issue.minimum) });
    case 'too_big':
      return key.form === 'number'
        ? reason(`it is more than ${issue.maximum}`, 'too-much', { most: Number(issue.maximum) })
        : reason(`it is longer than ${issue.maximum}`, 'too-long', { most: Number(issue.maximum) });
    default:
      return reason(formWords[key.form], `no-${key.form}`);
  }
}

/** Refused, with the known one that was meant; at the wrong place, with the right one. */
function unknownKey(
  name: string,
  raw: Record<string, unknown>,
  path: string,
  lines: ReadonlyMap<string, number>,
): ConfigFault {
  const value = valueAt(raw, name);
  const place = placeIn(path, name, lines);
  const common = { place, key: name, found: shown(value) };
  if (!name.includes('.') && isTable(value)) {
    const near = nearest(name, tables);
    const known = tables.map((one) => `[${one}]`).join(' ');
    return {
      ...common,
      code: 'unknown-table',
      message: `there is no table [${name}].`,
      why: { code: 'no-such-table', data: { name } },
      ...(near === undefined
        ? { instead: `one of ${known}`, remedy: { code: 'one-of', data: { known } } }
        : { instead: `[${near}]` }),
    };
  }
  const names = configKeys.map((key) => key.name);
  const last = name.split('.').at(-1) ?? '';
  const sameLast = names.find((one) => one === last) ?? names.find((one) => one.split('.').at(-1) === last);
  const meant = sameLast ?? nearest(name, names) ?? nearestLast(last, names);
  const message = `there is no key ${name}.`;
  const unknown = { ...common, code: 'unknown-key', message, why: { code: 'no-such-key', data: { name } } };
  if (meant === undefined)
    return {
      ...unknown,
      instead: 'a key of docs/configuration.md, or take the line out',
      remedy: { code: 'known-key' },
    };
  const [table, inner = ''] = meant.includes('.') ? meant.split('.') : [undefined, meant];
  if (table !== undefined)
    return {
      ...unknown,
      instead: `${inner} in [${table}]`,
      remedy: { code: 'in-table', data: { what: inner, table } },
    };
  if (!name.includes('.')) return { ...unknown, instead: inner };
  return {
    ...unknown,
    instead: `${inner} at the beginning of the file, above every [table]`,
    remedy: { code: 'above-tables', data: { what: inner } },
  };
}

function nearestLast(last: string, names: readonly string[]): string | undefined {
  const near = nearest(
    last,
    names.map((one) => one.split('.').at(-1) ?? ''),
  );
  return near === undefined ? undefined : names.find((one) => one.split('.').at(-1) === near);
}
