/** A file that cannot be asked about: told at once, before it is sent. */
import type { Problem } from '../api/problem.ts';
import { language, t } from '../texts/texts.ts';
import { formatBytes } from '../time/format.ts';
import { MAX_INPUT_BYTES } from './input.ts';
import { isOutlookFile } from './outlook-file.ts';

/** A round number, a little below what is taken. */
function toldLimit(limit: number): number {
  const unit = limit < 1_000_000 ? 1000 : 1_000_000;
  return Math.floor(limit / unit) * unit;
}

const told = (code: string, title: string): Problem => ({ code, status: 0, title });

/** The server would refuse it. */
export function tooLarge({ size }: Pick<File, 'size'>, limit = MAX_INPUT_BYTES): Problem | undefined {
  if (size <= limit) return undefined;
  return told('file-too-large', t('ask.tooLarge', { limit: formatBytes(toldLimit(limit), language()) }));
}

/** Too large, or a file of Outlook, of which only "Save as" makes a message. */
export async function unreadable(file: File, limit = MAX_INPUT_BYTES): Promise<Problem | undefined> {
  const large = tooLarge(file, limit);
  if (large !== undefined) return large;
  const isOutlook = isOutlookFile(file.name, new Uint8Array(await file.slice(0, 8).arrayBuffer()));
  return isOutlook ? told('outlook-file', t('ask.outlook', { name: file.name })) : undefined;
}
