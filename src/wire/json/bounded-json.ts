/** JSON of strangers: looked through before it is built, so that a small text cannot become a large structure. */
import { parseForeignJson } from '../../base/marks.ts';
import { failed, ok, type Result } from '../../base/result.ts';

export interface JsonLimits {
  readonly depth: number;
  /** Objects and arrays together. */
  readonly containers: number;
  /** Members and elements together. */
  readonly members: number;
}

/** Linear in the text; marks of ours become U+FFFD (base/marks.ts). Problem codes: 'json-too-deep', 'json-too-large', 'json-invalid'. */
export function parseBoundedJson(text: string, limits: JsonLimits): Result<unknown> {
  let depth = 0;
  let containers = 0;
  let members = 0;
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === 0x22) position = endOfString(text, position);
    else if (code === 0x2c || code === 0x3a) members++;
    else if (code === 0x7d || code === 0x5d) depth--;
    else if (code === 0x7b || code === 0x5b) {
      containers++;
      if (++depth > limits.depth)
        return failed('json-too-deep', `The JSON is nested deeper than ${limits.depth} levels.`);
    }
    if (containers > limits.containers || members > limits.members)
      return failed('json-too-large', 'The JSON holds more members than are read.');
  }
  try {
    return ok(parseForeignJson(text));
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message.slice(0, 120) : 'it could not be read';
    return failed('json-invalid', `The JSON is not well formed: ${why}.`);
  }
}

/** The place of the closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return position;
    position += code === 0x5c ? 2 : 1;
  }
  return position;
}
