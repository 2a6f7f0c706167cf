/** What variants of a message share, and what only some of them have. Pure. */
import type { MessageFindingWords } from '../../documents/types.ts';

export interface Difference {
  readonly key: string;
  readonly finding: MessageFindingWords;
  /** For each variant whether it has this. */
  readonly has: readonly boolean[];
}

const keyOf = ({ check, message }: MessageFindingWords): string => `${check} ${message}`;

/** Failures that not all variants share, in the order in which they first come; `shared`: how many all have. */
export function compareVariants(variants: readonly (readonly MessageFindingWords[])[]): {
  readonly differences: readonly Difference[];
  readonly shared: number;
} {
  const first = new Map<string, MessageFindingWords>();
  for (const findings of variants)
    for (const finding of findings) if (!first.has(keyOf(finding))) first.set(keyOf(finding), finding);
  const keys = variants.map((findings) => new Set(findings.map(keyOf)));
  const all = [...first].map(([key, finding]) => ({ key, finding, has: keys.map((set) => set.has(key)) }));
  const differences = all.filter(({ has }) => has.includes(false));
  return { differences, shared: all.length - differences.length };
}
