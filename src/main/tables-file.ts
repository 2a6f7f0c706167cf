/**
 * A file of one JSON value whose tables of numbers stand behind it as they are in memory: opening it neither decodes nor copies them,
 * which a start of the program feels. Eight bytes say how long the JSON is and in which order numbers are; a table is `{ "$table": kind, "at": byte, "length": numbers }`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { asciiJson } from './ascii-json.ts';

const kinds = { Int8Array, Uint8Array, Uint16Array, Uint32Array };
type Kind = keyof typeof kinds;
type Table = InstanceType<(typeof kinds)[Kind]>;

/** Tables begin at places that any of them may begin at. */
const ALIGNED = 8;
/** The length of the JSON, then a mark in the byte order of the machine, which is that of the tables. */
const HEADER = 8;
const MARK = 0x0102_0304;
const ownMark = (): Uint8Array => new Uint8Array(Uint32Array.of(MARK).buffer);
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
  head.set(ownMark(), HEADER / 2);
  head.write(json, HEADER, 'latin1');
  writeFileSync(path, Buffer.concat([head, ...tables]));
}

/** The value of a file of `writeTables`. Throws where the file is cut or of another machine; what it holds is ours and is not looked at. */
export function readTables(path: string): unknown {
  const bytes = readFileSync(path);
  const broken = (why: string): Error => new Error(`${path} ${why}: build or install it anew`);
  if (bytes.length < HEADER) throw broken('is cut');
  if (!ownMark().every((byte, i) => byte === bytes[HEADER / 2 + i]))
    throw broken('was written by another kind of machine or another version');
  const length = bytes.readUInt32LE();
  if (HEADER + length > bytes.length) throw broken('is cut');
  const from = bytes.byteOffset + alignedAt(HEADER + length);
  const opened = (value: unknown): unknown => {
    // Lists hold no tables: most of the file is not walked through.
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('$table' in value) {
      const { $table, at, length: count } = value as { $table: Kind; at: number; length: number };
      const end = from - bytes.byteOffset + at + count * kinds[$table].BYTES_PER_ELEMENT;
      if (end > bytes.length) throw broken('is cut');
      return new kinds[$table](bytes.buffer, from + at, count);
    }
    const object = value as Record<string, unknown>;
    for (const name of Object.keys(object)) object[name] = opened(object[name]);
    return object;
  };
  return opened(JSON.parse(bytes.toString('latin1', HEADER, HEADER + length)));
}
