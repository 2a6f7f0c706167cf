/** Puts what a report was asked about back into the box. */
import { fetchInput } from '../api/fetch-input.ts';
import type { Problem } from '../api/problem.ts';
import type { Report } from '../api/shapes.ts';
import { draft, forget } from './asking.ts';

/** Answers why it is not possible; undefined where the box has it. */
export async function askAgain({ id, about }: Report): Promise<Problem | undefined> {
  const answer = await fetchInput(id);
  if (!answer.ok) return answer.problem;
  const { bytes, isText } = answer.value;
  forget();
  draft.text.value = isText ? new TextDecoder().decode(bytes) : '';
  draft.file.value = isText ? undefined : { name: about, bytes };
  return undefined;
}
