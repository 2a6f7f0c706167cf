/** Options of `waypost explain`, read at the edge into values that the rest can trust. */
import { readFileSync, statSync } from 'node:fs';
import { failed, ok, type Result } from '../../base/result.ts';
import type { GivenFacts } from '../../explain/explain.ts';
import { readGivenFacts } from '../../explain/given-facts.ts';
import { MAX_MESSAGE_BYTES } from '../../explain/message-arrival.ts';
import type { RawServer } from '../remote/remote-server.ts';

/** As commander hands them over. */
export interface RawOptions extends RawServer {
  readonly json?: boolean;
  readonly batch?: boolean;
  readonly format?: string;
  readonly report?: boolean;
  readonly showAddresses?: boolean;
  readonly offline?: boolean;
  readonly connect?: boolean;
  readonly resolver?: string;
  readonly from?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly recipient?: string;
  readonly message?: string;
  readonly lang?: string;
  readonly color?: boolean;
  readonly progress?: boolean;
  readonly verbose?: boolean;
}

export interface ExplainOptions {
  readonly format: 'text' | 'json' | 'html' | 'letter' | 'batch';
  readonly isOffline: boolean;
  readonly mayConnect: boolean;
  readonly resolver?: string;
  readonly language: string;
  /** Undefined: as the terminal is. */
  readonly wantsColour?: boolean;
  readonly wantsProgress: boolean;
  readonly isVerbose: boolean;
  readonly showsAddresses: boolean;
  readonly given: GivenFacts;
  /** The original message, given apart. */
  readonly message?: Uint8Array;
}

const FORMATS = ['text', 'json', 'html'] as const;

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder; give one message',
  EACCES: 'it may not be read',
};

function whyUnreadable(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ('code' in error ? UNREADABLE[String(error.code)] : undefined) ?? error.message;
}

function readMessage(path: string): Result<Uint8Array> {
  try {
    const { size } = statSync(path);
    if (size > MAX_MESSAGE_BYTES) {
      return failed(
        'too-large',
        `--message ${path} has ${size} bytes; at most ${MAX_MESSAGE_BYTES} are read.`,
      );
    }
    return ok(readFileSync(path));
  } catch (error) {
    return failed('unreadable', `--message ${path} cannot be read: ${whyUnreadable(error)}.`);
  }
}

function formatOf(raw: RawOptions): Result<ExplainOptions['format']> {
  if (raw.batch) return ok('batch');
  if (raw.report && (raw.json || (raw.format ?? 'text') !== 'text'))
    return failed('bad-option', '--report writes a letter as plain text; leave out --json and --format.');
  if (raw.json && raw.format === 'html')
    return failed('bad-option', '--json and --format html exclude each other.');
  if (raw.report) return ok('letter');
  if (raw.json) return ok('json');
  const format = FORMATS.find((one) => one === (raw.format ?? 'text'));
  return format === undefined
    ? failed('bad-option', `--format ${raw.format} is not one of ${FORMATS.join(', ')}.`)
    : ok(format);
}

/** Reads the options; the first that is wrong is told with what to write instead. */
export function readOptions(
  raw: RawOptions,
  languages: readonly string[],
  environmentLanguage: string | undefined,
): Result<ExplainOptions> {
  const format = formatOf(raw);
  if (!format.ok) return format;
  const given = readGivenFacts(raw);
  if (!given.ok) return given;
  if (raw.lang !== undefined && !languages.includes(raw.lang)) {
    return failed('bad-option', `--lang ${raw.lang} is not known; there are ${languages.join(', ')}.`);
  }
  if (raw.offline && raw.connect) return failed('bad-option', '--offline and --connect exclude each other.');
  const message = raw.message === undefined ? undefined : readMessage(raw.message);
  if (message !== undefined && !message.ok) return message;
  const preferred = languages.find((language) => environmentLanguage?.toLowerCase().startsWith(language));
  return ok({
    format: format.value,
    isOffline: raw.offline === true,
    mayConnect: raw.connect === true,
    ...(raw.resolver !== undefined && { resolver: raw.resolver }),
    language: raw.lang ?? preferred ?? 'en',
    ...(raw.color !== undefined && { wantsColour: raw.color }),
    wantsProgress: raw.progress !== false,
    isVerbose: raw.verbose === true,
    showsAddresses: raw.showAddresses === true,
    given: given.value,
    ...(message !== undefined && { message: message.value }),
  });
}
