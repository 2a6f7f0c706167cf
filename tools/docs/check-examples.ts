/**
 * The examples of docs/checks/: for each fault a check can tell, the few lines of a message that have it, and what must be
 * said of it. They stand in docs/examples/check/<family>.toml; here they are read and laid into a sound message. Pure but
 * for the reader of the folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { consequences, type MailProfile, mailProfiles } from '../../src/findings/message-check.ts';

const example = z
  .strictObject({
    /** Header fields: they take the place of those of the same name. */
    fields: z.string().optional(),
    /** Lines above all fields. */
    above: z.string().optional(),
    /** Names of fields that are not there, in lower case. */
    without: z.array(z.string()).optional(),
    /** The text as it is sent: plain, or what `fields` say it is. */
    body: z.string().optional(),
    /** Stands between the greeting and the footer of a sound page. */
    html: z.string().optional(),
    /** The whole of the HTML. */
    page: z.string().optional(),
    /** What DNS or the web answered, for checks that ask them. */
    seen: z.record(z.string(), z.unknown()).optional(),
    /** 'latin1': characters are octets; else they are written as UTF-8. */
    charset: z.literal('latin1').optional(),
    /** 'as-written': the line ends of the body are those of this file; 'lf': those of the header are LF, too. */
    lineEnds: z.enum(['as-written', 'lf']).optional(),
    /** Kinds of mail for which it holds; all, where none is named. */
    profiles: z.array(z.enum(mailProfiles)).min(1).optional(),
    class: z.enum(consequences),
    receivers: z.array(z.enum(['google', 'yahoo', 'microsoft', 'apple'])).optional(),
    /** The octets of the place, or with '…' at the end their beginning; not there: the message as a whole is meant. */
    place: z.string().optional(),
  })
  .refine(
    ({ body, html, page }) => [body, html, page].filter((one) => one !== undefined).length <= 1,
    'has two bodies',
  )
  .refine(
    (it) =>
      [it.fields, it.above, it.without, it.body, it.html, it.page, it.seen].some((one) => one !== undefined),
    'shows nothing',
  );

/** What would take megabytes: tested in test/check-conditions/. */
const leftOut = z.strictObject({
  why: z.string().min(1),
  class: z.enum(consequences),
  receivers: z.array(z.string()),
});

/** What a file holds. */
const file = z
  .strictObject({ leftOut: z.record(z.string(), leftOut).optional() })
  .catchall(z.record(z.string(), example));

export interface CheckExample extends z.infer<typeof example> {
  readonly check: string;
  readonly message: string;
}

export interface CheckExamples {
  readonly examples: readonly CheckExample[];
  /** By 'check message'. */
  readonly leftOut: ReadonlyMap<string, z.infer<typeof leftOut>>;
}

/** Reads the examples of the project in `root`; throws where a file is not as it should be. */
export function readCheckExamples(root: string): CheckExamples {
  const folder = join(root, 'docs/examples/check');
  const examples: CheckExample[] = [];
  const left = new Map<string, z.infer<typeof leftOut>>();
  for (const name of readdirSync(folder).sort()) {
    const read = file.safeParse(parse(readFileSync(join(folder, name), 'utf8')));
    if (!read.success) throw new Error(`docs/examples/check/${name}: ${z.prettifyError(read.error)}`);
    const { leftOut: without = {}, ...checks } = read.data;
    for (const [key, why] of Object.entries(without)) left.set(key, why);
    for (const [check, messages] of Object.entries(
      checks as Record<string, Record<string, z.infer<typeof example>>>,
    ))
      for (const [message, one] of Object.entries(messages)) examples.push({ ...one, check, message });
  }
  return { examples, leftOut: left };
}

/** Half an hour before this the sound message was written. */
export const exampleNow = '2026-05-12T16:17:14.000Z';

const ADDRESS = 'Northwind Books, 12 Main Street, Springfield, IL 62704';
const UNSUBSCRIBE = 'https://example.org/u/a1b2c3d4';

const sound: readonly string[] = [
  'From: Northwind Books <news@example.org>',
  'To: Ann <ann@example.net>',
  'Subject: What we shipped in May',
  'Date: Tue, 12 May 2026 15:47:14 +0000',
  'Message-ID: <may.1@example.org>',
  'MIME-Version: 1.0',
  'Content-Transfer-Encoding: 8bit',
];
/** What only mail to many has. */
const ofLists: readonly string[] = [
  `List-Unsubscribe: <${UNSUBSCRIBE}>`,
  'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
];

const page = (html: string): string =>
  [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><title>News</title></head>',
    '<body>',
    '<p>Hello Ann, here is what we shipped in May.</p>',
    html.replace(/\n$/, ''),
    `<p>${ADDRESS}`,
    `<a href="${UNSUBSCRIBE}">Unsubscribe</a></p>`,
    '</body></html>',
    '',
  ].join('\n');

const plain = `The parcels are on their way.\n\n${ADDRESS}\nUnsubscribe: ${UNSUBSCRIBE}\n`;

const nameOf = (field: string): string => field.slice(0, field.indexOf(':')).trimEnd().toLowerCase();
const hasName = (line: string): boolean => /^[!-9;-~]+[ \t]*:/.test(line);

/** '‹x × 3›' stands for 'xxx', '¶' in it for a line end: what is too long to be read. */
export function unfolded(text: string): string {
  return text.replace(/‹([^‹›]*) × (\d+)›/g, (_, piece: string, times: string) =>
    piece.replaceAll('¶', '\n').repeat(Number(times)),
  );
}

/** The octets of the message: the lines of the example laid into a sound one of that kind of mail. */
export function layExample(
  { fields = '', above, without = [], body, html, page: whole, charset, lineEnds }: Partial<CheckExample>,
  profile: MailProfile,
): Buffer {
  const own = unfolded(fields)
    .split('\n')
    .filter((line) => line !== '');
  const names = new Set([...own.filter(hasName).map(nameOf), ...without]);
  const isHtml = html !== undefined || whole !== undefined;
  const kept = [
    ...sound,
    `Content-Type: text/${isHtml ? 'html' : 'plain'}; charset=utf-8`,
    ...(profile === 'bulk' ? ofLists : []),
    ...(profile === 'personal' ? [] : ['Auto-Submitted: auto-generated']),
  ].filter((field) => !names.has(nameOf(field)));
  const head = [...(above === undefined ? [] : [above]), ...kept, ...own, '', ''].join(
    lineEnds === 'lf' ? '\n' : '\r\n',
  );
  const text = unfolded(whole ?? (html === undefined ? (body ?? plain) : page(html)));
  const written = lineEnds === undefined ? text.replaceAll('\n', '\r\n') : text;
  return Buffer.from(head + written, charset ?? 'utf8');
}

/** Kinds of mail that an example is laid into. */
export const profilesOf = ({ profiles }: Pick<CheckExample, 'profiles'>): readonly MailProfile[] =>
  profiles ?? mailProfiles;
