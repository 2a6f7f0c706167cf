/** The declarations of a style attribute or a rule (CSS Syntax 3, §5.4.5), as far as checks of mail need them. Linear. */
import type { HtmlSpan } from './types.ts';

export interface CssDeclaration {
  /** Lower case: 'font-size', 'mso-hide'. */
  readonly name: string;
  /** Lower case, trimmed, without '!important'. */
  readonly value: string;
  readonly isImportant: boolean;
  /** As written, from the name to the end of the value; offsets of the text given, moved by `offset`. */
  readonly span: HtmlSpan;
}

const MAX_DECLARATIONS = 500;
const SPECIAL = /["'();\\]/g;

/** Comments covered with blanks, so that offsets stay. */
export function withoutCssComments(text: string): string {
  if (!text.includes('/*')) return text;
  const pieces: string[] = [];
  let done = 0;
  for (let at = text.indexOf('/*'); at >= 0; at = text.indexOf('/*', done)) {
    const close = text.indexOf('*/', at + 2);
    const end = close < 0 ? text.length : close + 2;
    pieces.push(text.slice(done, at), ' '.repeat(end - at));
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

export function parseDeclarations(text: string, offset = 0): readonly CssDeclaration[] {
  const plain = withoutCssComments(text);
  const found: CssDeclaration[] = [];
  let start = 0;
  while (start < plain.length && found.length < MAX_DECLARATIONS) {
    const end = endOfDeclaration(plain, start);
    const declaration = declarationOf(plain, start, end, offset);
    if (declaration !== undefined) found.push(declaration);
    start = end + 1;
  }
  return found;
}

/** Index of the ';' that ends the declaration (not in quotes or brackets), or the end. */
function endOfDeclaration(text: string, from: number): number {
  let depth = 0;
  SPECIAL.lastIndex = from;
  for (let match = SPECIAL.exec(text); match !== null; match = SPECIAL.exec(text)) {
    const [mark] = match;
    if (mark === ';' && depth === 0) return match.index;
    if (mark === '\\') SPECIAL.lastIndex = match.index + 2;
    else if (mark === '(') depth += 1;
    else if (mark === ')') depth = Math.max(0, depth - 1);
    else if (mark === '"' || mark === "'") {
      const close = text.indexOf(mark, match.index + 1);
      if (close < 0) return text.length;
      SPECIAL.lastIndex = close + 1;
    }
  }
  return text.length;
}

function declarationOf(text: string, start: number, end: number, offset: number): CssDeclaration | undefined {
  const piece = text.slice(start, end);
  const colon = piece.indexOf(':');
  if (colon < 1) return undefined;
  const name = piece.slice(0, colon).trim().toLowerCase();
  if (name === '' || name.length > 60) return undefined;
  const value = piece
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  const bang = value.lastIndexOf('!');
  const isImportant = bang >= 0 && value.slice(bang + 1).trim() === 'important';
  const lead = piece.length - piece.trimStart().length;
  return {
    name,
    value: isImportant ? value.slice(0, bang).trim() : value,
    isImportant,
    span: { start: offset + start + lead, end: offset + start + piece.trimEnd().length },
  };
}
