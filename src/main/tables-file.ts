/**
 * A file of one JSON value whose tables of numbers stand behind it as they are in memory: opening it neither decodes nor copies them,
 * which a start of the program feels. Four bytes say how long the JSON is; a table is `{ "$table": kind, "at": byte, "length": numbers }`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { asciiJson } from './ascii-json.ts';

const kinds = { Int8Array, Uint8Array, Uint16Array, Uint32Array };
type Kind = keyof typeof kinds;
type Table = InstanceType<(typeof kinds)[Kind]>;

/** Tables begin at places that any of them may begin at; Node runs on little-endian machines alone. */
const ALIGNED = 8;
const HEADER = 4;
const alignedAt = (at: number): number => Math.ceil(at / ALIGNED) * ALIGNED;

const isTable = (value: unknown): value is Table =>
  Object.values(kinds).some((kind) => value instanceof kind);

export function writeTables(path: string, value: unknown): void {
  const tables: Buffer[] = [];
  let size = 0;
  const json = asciiJson(value, (_, member: unknown) => {
    if (!isTable(member)) return member;
    const at = size;
    const bytes = Buffer.alloc(alignedAt(member.byteLength));
    bytes.set(new Uint8Array(member.buffer, member.byteOffset, member.byteLength));
    tables.push(bytes);
    size += bytes.length;
    return { $table: member.constructor.name, at, length: member.length };
  });
  const head = Buffer.alloc(alignedAt(HEADER + json.length), ' ');
  head.writeUInt32LE(json.length);
  head.write(json, HEADER, 'latin1');
  writeFileSync(path, Buffer.concat([head, ...tables]));
}

/** The value of a file of `writeTables`, which is ours: it is not looked at before it is taken for what it should be. */
export function readTables(path: string): unknown {
  const bytes = readFileSync(path);
  const length = bytes.readUInt32LE();
  const from = bytes.byteOffset + alignedAt(HEADER + length);
  const opened = (value: unknown): unknown => {
    // Lists hold no tables: most of the file is not walked through.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('$table' in value) {
      const { $table, at, length: count } = value as { $table: Kind; at: number; length: number };
      return new kinds[$table](bytes.buffer, from + at, count);
    }
    const object = value as Record<string, unknown>;
    for (const name of Object.keys(object)) object[name] = opened(object[name]);
    return object;
  };
  return opened(JSON.parse(bytes.toString('latin1', HEADER, HEADER + length)));
}
