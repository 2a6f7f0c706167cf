/**
 * JSON for a program or a terminal: what JSON.stringify leaves raw and a terminal obeys, C1 controls and marks of direction (Unicode
 * Bidirectional Algorithm, §2), is written as \uXXXX. The value is the same.
 */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replaceAll(
    OBEYED,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
