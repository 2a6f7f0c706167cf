/** Colour and width of a terminal. Colour never stands alone: the word stands with it (NO_COLOR is obeyed). */
import type { Mark } from '../findings/say/fix-lines.ts';

export interface Style {
  readonly width: number;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly mark: (mark: Mark, text: string) => string;
}

const USUAL_WIDTH = 100;
const MIN_WIDTH = 40;
const MAX_WIDTH = 110;

const sgr = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string): string => text;

export interface TerminalFacts {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** The style for an output stream; without a terminal, plain text of as many columns as COLUMNS says, else 100. */
export function styleFor(
  stream: TerminalFacts,
  environment: Readonly<Record<string, string | undefined>>,
  wantsColour?: boolean,
): Style {
  const isColoured =
    wantsColour ?? (stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb');
  // A pseudo-terminal that was never sized says 0: it knows no width.
  const columns = stream.columns || Number(environment.COLUMNS) || USUAL_WIDTH;
  const width = Math.min(Math.max(columns, MIN_WIDTH), MAX_WIDTH);
  if (!isColoured) return { width, bold: plain, dim: plain, mark: (_, text) => text };
  const colours: Readonly<Record<Mark, (text: string) => string>> = {
    pass: sgr(32),
    fail: sgr(31),
    unknown: sgr(33),
    note: plain,
  };
  return { width, bold: sgr(1), dim: sgr(2), mark: (mark, text) => colours[mark](text) };
}
