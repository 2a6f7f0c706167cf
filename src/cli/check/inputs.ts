/**
 * What `waypost check` is given, one message after another: messages, mboxes, HTML files that a message is made of, folders
 * (a maildir), standard input. Limits: 64 MiB of a source, 10,000 messages of one.
 */
import type { Readable } from 'node:stream';
import type { JsonObject } from '../../base/json.ts';
import type { Problem, Result } from '../../base/result.ts';
import { composeMessage, type GivenFile } from '../../preflight/compose-message.ts';
import {
  type GivenMail,
  type MailProblem,
  mailProblem,
  mailsInBytes,
} from '../../preflight/mails-in-bytes.ts';
import { listFiles } from '../list-files.ts';
import type { CheckOptions } from './options.ts';
import { readMailFile, readStream, statOf, unreadable } from './read-source.ts';

/** For tests. */
export interface InputLimits {
  /** Of one source, in octets. */
  readonly maxBytes: number;
  /** Messages of one mbox, files of one folder. */
  readonly maxMessages: number;
}

export interface MailSources {
  /** Paths; '-' or none at all is standard input. */
  readonly sources: readonly string[];
  readonly stdin: Readable;
  /** What standard input is called. */
  readonly stdinName: string;
  readonly compose: CheckOptions['compose'];
  /** Of the samples that are made. */
  readonly nowMs: number;
}

const standard: InputLimits = { maxBytes: 64 * 1024 * 1024, maxMessages: 10_000 };
/** Files that are named, the others are counted. */
const MAX_NAMES = 5;

const problem = (code: MailProblem, data: JsonObject): GivenMail => ({
  kind: 'problem',
  problem: mailProblem(code, data),
});
const note = (code: MailProblem, data: JsonObject): GivenMail => ({
  kind: 'note',
  problem: mailProblem(code, data),
});

/** Every message in what was given, and what is to be told of it, in order; a source is read when its turn comes. */
export async function* readMails(
  given: MailSources,
  limits: InputLimits = standard,
): AsyncGenerator<GivenMail> {
  const { sources, stdin, stdinName } = given;
  const reader = new MailReader(given, limits);
  for (const source of sources.length === 0 ? ['-'] : sources) {
    if (source === '-') yield* reader.mailsIn(stdinName, await readStream(stdinName, stdin, limits.maxBytes));
    else {
      const found = await statOf(source);
      if (found.ok && found.value.isDirectory()) yield* reader.mailsOfFolder(source);
      else yield* reader.mailsIn(source, await readMailFile(source, limits.maxBytes));
    }
  }
}

class MailReader {
  readonly #given: MailSources;
  readonly #limits: InputLimits;
  readonly #wantsHtml: boolean;
  #isUnusedTold = false;

  constructor(given: MailSources, limits: InputLimits) {
    this.#given = given;
    this.#limits = limits;
    this.#wantsHtml = Object.keys(given.compose).length > 0;
  }

  async *mailsIn(name: string, read: Result<Uint8Array>): AsyncGenerator<GivenMail> {
    if (!read.ok) {
      yield { kind: 'problem', problem: read.problem };
      return;
    }
    const reading = {
      wantsHtml: this.#wantsHtml,
      compose: (html: GivenFile) => this.#composed(html),
      maxMessages: this.#limits.maxMessages,
    };
    for await (const given of mailsInBytes(name, read.value, reading)) {
      if (given.kind === 'mail' && given.mail.composed === undefined) yield* this.#unused(name);
      yield given;
    }
  }

  /** Files that are no mail (indexes of a mail server) are told in one line. */
  async *mailsOfFolder(folder: string): AsyncGenerator<GivenMail> {
    const { maxBytes, maxMessages: limit } = this.#limits;
    let files: readonly string[];
    try {
      files = await listFiles(folder, limit + 1);
    } catch (error) {
      yield { kind: 'problem', problem: unreadable(folder, error) };
      return;
    }
    const others: string[] = [];
    let messages = 0;
    for (const file of files.slice(0, limit)) {
      for await (const given of this.mailsIn(file, await readMailFile(file, maxBytes))) {
        if (given.kind === 'mail') messages += 1;
        if (given.kind === 'problem' && isNoMail(given.problem)) others.push(file);
        else yield given;
      }
    }
    const names = others.slice(0, MAX_NAMES).map((file) => file.slice(folder.length).replace(/^\/+/, ''));
    if (files.length === 0) yield problem('mail-empty-folder', { name: folder });
    else if (messages === 0) yield problem('mail-none-in-folder', { name: folder, count: others.length });
    else if (others.length > 0)
      yield note('mail-others', { name: folder, count: others.length, names: names.join(', ') });
    if (files.length > limit) yield problem('mail-more-files', { name: folder, limit });
  }

  async #composed(html: GivenFile): Promise<GivenMail> {
    const { compose, nowMs } = this.#given;
    const { subject, from, textFile } = compose;
    const text = textFile === undefined ? undefined : await readMailFile(textFile, this.#limits.maxBytes);
    if (text?.ok === false) return { kind: 'problem', problem: text.problem };
    const composed = composeMessage(
      {
        html,
        ...(textFile !== undefined && text !== undefined && { text: { name: textFile, bytes: text.value } }),
        ...(subject !== undefined && { subject }),
        ...(from !== undefined && { from }),
      },
      nowMs,
    );
    return { kind: 'mail', mail: { name: html.name, raw: composed.raw, composed } };
  }

  /** Options for HTML beside a message: told once. */
  *#unused(name: string): Generator<GivenMail> {
    if (!this.#wantsHtml || this.#isUnusedTold) return;
    this.#isUnusedTold = true;
    const { subject, from, textFile } = this.#given.compose;
    const options = Object.entries({ '--subject': subject, '--from': from, '--text': textFile })
      .filter(([, value]) => value !== undefined)
      .map(([option]) => option);
    yield note('mail-unused', { name, options: options.join(', ') });
  }
}

const isNoMail = ({ code }: Problem): boolean =>
  ['mail-none', 'mail-empty', 'mail-utf-16', 'mail-outlook'].includes(code);
