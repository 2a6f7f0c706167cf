/** From what a request carries to what the desk takes: text or Base64 in JSON, or the bytes of the body with options in the query. */
import type { z } from '@hono/zod-openapi';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Ask, AskOptions, NamedInput } from '../../desk/types.ts';
import { type askBody, type askQuery, type jobBody, maxInputBytes } from '../schemas/ask.ts';

type AskBody = z.output<typeof askBody>;
type AskQuery = z.output<typeof askQuery>;
type JobBody = z.output<typeof jobBody>;

/** What was asked but for its kind; `keep`: whether a report is kept. */
export interface GivenAsk extends Omit<Ask, 'kind'> {
  readonly keep: boolean;
}

interface Texts {
  readonly input?: string | undefined;
  readonly inputBase64?: string | undefined;
}

/** The bytes of one input. Problem 'invalid' with `data.path`, 'too-large'. */
export function bytesOf(given: Texts, path = ''): Result<Buffer> {
  const at = (member: string): string => (path === '' ? member : `${path}.${member}`);
  if (given.input !== undefined && given.inputBase64 !== undefined)
    return wrong(at('inputBase64'), 'leave it out, or leave out input');
  if (given.input !== undefined) return ok(Buffer.from(given.input, 'utf8'));
  if (given.inputBase64 === undefined)
    return wrong(at('input'), 'is missing; write a text here, or Base64 in inputBase64');
  const text = given.inputBase64;
  const bytes = Buffer.from(text, 'base64');
  // Buffer reads past what is no Base64; what was read tells how long the text should have been.
  if (!isWholeBase64(text, bytes.length)) return wrong(at('inputBase64'), 'write Base64 (RFC 4648 §4)');
  return ok(bytes);
}

function isWholeBase64(text: string, size: number): boolean {
  const bare = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  return Math.floor((bare * 3) / 4) === size && bare % 4 !== 1;
}

const wrong = (path: string, message: string) => failed('invalid', message, { path });

/** The ask of a JSON body. Problems as `bytesOf`. */
export function askOfBody(body: AskBody | JobBody, query: AskQuery): Result<GivenAsk> {
  const stray = Object.keys(query)[0];
  if (stray !== undefined) return wrong(`query.${stray}`, 'write it into the JSON body');
  const common = {
    options: (body.options ?? {}) as AskOptions,
    keep: 'keep' in body ? body.keep : true,
    ...(body.name !== undefined && { name: body.name }),
  };
  if (body.files === undefined) {
    const input = bytesOf(body);
    drop(body);
    return input.ok ? sized({ ...common, input: input.value }) : input;
  }
  if (body.input !== undefined || body.inputBase64 !== undefined)
    return wrong('files', 'leave it out, or leave out input');
  const files: NamedInput[] = [];
  for (const [at, file] of body.files.entries()) {
    const input = bytesOf(file, `files.${at}`);
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
