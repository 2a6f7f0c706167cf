/** The character-strings of TXT records that a change takes away, as they stand in the zone. */
import type { Prover } from './prove.ts';
import type { RecordChange } from './types.ts';

/** The change with `published`; of two records with one text both go. */
export async function publishedOf(change: RecordChange, { lookup }: Prover): Promise<RecordChange> {
  if (change.type !== 'TXT' || change.removes.length === 0) return change;
  const answer = await lookup(change.name, 'TXT');
  if (answer.state !== 'present') return change;
  const published = answer.value.records.flatMap((record) =>
    record.type === 'TXT' && change.removes.includes(record.text) ? [record.strings] : [],
  );
  return { ...change, published };
}
