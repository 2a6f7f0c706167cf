/** Archives and mails for tests, and what comes of them in short. */
import { crc32, deflateRawSync } from 'node:zlib';
import { readReports } from './read-reports.ts';
import type { ContainerLimits } from './types.ts';

const u16 = (...values: number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
const u32 = (...values: number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
const signature = (text: string): Buffer => Buffer.from(text, 'latin1');
const IN_64_BITS = 0xff_ff_ff_ff;

const u64 = (...values: number[]): Buffer => Buffer.concat(values.flatMap((value) => [u32(value), u32(0)]));

export interface ZipOptions {
  readonly isStored?: boolean;
  /** Sizes and offsets in 64-bit fields (APPNOTE 4.3.14, 4.3.15, 4.5.3). */
  readonly is64?: boolean;
}

/** A zip archive (PKWARE APPNOTE 4.3) of the given files. */
export function writeZip(
  files: Readonly<Record<string, Uint8Array | string>>,
  options: ZipOptions = {},
): Buffer {
  const { isStored = false, is64 = false } = options;
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const data = isStored ? bytes : deflateRawSync(bytes);
    const method = isStored ? 0 : 8;
    const checksum = crc32(bytes);
    const local = Buffer.concat([
      signature('PK\u0003\u0004'),
      u16(20, 0, method, 0, 0),
      u32(checksum, data.length, bytes.length),
      u16(Buffer.byteLength(name), 0),
      Buffer.from(name),
      data,
    ]);
    const extra = is64
      ? Buffer.concat([u16(1, 24), u64(bytes.length, data.length, offset)])
      : Buffer.alloc(0);
    directory.push(
      Buffer.concat([
        signature('PK\u0001\u0002'),
        u16(20, 20, 0, method, 0, 0),
        u32(checksum, is64 ? IN_64_BITS : data.length, is64 ? IN_64_BITS : bytes.length),
        u16(Buffer.byteLength(name), extra.length, 0, 0, 0),
        u32(0, is64 ? IN_64_BITS : offset),
        Buffer.from(name),
        extra,
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = directory.length;
  const record = Buffer.concat([
    signature('PK\u0006\u0006'),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count, count, central.length, offset),
    signature('PK\u0006\u0007'),
    u32(0),
    u64(offset + central.length),
    u32(1),
  ]);
  const end = Buffer.concat([
    signature('PK\u0005\u0006'),
    u16(0, 0, count, count),
    u32(is64 ? IN_64_BITS : central.length, is64 ? IN_64_BITS : offset),
    u16(0),
  ]);
  return Buffer.concat([...locals, central, ...(is64 ? [record] : []), end]);
}

const bytesOf = (content: Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** 'aggregate', 'tls', 'failure', or the verdict and code of what it is not. */
export const brief = (
  content: Uint8Array | string,
  limits: Partial<ContainerLimits> = {},
): readonly string[] =>
  [...readReports(bytesOf(content), limits)].map((found) =>
    found.kind === 'report' ? found.value.kind : `${found.kind}: ${found.problem.code}`,
  );

export interface Part {
  readonly type?: string;
  readonly name?: string;
  readonly content: Uint8Array | string;
}

export const base64 = (content: Uint8Array | string): string =>
  (
    Buffer.from(bytesOf(content))
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');

/** A mail of these parts, each in base64. */
export function mail(subject: string, parts: readonly Part[], type = 'multipart/mixed'): string {
  const lines = parts.flatMap(({ type = 'text/plain', name, content }) => [
    '--b',
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    ...(name === undefined ? [] : [`Content-Disposition: attachment; filename="${name}"`]),
    '',
    base64(content),
  ]);
  return [
    'From: reports@receiver.example',
    `Subject: ${subject}`,
    `Content-Type: ${type}; boundary=b`,
    '',
    ...lines,
    '--b--',
    '',
  ].join('\r\n');
}
