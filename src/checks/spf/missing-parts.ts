/** The parts of an SPF tree that were not seen: DNS did not answer or the tree is too large, or the sender names them. */
import type { SpfTreeNode } from '../../findings/facts/spf-tree.ts';

export interface MissingParts {
  /** Targets and terms that could not be asked. */
  readonly unanswered: readonly string[];
  /** Targets that macros make of each message. */
  readonly bySender: readonly string[];
}

export function missingParts(root: SpfTreeNode): MissingParts {
  const unanswered = new Set<string>();
  const bySender = new Set<string>();
  collect(root, unanswered, bySender);
  return { unanswered: [...unanswered].slice(0, 10), bySender: [...bySender].slice(0, 10) };
}

const notSeen = ['unknown', 'not-asked', 'too-deep'];

function collect(node: SpfTreeNode, unanswered: Set<string>, bySender: Set<string>): void {
  for (const { text, problem, target } of node.terms) {
    if (target?.problem === 'macro') bySender.add(target.domain);
    else if (target?.problem !== undefined && notSeen.includes(target.problem)) unanswered.add(target.domain);
    else if (problem !== undefined && notSeen.includes(problem)) unanswered.add(text);
    if (target !== undefined) collect(target, unanswered, bySender);
  }
}
