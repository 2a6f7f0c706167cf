/**
 * A checked message as a page for a sandboxed frame: its HTML part, else its text. Nothing of it runs, nothing is fetched; pictures
 * that came with the message are shown, others are an outline.
 */
import type { JsonValue } from '../../base/json.ts';
import { readHtml } from '../../wire/html/index.ts';
import { readMailView } from '../../wire/mail-view/index.ts';
import type { MailView, TextPart } from '../../wire/mail-view/types.ts';
import { decodeBytes, header } from '../../wire/message/index.ts';
import { anchorOf, escapeHtml, type HtmlMark, markFor, type PictureOf, safeHtml } from './safe-html.ts';

/** What the frame is allowed: nothing but style in itself and pictures in itself. */
export const framePolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

/** Of pictures that are shown. */
const maxPictureBytes = 2 << 20;
const maxPicturesBytes = 8 << 20;
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const ownStyle = `:root{color-scheme:light}body{margin:12px;background:#fff;color:#111;font-family:sans-serif;overflow-wrap:anywhere}
pre{white-space:pre-wrap;font-family:monospace}img[data-remote]{outline:1px dashed #767676;min-width:8px;min-height:8px}
a[data-href]{color:#0b57d0;text-decoration:underline}
[data-finding]{outline:2px solid #b3261e;outline-offset:1px}mark[data-finding]{background:#ffe08a;color:#111}
:target,a:target+[data-finding],a:target+a+[data-finding],mark:has(>:target){outline:4px solid #0b6e6e;outline-offset:2px;scroll-margin:30vh}`;

/** `isHtml`: the input is HTML by itself, not a message. `document`: the report's, for its findings. */
export function messageFrame(input: Uint8Array, isHtml: boolean, document: JsonValue): string {
  if (isHtml) {
    const source = Buffer.from(input).toString('utf8');
    return page(safeHtml(readHtml(source), marksIn(document, undefined), dataPicture));
  }
  const view = readMailView(input);
  const part = view.texts.find(({ kind }) => kind === 'html') ?? view.texts[0];
  if (part === undefined) return page('<p>—</p>');
  const marks = marksIn(document, part.part.path);
  return page(
    part.kind === 'html' ? safeHtml(readHtml(part.text), marks, picturesOf(view)) : plainText(part, marks),
  );
}

function page(body: string): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>-</title><style>${ownStyle}</style></head><body>${body}</body></html>`;
}

function plainText({ text }: TextPart, marks: readonly HtmlMark[]): string {
  const span = { start: 0, end: text.length };
  let at = 0;
  let html = '';
  for (const { label, start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (end > span.end || end <= start) continue;
    if (start < at) {
      // Inside the one before: it is reached behind that.
      html += `<a id="${anchorOf(label)}"></a>`;
      continue;
    }
    html += `${escapeHtml(text.slice(at, start))}${markFor([label], text.slice(start, end))}`;
    at = end;
  }
  return `<pre>${html}${escapeHtml(text.slice(at))}</pre>`;
}

/** Where findings stand in the text of part `path`; in any part's where it is undefined. */
function marksIn(document: JsonValue, path: string | undefined): readonly HtmlMark[] {
  const findings = member(document, 'findings');
  if (!Array.isArray(findings)) return [];
  const marks: HtmlMark[] = [];
  for (const [index, finding] of (findings as readonly JsonValue[]).entries()) {
    const place = member(finding, 'place');
    const start = member(member(place, 'decoded'), 'start');
    const end = member(member(place, 'decoded'), 'end');
    if (typeof start !== 'number' || typeof end !== 'number' || member(place, 'header') !== undefined)
      continue;
    if (path !== undefined && member(place, 'part') !== path) continue;
    marks.push({ label: String(index), start, end });
  }
  return marks;
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: JsonValue | undefined })[key];
}

/** A picture in the address itself. */
function dataPicture(src: string): string | undefined {
  return src.length <= maxPictureBytes * 1.4 &&
    /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/.test(src)
    ? src
    : undefined;
}

/** Pictures that came with the message, by their Content-ID (RFC 2392). */
function picturesOf({ message, attachments }: MailView): PictureOf {
  const byId = new Map<string, (typeof attachments)[number]>();
  for (const part of attachments) {
    const id = header(part, 'content-id')?.value.replace(/^<|>$/g, '');
    if (id !== undefined && pictureTypes.has(part.contentType.type)) byId.set(id, part);
  }
  let room = maxPicturesBytes;
  return (src) => {
    if (!src.toLowerCase().startsWith('cid:')) return dataPicture(src);
    const part = byId.get(percentDecoded(src.slice(4)));
    if (part === undefined || room <= 0) return undefined;
    const { bytes, isCut } = decodeBytes(message, part, maxPictureBytes);
    if (isCut || bytes.length > room) return undefined;
    room -= bytes.length;
    return `data:${part.contentType.type};base64,${Buffer.from(bytes).toString('base64')}`;
  };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding: taken as it is.
    return text;
  }
}
