/** What other MIME readers make of a message, brought to a comparable form. For tests only. */
import { simpleParser } from 'mailparser';
import PostalMime from 'postal-mime';
import { parseMailboxList } from '../address/index.ts';
import { decodeText, header, type MimePart, parseMessage } from './index.ts';

/** White space removed: readers differ in line ends, unfolding and final empty lines. */
export interface Summary {
  readonly subject: string;
  readonly from: string;
  /** All text/plain parts that are no attachment, in order. */
  readonly text: string;
}

/** Our reading. */
export function summarise(raw: Uint8Array): Summary {
  const message = parseMessage(raw);
  const texts: string[] = [];
  const visit = (part: MimePart): void => {
    if (part.contentType.type.startsWith('message/')) return;
    if (part.contentType.type === 'text/plain' && part.disposition !== 'attachment')
      texts.push(decodeText(message, part).text);
    for (const child of part.children) visit(child);
  };
  visit(message.root);
  const from = parseMailboxList(header(message.root, 'from')?.rawValue ?? '', 1)[0]?.address ?? '';
  return comparable(header(message.root, 'subject')?.value ?? '', from, texts.join(''));
}

/** postal-mime's reading. */
export async function summariseByPostalMime(raw: Uint8Array): Promise<Summary> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  return comparable(email.subject ?? '', email.from?.address ?? '', email.text ?? '');
}

/** mailparser's reading. */
export async function summariseByMailparser(raw: Uint8Array): Promise<Summary> {
  const email = await simpleParser(Buffer.from(raw), {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipImageLinks: true,
  });
  return comparable(email.subject ?? '', email.from?.value[0]?.address ?? '', email.text ?? '');
}

function comparable(subject: string, from: string, text: string): Summary {
  return { subject: bare(subject), from: bare(from).toLowerCase(), text: bare(text) };
}

function bare(text: string): string {
  return text.normalize('NFC').replaceAll(/[\s\0\u200b\ufeff]/g, '');
}
