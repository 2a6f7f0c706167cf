/** What to do, numbered, with the thing to copy. */
import type { FixWords } from '../documents/types.ts';
import { Commands } from './commands.tsx';
import { Record } from './copy.tsx';
import { recordsIn } from './records-in.ts';

export function FixList({ fixes }: { readonly fixes: readonly FixWords[] }) {
  return (
    <ol class="fix">
      {fixes.map((fix, place) => (
        <li key={`${place} ${fix.title}`}>
          <div>
            <strong>{fix.title}</strong>
            {fix.records.map((record) => (
              <Record key={record} text={record} />
            ))}
            {fix.text !== '' && <p class="note">{fix.text}</p>}
            {recordsIn(fix.text)
              .filter((record) => !fix.records.includes(record))
              .map((record) => (
                <Record key={record} text={record} />
              ))}
            <Commands lines={fix.commands} />
          </div>
        </li>
      ))}
    </ol>
  );
}
