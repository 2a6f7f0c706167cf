/**
 * A message made of an HTML file, so that a template can be checked before it has a header. The files stand in it octet for octet
 * (8bit): what is said of a place in the message can be said of the place in the file.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { encodeWords } from '../checks/index.ts';

/** A file as it was given. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Composition {
  readonly html: GivenFile;
  readonly text?: GivenFile;
  readonly subject?: string;
  /** 'Name <address>' or an address. */
  readonly from?: string;
}

/** A file inside the message that was made of it. */
export interface ComposedPart {
  readonly file: GivenFile;
  /** Octets of the file that the message leaves out: a byte order mark. */
  readonly skipped: number;
  /** Offset of the message at which the file's first octet that is not left out stands. */
  readonly start: number;
  /** Lines of the message before it. */
  readonly linesBefore: number;
}

/** A sound message around the files; who checks it leaves out what is about the wrapper (template-checks.ts). */
export interface ComposedMessage {
  readonly raw: Uint8Array;
  readonly composition: Composition;
  readonly html: ComposedPart;
  readonly text?: ComposedPart;
  /** Octets behind the HTML. */
  readonly tailLength: number;
}

const SENDER = 'sender@example.org';
const BOUNDARY = 'waypost-alternative';
/** Far above every limit that is judged. */
const MAX_VALUE = 5_000;
/** Where a page names its charset (HTML, 13.2.3.2: the first 1024 octets). */
const MAX_PRESCAN = 1024;

/** Octets of 'Subject: ' and the like before the first encoded word. */
const MAX_NAME = 12;

/** Header values hold no line ends of their own; what is not ASCII becomes encoded words (RFC 2047). */
function headerValue(text: string): string {
  const line = text.replaceAll(/[\r\n]+/g, ' ').slice(0, MAX_VALUE);
  return /^[\x20-\x7e]*$/.test(line) ? line : encodeWords(line, '\n', MAX_NAME);
}

/** The name before an address may be encoded, the address may not (RFC 2047 §5). */
function mailboxValue(text: string): string {
  const at = text.lastIndexOf('<');
  return at <= 0
    ? headerValue(text)
    : `${headerValue(text.slice(0, at).trim())} ${headerValue(text.slice(at))}`;
}

const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** UTF-8 where the octets can be nothing else, else what the page says of itself. */
function charsetOf(bytes: Uint8Array): string {
  if (hasMark(bytes) || (isUtf8(bytes) && !isAscii(bytes))) return 'utf-8';
  const head = Buffer.from(bytes.subarray(0, MAX_PRESCAN)).toString('latin1');
  const named = /charset\s{0,9}=\s{0,9}["']?([a-z0-9_-]{2,30})/i.exec(head)?.[1]?.toLowerCase();
  return named ?? (isAscii(bytes) ? 'utf-8' : 'windows-1252');
}

/** A line that no file holds. */
function boundaryFor(files: readonly Uint8Array[]): string {
  for (let count = 1; ; count += 1) {
    const boundary = `${BOUNDARY}-${count}`;
    if (!files.some((bytes) => Buffer.from(bytes).includes(`--${boundary}`))) return boundary;
  }
}

const countLines = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
};

/** Date and Message-ID are those of a sample: the checks of the header see a sound one. Line ends are those of the HTML. */
export function composeMessage(composition: Composition, nowMs: number): ComposedMessage {
  const { html, text, subject, from } = composition;
  const eol = Buffer.from(html.bytes).includes('\r\n') ? '\r\n' : '\n';
  const pieces: Uint8Array[] = [];
  let length = 0;
  let lines = 0;
  const add = (bytes: Uint8Array): void => {
    pieces.push(bytes);
    length += bytes.length;
    lines += countLines(bytes);
  };
  const addLines = (...texts: readonly string[]): void =>
    add(Buffer.from(texts.map((line) => `${line}${eol}`).join('')));
  const addPart = (type: string, file: GivenFile): ComposedPart => {
    addLines(
      `Content-Type: ${type}; charset=${charsetOf(file.bytes)}`,
      'Content-Transfer-Encoding: 8bit',
      '',
    );
    const skipped = hasMark(file.bytes) ? 3 : 0;
    const part: ComposedPart = { file, skipped, start: length, linesBefore: lines };
    add(file.bytes.subarray(skipped));
    return part;
  };
  const domain = (from ?? SENDER)
    .split('@')
    .at(-1)
    ?.replace(/[>\s].*$/, '');
  addLines(
    `From: ${mailboxValue(from ?? SENDER)}`,
    'To: recipient@example.com',
    `Subject: ${headerValue(subject ?? 'Sample')}`,
    `Date: ${new Date(nowMs).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <sample.${nowMs}@${domain}>`,
    'MIME-Version: 1.0',
  );
  if (text === undefined) {
    const part = addPart('text/html', html);
    return { raw: Buffer.concat(pieces), composition, html: part, tailLength: 0 };
  }
  const boundary = boundaryFor([html.bytes, text.bytes]);
  addLines(`Content-Type: multipart/alternative; boundary=${boundary}`, '', `--${boundary}`);
  const textPart = addPart('text/plain', text);
  addLines('', `--${boundary}`);
  const htmlPart = addPart('text/html', html);
  const end = length;
  addLines('', `--${boundary}--`);
  return {
    raw: Buffer.concat(pieces),
    composition,
    html: htmlPart,
    text: textPart,
    tailLength: length - end,
  };
}

/** The HTML file as it stands in `raw`: the composed message, or that message with its HTML changed. */
export function htmlIn({ html, tailLength }: ComposedMessage, raw: Uint8Array): Uint8Array {
  return Buffer.concat([
    html.file.bytes.subarray(0, html.skipped),
    raw.subarray(html.start, raw.length - tailLength),
  ]);
}
