/** Commands to copy. One of ours asks this server, where whoever reads has it and needs nothing installed beside. */
import { may } from '../state/session.ts';
import { commandsHere } from './commands-here.ts';
import { Record } from './copy.tsx';

export function Commands({ lines }: { readonly lines: readonly string[] }) {
  const server = may('ask') ? location.origin : undefined;
  return (
    <>
      {commandsHere(lines, server).map((line) => (
        <Record key={line} text={line} />
      ))}
    </>
  );
}
