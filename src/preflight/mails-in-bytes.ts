/** The messages in what was given: one, an mbox, or HTML that a message is made of; and what is to be told of the rest. */
import type { JsonObject } from '../base/json.ts';
import type { Problem } from '../base/result.ts';
import { splitMbox } from '../wire/message/index.ts';
import type { MailInput } from './check-report.ts';
import type { GivenFile } from './compose-message.ts';
import { recogniseMail } from './recognise-mail.ts';

const sentences = {
  'mail-empty': '{name} is empty: give a message as a file (.eml), an mbox or HTML.',
  'mail-none':
    '{name} is no message: it has no header. Give the message as it is sent (.eml), an mbox, or an HTML file.',
  'mail-utf-16': '{name} is written in UTF-16, which mail is not: save it as UTF-8.',
  'mail-outlook':
    '{name} is a file of Outlook (.msg) or Office, in which no message stands as it is sent: save the message as .eml, or forward it as an attachment and save that.',
  'mail-no-file': 'There is no file {name}.',
  'mail-unreadable': '{name} cannot be read: {detail}',
  'mail-special': '{name} is no file of mail but a device, a pipe or a socket.',
  'mail-too-large': '{name} is larger than {limit} MiB.',
  'mail-more': '{name} holds {count} messages; the first {limit} were checked.',
  'mail-more-files': '{name} holds more than {limit} files; the others were not looked at.',
  'mail-empty-folder': 'The folder {name} holds no files.',
  'mail-none-in-folder': 'The folder {name} holds no message (files looked at: {count}).',
  'mail-others': '{name}: passed over, because they are no messages ({count}): {names}.',
  'mail-unused': '{options} is for HTML and has no effect on a message such as {name}.',
} as const;

export type MailProblem = keyof typeof sentences;

/** A problem of reading mail: its sentence in English, its code and data for the catalogue. */
export function mailProblem(code: MailProblem, data: JsonObject): Problem {
  const message = sentences[code].replaceAll(/\{(\w+)\}/g, (_, key: string) => String(data[key] ?? ''));
  return { code, message, data };
}

/** A message, or what is to be told: 'problem' where something given was not checked, 'note' where nothing is lost. */
export type GivenMail =
  | { readonly kind: 'mail'; readonly mail: MailInput }
  | { readonly kind: 'problem' | 'note'; readonly problem: Problem };

export interface ReadingMails {
  /** Options were given that only HTML has a use for. */
  readonly wantsHtml: boolean;
  /** Makes a message of HTML. */
  readonly compose: (html: GivenFile) => GivenMail | Promise<GivenMail>;
  /** Messages of one mbox. */
  readonly maxMessages: number;
}

const problem = (code: MailProblem, data: JsonObject): GivenMail => ({
  kind: 'problem',
  problem: mailProblem(code, data),
});

/** In order; `name` is what the bytes are called. */
export async function* mailsInBytes(
  name: string,
  bytes: Uint8Array,
  { wantsHtml, compose, maxMessages }: ReadingMails,
): AsyncGenerator<GivenMail> {
  switch (recogniseMail(name, bytes, wantsHtml)) {
    case 'html':
      yield await compose({ name, bytes });
      return;
    case 'mbox':
      yield* mailsOfMbox(name, bytes, maxMessages);
      return;
    case 'message':
      yield { kind: 'mail', mail: { name, raw: bytes } };
      return;
    case 'utf-16':
      yield problem('mail-utf-16', { name });
      return;
    case 'outlook':
      yield problem('mail-outlook', { name });
      return;
    case 'empty':
      yield problem('mail-empty', { name });
      return;
    default:
      yield problem('mail-none', { name });
  }
}

function* mailsOfMbox(name: string, bytes: Uint8Array, limit: number): Generator<GivenMail> {
  const ranges = [...splitMbox(bytes)];
  for (const [i, { start, end }] of ranges.slice(0, limit).entries())
    yield {
      kind: 'mail',
      mail: { name: ranges.length === 1 ? name : `${name}:${i + 1}`, raw: bytes.subarray(start, end) },
    };
  if (ranges.length > limit) yield problem('mail-more', { name, count: ranges.length, limit });
}
