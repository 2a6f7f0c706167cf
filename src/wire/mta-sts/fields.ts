/**
 * The fields of a transport record: 'v=STSv1; id=20260101; …'. MTA-STS (RFC 8461 §3.1) and TLS-RPT (RFC 8460 §3) share the
 * grammar: a version, then at least one name=value, delimited by semicolons with white space around them.
 *
 * Limits: 4,096 characters, 32 fields. Linear.
 */

export interface TextField {
  readonly name: string;
  readonly value: string;
  /** Offset of the name in the record. */
  readonly start: number;
}

export interface TextFields {
  readonly fields: readonly TextField[];
  /** 'too-long', 'too-many', 'no-equals', 'field-name', 'field-value', 'empty-field'; each once. */
  readonly problems: readonly string[];
}

const MAX_LENGTH = 4096;
const MAX_FIELDS = 32;
const fieldName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;
/** RFC 8461 §3.1, sts-ext-value; the values that a record knows are looked at by their readers. */
const fieldValue = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/** Reads what follows the version; `known` fields are not held against the grammar of extensions. */
export function readFields(text: string, known: readonly string[]): TextFields {
  if (text.length > MAX_LENGTH) return { fields: [], problems: ['too-long'] };
  const fields: TextField[] = [];
  const problems = new Set<string>();
  const pieces = text.split(';');
  // RFC 8461 §3.1: one delimiter may end the record.
  if (pieces.length > 1 && pieces.at(-1)?.trim() === '') pieces.pop();
  let start = 0;
  for (const [index, piece] of pieces.entries()) {
    const at = start + piece.length - piece.trimStart().length;
    start += piece.length + 1;
    if (index === 0) continue;
    if (index > MAX_FIELDS) {
      problems.add('too-many');
      break;
    }
    const equals = piece.indexOf('=');
    if (equals < 0) {
      problems.add(piece.trim() === '' ? 'empty-field' : 'no-equals');
      continue;
    }
    const field = { name: piece.slice(0, equals).trim(), value: piece.slice(equals + 1).trim(), start: at };
    if (!fieldName.test(field.name)) problems.add('field-name');
    else if (!known.includes(field.name) && !fieldValue.test(field.value)) problems.add('field-value');
    fields.push(field);
  }
  return { fields, problems: [...problems] };
}
