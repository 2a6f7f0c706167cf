/** From what a request carries to what the desk takes: text or Base64 in JSON, or the bytes of the body with options in the query. */
import type { z } from '@hono/zod-openapi';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Ask, AskOptions, NamedInput } from '../../desk/types.ts';
import { isWholeBase64, type LongText } from '../kit/index.ts';
import { type askBody, type askQuery, type jobBody, maxInputBytes } from '../schemas/ask.ts';

type AskBody = z.output<typeof askBody>;
type AskQuery = z.output<typeof askQuery>;
type JobBody = z.output<typeof jobBody>;

/** What was asked but for its kind; `keep`: whether a report is kept. */
export interface GivenAsk extends Omit<Ask, 'kind'> {
  readonly keep: boolean;
}

interface Texts {
  readonly input?: string | LongText | undefined;
  readonly inputBase64?: string | LongText | undefined;
}

/** The bytes of one input. Problem 'invalid' with `data.path`, 'too-large'. */
export async function bytesOf(given: Texts, path = ''): Promise<Result<Buffer>> {
  const at = (member: string): string => (path === '' ? member : `${path}.${member}`);
  const { input, inputBase64 } = given;
  if (input !== undefined && inputBase64 !== undefined)
    return wrong(at('inputBase64'), 'leave it out, or leave out input');
  if (input !== undefined) {
    const bytes = typeof input === 'string' ? Buffer.from(input, 'utf8') : await input.toUtf8();
    return bytes === undefined ? wrong(at('input'), 'write a text as JSON has it (RFC 8259 §7)') : ok(bytes);
  }
  if (inputBase64 === undefined)
    return wrong(at('input'), 'is missing; write a text here, or Base64 in inputBase64');
  const bytes = typeof inputBase64 === 'string' ? fromBase64(inputBase64) : await inputBase64.fromBase64();
  return bytes === undefined ? wrong(at('inputBase64'), 'write Base64 (RFC 4648 §4)') : ok(bytes);
}

function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return isWholeBase64(text, bytes.length) ? bytes : undefined;
}

const wrong = (path: string, message: string) => failed('invalid', message, { path });

/** The ask of a JSON body. Problems as `bytesOf`. */
export async function askOfBody(body: AskBody | JobBody, query: AskQuery): Promise<Result<GivenAsk>> {
  const stray = Object.keys(query)[0];
  if (stray !== undefined) return wrong(`query.${stray}`, 'write it into the JSON body');
  const common = {
    options: (body.options ?? {}) as AskOptions,
    keep: 'keep' in body ? body.keep : true,
    ...(body.name !== undefined && { name: body.name }),
  };
  if (body.files === undefined) {
    const input = await bytesOf(body);
    drop(body);
    return input.ok ? sized({ ...common, input: input.value }) : input;
  }
  if (body.input !== undefined || body.inputBase64 !== undefined)
    return wrong('files', 'leave it out, or leave out input');
  const files: NamedInput[] = [];
  for (const [at, file] of body.files.entries()) {
    const input = await bytesOf(file, `files.${at}`);
    drop(file);
    if (!input.ok) return input;
    files.push({ name: file.name, input: input.value });
  }
  return sized({ ...common, input: new Uint8Array(), files });
}

/** Texts of many megabytes need not wait in memory beside their bytes until the answer is there. */
function drop(given: { input?: unknown; inputBase64?: unknown }): void {
  given.input = undefined;
  given.inputBase64 = undefined;
}

/** The ask of a raw body. */
export function askOfBytes(bytes: Buffer, query: AskQuery): Result<GivenAsk> {
  const { keep = true, name, ...options } = query;
  return sized({
    input: bytes,
    options: options as AskOptions,
    keep,
    ...(name !== undefined && { name }),
  });
}

function sized(ask: GivenAsk): Result<GivenAsk> {
  const size = (ask.files ?? [ask]).reduce((sum, { input }) => sum + input.length, 0);
  return size <= maxInputBytes
    ? ok(ask)
    : failed('too-large', `The input has ${size} bytes; at most ${maxInputBytes} are read.`, {
        maxBytes: maxInputBytes,
      });
}
