/** What `waypost check` is given: messages, mboxes, HTML files that a message is made of, standard input. */
import { readFileSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { failed, ok, type Result } from '../../base/result.ts';
import { composeMessage } from '../../preflight/compose-message.ts';
import { looksLikeMessage, splitMbox } from '../../wire/message/index.ts';
import type { CheckOptions } from './options.ts';

export interface MailInput {
  readonly name: string;
  readonly raw: Uint8Array;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** Messages of one mbox. */
const MAX_MESSAGES = 1000;

async function readAll(stream: Readable): Promise<Result<Uint8Array>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > MAX_BYTES) return failed('too-large', `Standard input is larger than ${MAX_BYTES} bytes.`);
    chunks.push(Buffer.from(chunk));
  }
  return ok(Buffer.concat(chunks));
}

function readOne(path: string): Result<Uint8Array> {
  try {
    const found = statSync(path);
    if (!found.isFile()) return failed('not-a-file', `${path} is no file.`);
    if (found.size > MAX_BYTES) return failed('too-large', `${path} is larger than ${MAX_BYTES} bytes.`);
    return ok(readFileSync(path));
  } catch (error) {
    return failed('unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Every message in what was given; what is none is a problem that names its source. */
export async function readMails(
  sources: readonly string[],
  stdin: Readable,
  options: CheckOptions,
): Promise<readonly Result<MailInput>[]> {
  const given = sources.length === 0 ? ['-'] : sources;
  const mails: Result<MailInput>[] = [];
  for (const source of given) {
    const name = source === '-' ? 'standard input' : source;
    const bytes = source === '-' ? await readAll(stdin) : readOne(source);
    if (!bytes.ok) mails.push(bytes);
    else mails.push(...mailsIn(name, bytes.value, options));
  }
  return mails;
}

function mailsIn(name: string, bytes: Uint8Array, options: CheckOptions): readonly Result<MailInput>[] {
  if (bytes.length === 0)
    return [failed('empty', `${name} is empty: give a message as a file (.eml), an mbox or HTML.`)];
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (/^From \S+.*\d{4}\r?\n/.test(head)) {
    const ranges = [...splitMbox(bytes)].slice(0, MAX_MESSAGES);
    return ranges.map(({ start, end }, i) =>
      ok({ name: ranges.length === 1 ? name : `${name}:${i + 1}`, raw: bytes.subarray(start, end) }),
    );
  }
  if (
    /^\s*(<!--|<!doctype html|<html|<head|<body|<table|<div|<p)\b/i.test(
      head.replace(/^\u00ef\u00bb\u00bf/, ''),
    )
  )
    return [composed(name, bytes, options)];
  if (!looksLikeMessage(bytes))
    return [
      failed(
        'not-a-message',
        `${name} is no message: it has no header. Give the message as it is sent (.eml), an mbox, or an HTML file.`,
      ),
    ];
  return [ok({ name, raw: bytes })];
}

function composed(name: string, html: Uint8Array, { compose }: CheckOptions): Result<MailInput> {
  const text = compose.textFile === undefined ? undefined : readOne(compose.textFile);
  if (text !== undefined && !text.ok) return text;
  const raw = composeMessage({
    html,
    ...(text !== undefined && { text: text.value }),
    ...(compose.subject !== undefined && { subject: compose.subject }),
    ...(compose.from !== undefined && { from: compose.from }),
  });
  return ok({ name, raw });
}
