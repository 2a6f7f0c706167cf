/** What `--fix` did, in lines: what is mended, what is left and why, what a person decides. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { MessageFinding } from '../../findings/message-check.ts';
import type { FixedMessage, LeftFinding } from '../fix-message.ts';
import { sayWhyLeft } from './left.ts';
import { sayAlso } from './view.ts';

/** Not escaped for a terminal. `name`: how the message was given. */
export function sayFixed(fixed: FixedMessage, name: string, texts: Catalogue): readonly string[] {
  const { applied, mended, left, undecidedFindings } = fixed;
  const done =
    applied.length === 0
      ? `${name}: ${texts.ui('check.nothingToFix')}`
      : texts.ui('check.fixed', { count: applied.length, applied: sayKinds(mended, texts) });
  return [
    done,
    ...sayLeft(left, texts),
    ...(undecidedFindings.length === 0
      ? []
      : [texts.ui('check.undecided', { findings: sayKinds(undecidedFindings, texts) })]),
  ];
}

/** Each kind of finding by its first, with how many there were: they may be of many tags. */
function sayKinds(findings: readonly MessageFinding[], texts: Catalogue): string {
  const kinds = Map.groupBy(findings, ({ check, message }) => `${check} ${message}`);
  const said = [...kinds.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const what = sayAlso(first, texts);
    return [group.length === 1 ? what : texts.ui('check.andMore', { what, count: group.length - 1 })];
  });
  return said.join('; ');
}

/** One line a reason. */
function sayLeft(left: readonly LeftFinding[], texts: Catalogue): readonly string[] {
  const byWhy = Map.groupBy(left, ({ why }) => sayWhyLeft(why, texts));
  return [...byWhy].map(([why, findings]) =>
    texts.ui('check.left', {
      findings: sayKinds(
        findings.map(({ first }) => first),
        texts,
      ),
      why,
    }),
  );
}
