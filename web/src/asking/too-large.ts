/** A file that cannot be asked about: told at once, before it is sent. */
import type { Problem } from '../api/problem.ts';
import { language, t } from '../texts/texts.ts';
import { formatBytes } from '../time/format.ts';
import { MAX_INPUT_BYTES } from './input.ts';
import { isOutlookFile } from './outlook-file.ts';

/** A round number, a little below what is taken. */
const toldLimit = Math.floor(MAX_INPUT_BYTES / 1_000_000) * 1_000_000;

const told = (code: string, title: string): Problem => ({ code, status: 0, title });

/** The server would refuse it. */
export function tooLarge({ size }: Pick<File, 'size'>): Problem | undefined {
  if (size <= MAX_INPUT_BYTES) return undefined;
  return told('file-too-large', t('ask.tooLarge', { limit: formatBytes(toldLimit, language()) }));
}

/** Too large, or a file of Outlook, of which only "Save as" makes a message. */
export async function unreadable(file: File): Promise<Problem | undefined> {
  const large = tooLarge(file);
  if (large !== undefined) return large;
  const isOutlook = isOutlookFile(file.name, new Uint8Array(await file.slice(0, 8).arrayBuffer()));
  return isOutlook ? told('outlook-file', t('ask.outlook', { name: file.name })) : undefined;
}
