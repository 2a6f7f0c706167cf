/**
 * Several named inputs as one, so that a job can be stored and taken up again: a line of JSON that begins with the mark, then the
 * bytes of each. What does not begin with the mark is one input without a name.
 */
import type { NamedInput } from './types.ts';

/** Begins with an octet that no text, mail, archive or XML begins with. */
const MARK = '\u0001waypost-files/1 ';
const MAX_HEAD = 1024 * 1024;

export interface Unpacked {
  readonly input: Uint8Array;
  readonly name?: string;
  readonly files?: readonly NamedInput[];
}

export function packInput({ input, name, files }: Unpacked): Uint8Array {
  if (name === undefined && files === undefined) return input;
  const all = files ?? [{ name: name ?? '', input }];
  const head = JSON.stringify({
    isOne: files === undefined,
    files: all.map((one) => ({ name: one.name, size: one.input.length })),
  });
  return Buffer.concat([Buffer.from(`${MARK}${head}\n`), ...all.map((one) => one.input)]);
}

/** The inputs in their order; what is not whole is taken as one input. */
export function unpackInput(packed: Uint8Array): Unpacked {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  if (!bytes.subarray(0, MARK.length).equals(Buffer.from(MARK))) return { input: packed };
  const end = bytes.subarray(0, MAX_HEAD).indexOf(0x0a);
  const head = end === -1 ? undefined : readHead(bytes.toString('utf8', MARK.length, end));
  if (head === undefined) return { input: packed };
  let at = end + 1;
  const files = head.files.map(({ name, size }) => {
    const input = bytes.subarray(at, at + size);
    at += size;
    return { name, input };
  });
  const [first] = files;
  if (at !== bytes.length || first === undefined) return { input: packed };
  return head.isOne ? first : { input: new Uint8Array(), files };
}

interface Head {
  readonly isOne: boolean;
  readonly files: readonly { readonly name: string; readonly size: number }[];
}

function readHead(text: string): Head | undefined {
  try {
    const head = JSON.parse(text) as Partial<Head>;
    const files = head.files ?? [];
    const isSound = files.every(
      ({ name, size }) => typeof name === 'string' && Number.isInteger(size) && size >= 0,
    );
    return Array.isArray(head.files) && isSound ? { isOne: head.isOne === true, files } : undefined;
  } catch {
    // Bytes that happen to begin with the mark.
    return undefined;
  }
}
