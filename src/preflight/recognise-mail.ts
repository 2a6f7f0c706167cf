/** Tells what a file or standard input holds: a message, an mbox, HTML that a message is to be made of, or none of these. */
import { looksLikeMessage } from '../wire/message/index.ts';

export type MailKind = 'mbox' | 'message' | 'html' | 'empty' | 'utf-16' | 'outlook' | 'other';

const HEAD = 2048;
/** Fields are looked for in this much. */
const MAX_HEADER = 65_536;
/** So many lines like fields on top are a header, whatever their names. */
const MANY_FIELDS = 40;
/** Of control characters in the head, from here on it is no text. */
const MAX_ODD = 0.05;

/** What Outlook's .msg begins with (MS-CFB §2.2). */
const COMPOUND_FILE = '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1';
const BOM = /^\u00ef\u00bb\u00bf/;
const latin1 = (bytes: Uint8Array, length: number): string =>
  Buffer.from(bytes.subarray(0, length)).toString('latin1');
/** Offset of what is no byte order mark and no white space. */
const leadOf = (head: string): number => /^(?:\u00ef\u00bb\u00bf)?\s{0,1024}/.exec(head)?.[0].length ?? 0;

const isMbox = (head: string): boolean =>
  /^From [^\r\n]{0,998}\r?\n>?[A-Za-z][A-Za-z0-9-]{0,60}[: ]/.test(head);

/** A tag, a comment or a declaration of HTML, or what template languages write: {{…}}, {%…%}, <%…%>, *|…|*, [[…]], ${…}, %%…%%. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  const head = latin1(bytes, HEAD).replace(BOM, '').trimStart();
  // XML of other kinds: reports, feeds.
  if (head.startsWith('<?')) return /<html|<!doctype html/i.test(head);
  return /^(?:<[a-z!%#/]|\{\{|\{%|\{#|<#|\*\||\[\[|\[%|\$\{|%%[a-z])/i.test(head);
}

/** At least two lines like fields and nothing else on top, where the name or their number says that it is a header. */
function hasHeader(bytes: Uint8Array, isNamedMail: boolean): boolean {
  const lines = latin1(bytes, MAX_HEADER).replace(BOM, '').split(/\r?\n/);
  let fields = 0;
  for (const line of lines) {
    if (fields > 0 && /^[ \t]/.test(line)) continue;
    if (!/^[!-9;-~]{1,998}:/.test(line)) break;
    fields += 1;
    if (fields >= MANY_FIELDS) return true;
  }
  return isNamedMail && fields >= 2;
}

function isText(head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const odd = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return odd <= head.length * MAX_ODD;
}

/** `wantsHtml`: an option was given that only HTML has a use for. */
export function recogniseMail(name: string, bytes: Uint8Array, wantsHtml: boolean): MailKind {
  const head = latin1(bytes, HEAD);
  if (head.startsWith('\u00ff\u00fe') || head.startsWith('\u00fe\u00ff')) return 'utf-16';
  if (head.startsWith(COMPOUND_FILE)) return 'outlook';
  const lead = leadOf(head);
  if (lead >= bytes.length) return 'empty';
  if (isMbox(head.slice(lead))) return 'mbox';
  if (looksLikeHtml(bytes)) return 'html';
  if (looksLikeMessage(bytes) || hasHeader(bytes, /\.(?:eml|msg|mail)$/i.test(name))) return 'message';
  return (wantsHtml || /\.x?html?$/i.test(name)) && isText(head) ? 'html' : 'other';
}
