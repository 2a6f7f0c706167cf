/** Tells a message from the other things a user may hand over (a reply, a log line, prose) by its first lines. */
import { isBlank, latin1 } from '../../base/bytes.ts';
import { LineCursor } from './line-cursor.ts';

const MAX_LINES = 40;

/** Fields that stand at the top of messages and seldom elsewhere (RFC 5322 §3.6, RFC 2045 §4, trace and local fields). */
const MESSAGE_FIELDS = new Set([
  'received',
  'return-path',
  'delivered-to',
  'envelope-to',
  'from',
  'to',
  'cc',
  'reply-to',
  'sender',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'mime-version',
  'content-type',
  'dkim-signature',
  'domainkey-signature',
  'authentication-results',
  'arc-seal',
  'arc-message-signature',
  'arc-authentication-results',
  'received-spf',
  'list-unsubscribe',
  'auto-submitted',
  'x-received',
  'x-original-to',
  'x-failed-recipients',
]);

/**
 * Programs write a session down step by step: 'from: 250 2.1.0 Ok', 'to: 550 5.7.1 Relaying denied' (CodeIgniter's debugger, in lower case).
 * 'From: 500 Startups <hello@example.org>' is a sender.
 */
const SESSION_STEP =
  /^(?:hello|helo|ehlo|auth|from|to|data|quit|reset|starttls): ?[2-5]\d\d[ -](?!.*<[^<>]*@[^<>]*>\s*$)/;

/** 'Error: 550 5.1.1 user unknown' beside 'To: …': what somebody wrote down of a refusal; 'Organization: 451 Research' is a field of a message. */
const PASTED_REPLY =
  /^(?:error|reason|reply|response|result|answer|fehler|grund|antwort|raison|erreur|motivo|respuesta|resposta|errore|risposta): ?["']?[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3}|[A-Za-z<])/i;

/**
 * True when the first lines are header fields of a message: at least two fields of which one is known, or one known
 * field followed by an empty line. Looks at 40 lines at most.
 */
export function looksLikeMessage(bytes: Uint8Array): boolean {
  const cursor = new LineCursor(bytes, 0, Math.min(bytes.length, 65_536));
  let fields = 0;
  let known = 0;
  let isStarted = false;
  for (let count = 0; count < MAX_LINES && cursor.advance(); count++) {
    if (isBlank(bytes, cursor.start, cursor.contentEnd)) {
      if (!isStarted) continue;
      return known > 0;
    }
    const line = latin1(bytes, cursor.start, Math.min(cursor.contentEnd, cursor.start + 80));
    if (!isStarted && line.startsWith('From ')) {
      isStarted = true;
      continue;
    }
    isStarted = true;
    if (fields > 0 && /^[ \t]/.test(line)) continue;
    const name = /^([A-Za-z][A-Za-z0-9_-]{0,70}):(?:[ \t]|$|[^/])/.exec(line)?.[1];
    if (name === undefined || SESSION_STEP.test(line)) break;
    if (PASTED_REPLY.test(line)) return false;
    fields++;
    if (MESSAGE_FIELDS.has(name.toLowerCase())) known++;
  }
  return fields >= 2 && known > 0;
}
