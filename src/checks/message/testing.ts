/** Test support: a good message with some of its lines changed, and what checks say of it. */
import type { MailGiven, MessageCheck, MessageDraft } from '../../findings/message-check.ts';
import { readMailView } from '../../wire/mail-view/index.ts';

/** Half an hour before this the good message was written. */
const NOW = '2026-05-12T16:17:14.000Z';

interface Changes {
  /** Names of fields to leave out, in lower case. */
  readonly without?: readonly string[];
  /** Whole fields, in the place of those of the same name; more of one name stand side by side. */
  readonly fields?: readonly string[];
  readonly body?: string | Buffer;
  readonly lineEnd?: '\r\n' | '\n';
}

const good = [
  'From: Northwind Books <news@example.org>',
  'To: Ann <ann@example.net>',
  'Subject: What we shipped in May',
  'Date: Tue, 12 May 2026 15:47:14 +0000',
  'Message-ID: <may.1@example.org>',
  'Auto-Submitted: auto-generated',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
];

const nameOf = (field: string): string => field.slice(0, field.indexOf(':')).toLowerCase();

/** The good message with changes. Text is written as UTF-8, except bytes given as a Buffer. */
export function letter({ without = [], fields = [], body, lineEnd = '\r\n' }: Changes = {}): Buffer {
  const own = fields.map(nameOf);
  const kept = good.filter((field) => !own.includes(nameOf(field)) && !without.includes(nameOf(field)));
  const head = [...kept, ...fields, '', ''].join(lineEnd);
  const text = body ?? `The parcels are on their way.${lineEnd}`;
  return Buffer.concat([Buffer.from(head), typeof text === 'string' ? Buffer.from(text) : text]);
}

/** A message of parts: each is its header lines and its body. */
export function multipart(
  subtype: string,
  parts: readonly { readonly head: readonly string[]; readonly body: string }[],
  fields: readonly string[] = [],
): Buffer {
  const lines = parts.flatMap(({ head, body }) => ['--b1', ...head, '', body]);
  return letter({
    without: ['content-transfer-encoding'],
    fields: [`Content-Type: multipart/${subtype}; boundary=b1`, ...fields],
    body: [...lines, '--b1--', ''].join('\r\n'),
  });
}

/** A file as part of a message. */
export const filePart = (name: string, bytes: Uint8Array = Buffer.from('content')) => ({
  head: [
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
  ],
  body: (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n'),
});

export const textPartOf = (text: string, type = 'plain') => ({
  head: [`Content-Type: text/${type}; charset=utf-8`, 'Content-Transfer-Encoding: 8bit'],
  body: text,
});

/** What a check says of a message. */
export function run(
  check: MessageCheck,
  raw: Uint8Array,
  given: Partial<MailGiven> = {},
): readonly MessageDraft[] {
  return check.run(readMailView(raw), { profile: 'transactional', now: NOW, trackingDomains: [], ...given });
}

/** 'fail refused missing', 'pass present'. */
export const said = (
  check: MessageCheck,
  raw: Uint8Array,
  given: Partial<MailGiven> = {},
): readonly string[] =>
  run(check, raw, given).map(({ outcome, consequence, message }) =>
    outcome === 'fail' ? `fail ${consequence} ${message}` : `${outcome} ${message}`,
  );

/** Applies every fix of a list of findings that says it is safe, last place first. */
export function applySafeFixes(raw: Uint8Array, drafts: readonly MessageDraft[]): Buffer {
  const edits = drafts
    .flatMap(({ fixes }) =>
      fixes.flatMap((fix) => (fix.kind === 'message' && fix.edit.isSafe ? [fix.edit] : [])),
    )
    .toSorted((one, other) => other.range.start - one.range.start);
  let fixed = Buffer.from(raw);
  for (const { range, bytes } of edits)
    fixed = Buffer.concat([
      fixed.subarray(0, range.start),
      Buffer.from(bytes, 'latin1'),
      fixed.subarray(range.end),
    ]);
  return fixed;
}
