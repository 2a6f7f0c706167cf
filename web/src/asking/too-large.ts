/** Says so where a file is larger than the server takes. */
import { toast } from '../components/toast.tsx';
import { language, t } from '../texts/texts.ts';
import { formatBytes } from '../time/format.ts';
import { MAX_INPUT_BYTES } from './input.ts';

export function toastTooLarge({ size }: Pick<File, 'size'>): boolean {
  if (size <= MAX_INPUT_BYTES) return false;
  toast(t('ask.tooLarge', { limit: formatBytes(MAX_INPUT_BYTES, language()) }));
  return true;
}
