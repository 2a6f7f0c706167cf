/**
 * Groups of fields as delivery-status bodies write them (RFC 3464 §2.1), read as reporters really send them: groups
 * not parted by a blank line, blank lines inside a group, continuation lines without the leading space.
 */
import type { DecodedLine } from '../message/types.ts';
import type { StatusField } from './types.ts';

const MAX_LINES = 20_000;
const MAX_VALUE = 8_192;

/** Fields that RFC 3464 §2.3 puts in a group of one recipient. */
const OF_RECIPIENT: ReadonlySet<string> = new Set([
  'original-recipient',
  'final-recipient',
  'action',
  'status',
  'remote-mta',
  'diagnostic-code',
  'last-attempt-date',
  'final-log-id',
  'will-retry-until',
]);
/** Fields of RFC 3464 §2.2. */
const OF_MESSAGE: ReadonlySet<string> = new Set([
  'original-envelope-id',
  'reporting-mta',
  'dsn-gateway',
  'received-from-mta',
  'arrival-date',
]);

interface OpenField {
  name: string;
  value: string;
  start: DecodedLine;
  end: DecodedLine;
}

/** Reads lines into groups of fields: the first holds the fields of the message (maybe none), each other one recipient. */
export function readStatusGroups(lines: readonly DecodedLine[]): readonly (readonly StatusField[])[] {
  const groups: StatusField[][] = [[]];
  let open: OpenField | undefined;
  let blankBefore = false;
  const close = () => {
    if (open) place(groups, toField(open), blankBefore);
    if (open) blankBefore = false;
    open = undefined;
  };
  for (let i = 0; i < lines.length && i < MAX_LINES; i++) {
    const line = lines[i];
    if (!line) break;
    if (line.text.trim() === '') {
      close();
      blankBefore = true;
      continue;
    }
    const name = fieldName(line.text);
    if (name === undefined) {
      // RFC 3464 §2.1.1 folds with a leading space; lines without a colon are taken for a fold that lost it.
      if (open && open.value.length < MAX_VALUE) {
        open.value = `${open.value} ${line.text.trim()}`.slice(0, MAX_VALUE);
        open.end = line;
      }
      continue;
    }
    close();
    const value = line.text.slice(line.text.indexOf(':') + 1).trim();
    open = { name, value: value.slice(0, MAX_VALUE), start: line, end: line };
  }
  close();
  return groups;
}

function toField(open: OpenField): StatusField {
  const range = { start: open.start.range.start, end: open.end.range.end };
  return { name: open.name, key: open.name.toLowerCase(), value: open.value.trim(), range };
}

function place(groups: StatusField[][], field: StatusField, blankBefore: boolean): void {
  const current = groups[groups.length - 1] ?? [];
  if (startsGroup(groups, current, field, blankBefore)) groups.push([field]);
  else current.push(field);
}

function startsGroup(
  groups: readonly StatusField[][],
  current: readonly StatusField[],
  field: StatusField,
  blankBefore: boolean,
): boolean {
  const has = (key: string) => current.some((f) => f.key === key);
  const namesRecipient = field.key === 'final-recipient' || field.key === 'original-recipient';
  if (groups.length === 1) {
    if (OF_RECIPIENT.has(field.key)) return true;
    return blankBefore && current.length > 0 && !OF_MESSAGE.has(field.key) && field.key === 'x-display-name';
  }
  if (OF_MESSAGE.has(field.key)) return false;
  if (has(field.key) && OF_RECIPIENT.has(field.key)) return true;
  if (!namesRecipient) return false;
  // A recipient named after the fate of another one: the blank line between them is missing.
  if (blankBefore) return has('final-recipient') || has('original-recipient');
  const at = (key: string) => current.findIndex((f) => f.key === key);
  return (
    field.key === 'original-recipient' && at('final-recipient') >= 0 && at('final-recipient') < at('action')
  );
}

/** Name of the field that a line begins, or undefined for a continuation. */
function fieldName(text: string): string | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon > 60) return undefined;
  const first = text.charCodeAt(0);
  const isIndented = first === 32 || first === 9;
  const name = text.slice(0, colon).trim();
  if (!isFieldName(name)) return undefined;
  const key = name.toLowerCase();
  if (OF_RECIPIENT.has(key) || OF_MESSAGE.has(key)) return name;
  return !isIndented && (key.startsWith('x-') || (name.includes('-') && name !== key)) ? name : undefined;
}

function isFieldName(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const isLetter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
    if (!isLetter && !(i > 0 && ((c >= 48 && c <= 57) || c === 45 || c === 95))) return false;
  }
  return text.length > 0;
}
