/**
 * What may stand in a log: nothing that is secret, and nothing of a mail. Those who log give few, named fields; this is the net
 * below them.
 */
import type { JsonObject, JsonValue } from '../../base/json.ts';

const MAX_TEXT = 300;
const MAX_FIELDS = 30;
const MAX_DEPTH = 3;
const WITHHELD = '[withheld]';

/** Names of fields whose value is never written, whatever it is. */
const SECRET_NAME =
  /pass(word|phrase)?|secret|token|cookie|authori[sz]ation|credential|totp|otp|session|private|^key$|apikey|listkey|^body$|^input|content|document|subject|recipient|^from$|^to$|headers?/i;

/** Pieces of texts that are secret wherever they stand. */
const SECRET_PIECES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [^-]{1,60}-----[^-]*(-----END [^-]{1,60}-----)?/g, WITHHELD],
  [/\bwp_[\w-]+/g, `wp_${WITHHELD}`],
  [/\b(bearer|basic)\s+[\w+/=.~-]+/gi, `$1 ${WITHHELD}`],
  [/\bargon2(?:id|i|d)\$\S+/g, WITHHELD],
  [/(waypost_session)=[^;\s]*/gi, `$1=${WITHHELD}`],
  [/\/shared\/[^/\s?#]+/g, `/shared/${WITHHELD}`],
  // The query and the fragment of an address: set-up links, signatures, keys.
  [/((?:https?:\/\/|\/)[^\s?#"']*)[?#][^\s"']*/g, `$1?${WITHHELD}`],
  [
    /\b(password|passwd|secret|token|api[_-]?key|totp)(["']?\s*[=:]\s*)("[^"]*"|'[^']*'|\S+)/gi,
    `$1$2${WITHHELD}`,
  ],
  // 256 bits and more in one piece are a key or a hash of one.
  [/[\w+/=-]{43,}/g, WITHHELD],
];

/** A method, an id, an IPv4 address: none of the pieces above fits into such a text. */
const PLAIN = /^[A-Za-z0-9.-]{0,42}$/;

/** One line of printable characters without secrets, cut at 300. */
export function safeText(text: string, maxLength = MAX_TEXT): string {
  if (text.length <= maxLength && PLAIN.test(text)) return text;
  let safe = text.slice(0, maxLength * 4);
  for (const [piece, instead] of SECRET_PIECES) safe = safe.replace(piece, instead);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters would forge lines and colours of a log.
  safe = safe.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
}

/** Fields without secrets. */
export function safeFields(fields: JsonObject, depth = 0): JsonObject {
  const safe: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(fields).slice(0, MAX_FIELDS)) {
    if (value === undefined) continue;
    safe[name] = SECRET_NAME.test(name) ? WITHHELD : safeValue(value, depth);
  }
  return safe;
}

function safeValue(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return safeText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (isObject(value)) return safeFields(value, depth + 1);
  return value.slice(0, MAX_FIELDS).map((one) => safeValue(one, depth + 1));
}

const isObject = (value: JsonObject | readonly JsonValue[]): value is JsonObject => !Array.isArray(value);

const MAX_STACK = 2000;

/** An error as fields: its name, its message and where it was thrown, without the values that stand in it. */
export function errorFields(error: unknown): JsonObject {
  if (!(error instanceof Error)) return { error: safeText(String(error)) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    cause: safeText(error.message),
    ...(code !== undefined && { code }),
    at: places
      .map((line) => line.trim())
      .join(' | ')
      .slice(0, MAX_STACK),
  };
}
