/**
 * Says somebody beside lines of his own server's log that he waits for what it turned away? Most of what a server turns away nobody misses;
 * 'I cannot receive any mail', 'when customers write to us' above the lines tells otherwise. His own words are read, without the lines.
 */
import { recogniseLog } from '../wire/logs/index.ts';
import type { Arrival } from './arrival.ts';
import type { AskerReader } from './asker.ts';

/** A line of a log, or one that a page or a mail program broke off. */
const isOfLog = (line: string, before: boolean): boolean =>
  recogniseLog(line) !== undefined || (before && /^[ \t>]{2,}\S/.test(line));

/** Of what came to a port for our own users, and of one of them, nobody waits for it to come in; a rule that only warns let it pass. */
export function isAwaited({ pasted, turnedAway }: Arrival, read: AskerReader): boolean {
  if (pasted === undefined || turnedAway === undefined) return false;
  const { own, isSubmission, isWarning } = turnedAway;
  if (own !== undefined || isSubmission === true || isWarning === true) return false;
  let wasLog = false;
  const words = pasted.split('\n').filter((line) => {
    wasLog = isOfLog(line, wasLog);
    return !wasLog;
  });
  const heard = read(words.join('\n'));
  return heard === 'receives' || heard === 'cannot-receive';
}
