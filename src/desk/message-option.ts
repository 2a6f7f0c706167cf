/** The option `message`: a mail in base64. */
import { failed, ok, type Result } from '../base/result.ts';
import { MAX_MESSAGE_BYTES } from '../explain/message-arrival.ts';
import type { AskOptions } from './types.ts';

/** Its bytes; undefined where none was given. Problems: 'too-large', 'bad-option'. */
export function messageOf({ message }: AskOptions): Result<Uint8Array | undefined> {
  if (message === undefined || message === '') return ok(undefined);
  if (message.length > (MAX_MESSAGE_BYTES * 4) / 3 + 4)
    return failed('too-large', `The message is too large; at most ${MAX_MESSAGE_BYTES} bytes are read.`, {
      limit: MAX_MESSAGE_BYTES,
    });
  const bytes = Buffer.from(message, 'base64');
  return bytes.length === 0
    ? failed('bad-option', 'The message is not in base64.', { option: 'message' })
    : ok(bytes);
}
