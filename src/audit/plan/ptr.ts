/** The letters to whoever owns the addresses that have no good reverse name. */
import { failuresOf } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

export function proposePtr(input: PlanInput): readonly Proposal[] {
  const letters = failuresOf(input, 'dns/ptr-').flatMap(({ fixes }) =>
    fixes.filter(({ kind }) => kind === 'contact'),
  );
  if (letters.length === 0) return [];
  return [
    {
      id: 'ptr/request',
      data: { count: letters.length },
      changes: [],
      files: [],
      others: letters,
      mends: [],
      waitsFor: 'owner',
    },
  ];
}
