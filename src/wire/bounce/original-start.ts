/** Where the returned message begins in the text of a report that quotes it. */

import { PhraseSet } from '../../base/phrase-set.ts';
import type { DecodedLine } from '../message/types.ts';
import { fieldNameOf, unquotedLine } from './header-lines.ts';

/** First words of the line that announces the returned message, marks ('---', '|', '*') before them removed, lower case. */
const ANNOUNCEMENTS = new PhraseSet([
  'below this line is a copy',
  'below this line is the original',
  'below this line is a',
  'the following is a copy of the original',
  'a copy of the original message',
  'a copy of the message',
  'copy of the original message',
  'this is a copy of',
  'included is a copy',
  'enclosed is a copy',
  'enclosed are the original headers',
  'original message',
  'original headers',
  'original mail',
  'original e-mail',
  'original email',
  'the original message headers',
  'the original message follows',
  'header of the original message',
  'headers of the original message',
  'here is your original message',
  'here is a copy',
  'your original message',
  'your message follows',
  'the message follows',
  'unsent message',
  'undelivered message',
  'unsent mail',
  'returned message',
  'returned mail',
  'bounced e-mail',
  'bounced message',
  'rejected message',
  'message header follows',
  'message headers follow',
  'message headers:',
  'message text follows',
  'message follows',
  'message contents',
  'message header:',
  'the first 50 lines of your',
  'the header of your message',
  'the headers of your message',
  'headers of your message',
  'text of your message',
  'the text of your message',
  'start of original message',
  'begin original message',
  'begin message',
  'content of your message',
  'old message:',
  'end of message',
  'ursprüngliche nachricht',
  'originalnachricht',
  'original-nachricht',
  'es folgt eine kopie',
  'kopie der nachricht',
  'kopfzeilen der',
  "message d'origine",
  'message original',
  'en-têtes du message',
  'copie du message',
  'mensaje original',
  'encabezados del mensaje original',
  'copia del mensaje',
  'mensagem original',
  'cópia da mensagem',
  'messaggio originale',
  'copia del messaggio',
  'oorspronkelijk bericht',
  'oryginalna wiadomość',
  'treść wiadomości',
  'orijinal ileti',
  'özgün ileti',
  'исходное сообщение',
  'исходное письмо',
  'заголовки исходного',
  'копия сообщения',
  'копия письма',
  '原始邮件',
  '原始郵件',
  '原邮件',
  '原文',
  '元のメッセージ',
  '以下、送信されたメール',
]);

/** ASCII letters, both cases, with which an announcement begins. */
const FIRST_UNITS = new Uint8Array(0x80);
for (const phrase of ANNOUNCEMENTS.phrases) {
  const first = phrase.charCodeAt(0);
  if (first >= 0x80) continue;
  FIRST_UNITS[first] = 1;
  FIRST_UNITS[phrase.charAt(0).toUpperCase().charCodeAt(0)] = 1;
}

/** Fields that the returned message has and a report's own summary ('To: … Subject: … Sent: …') has not. */
const STRONG: ReadonlySet<string> = new Set([
  'received',
  'return-path',
  'message-id',
  'mime-version',
  'dkim-signature',
  'content-transfer-encoding',
  'delivered-to',
]);
const MAX_LINES = 5_000;

/** Index of the first line that belongs to the returned message or announces it; `lines.length` when there is none. */
export function findOriginalStart(lines: readonly DecodedLine[]): number {
  let runStart = -1;
  let runFields = 0;
  let runStrong = 0;
  let isSummary = false;
  for (let i = 0; i < lines.length && i < MAX_LINES; i++) {
    const text = unquotedLine(lines[i]?.text ?? '');
    const trimmed = text.trim();
    if (trimmed === '') {
      if (runStart >= 0) isSummary = false;
      runStart = -1;
      continue;
    }
    // 'This report relates to a message you sent with the following header fields:' goes on after them.
    if (trimmed.endsWith('following header fields:')) isSummary = true;
    if (isAnnouncement(trimmed)) return i;
    const key = fieldNameOf(trimmed);
    if (runStart >= 0 && (text.startsWith(' ') || text.startsWith('\t')) && !key) continue;
    if (!key || (key.length > 14 && !key.includes('-'))) {
      runStart = -1;
      continue;
    }
    if (runStart < 0) {
      runStart = i;
      runFields = 0;
      runStrong = 0;
    }
    runFields += 1;
    if (STRONG.has(key)) runStrong += 1;
    if (isSummary) continue;
    if ((runFields >= 3 && runStrong >= 1) || (runFields >= 2 && runStrong >= 2)) return runStart;
  }
  return lines.length;
}

function isAnnouncement(trimmed: string): boolean {
  let at = 0;
  while (at < trimmed.length && at < 60 && !isWordStart(trimmed.charCodeAt(at))) at += 1;
  const first = trimmed.charCodeAt(at);
  if (first < 0x80 && FIRST_UNITS[first] !== 1) return false;
  const words = trimmed.slice(at, at + 60).toLowerCase();
  if (words === '') return false;
  const length = ANNOUNCEMENTS.lengthAt(words, 0);
  return length > 0 && isEndOrMark(trimmed, at, length);
}

/** 'Original message was received at …' of sendmail tells of the message; it does not announce it. */
function isEndOrMark(trimmed: string, at: number, length: number): boolean {
  const rest = trimmed.slice(at + length, at + length + 40).toLowerCase();
  return !(
    (/^\s*(was|could|has|to|from|id|subject|sent|received|size|details|info|information|summary)\b/.test(
      rest,
    ) ||
      /^(信息|資訊|主题|主旨|情報|정보)/.test(rest)) &&
    !trimmed.includes('---')
  );
}

function isWordStart(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c >= 0x80;
}
