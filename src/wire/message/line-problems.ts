/** What is wrong with the bytes of a message before any structure is looked at: NUL, bare CR, mixed line ends. */
import { CR, LF } from '../../base/bytes.ts';
import type { MessageProblem } from './types.ts';

/** At most one problem of a kind, at its first place. RFC 5322 §2.3: CR and LF only together; NUL is obsolete (§4.1). */
export function findLineProblems(raw: Uint8Array): readonly MessageProblem[] {
  const problems: MessageProblem[] = [];
  const add = (code: string, start: number): void => {
    if (start >= 0) problems.push({ code, range: { start, end: start + 1 } });
  };
  add('nul', raw.indexOf(0));
  add('bare-cr', findBareCr(raw));
  const bareLf = findBareLf(raw);
  if (bareLf >= 0 && hasCrLf(raw)) add('mixed-line-ends', bareLf);
  return problems;
}

/** A CR that leads to no LF; CR CR LF counts as a line end. */
function findBareCr(raw: Uint8Array): number {
  for (let found = raw.indexOf(CR); found >= 0; found = raw.indexOf(CR, found + 1)) {
    const following = raw[found + 1];
    if (following !== LF && following !== CR) return found;
  }
  return -1;
}

function findBareLf(raw: Uint8Array): number {
  for (let found = raw.indexOf(LF); found >= 0; found = raw.indexOf(LF, found + 1))
    if (raw[found - 1] !== CR) return found;
  return -1;
}

function hasCrLf(raw: Uint8Array): boolean {
  for (let found = raw.indexOf(LF); found >= 0; found = raw.indexOf(LF, found + 1))
    if (raw[found - 1] === CR) return true;
  return false;
}
