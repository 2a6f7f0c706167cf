/** A record or command with its copy button. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../texts/texts.ts';
import { toast } from './toast.tsx';

/** The clipboard exists in secure contexts alone: elsewhere the browser's older way. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}

const SAID_MS = 2_000;

export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const isCopied = useSignal(false);
  useEffect(() => {
    if (!isCopied.value) return undefined;
    const timer = setTimeout(() => {
      isCopied.value = false;
    }, SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied.value]);
  const copy = async (): Promise<void> => {
    isCopied.value = await copyText(text);
    toast(t(isCopied.value ? 'common.copied' : 'common.notCopied'));
  };
  return (
    <button type="button" onClick={() => void copy()}>
      {label ?? t('common.copy')}
      <span class="unseen"> {text.slice(0, 80)}</span>
    </button>
  );
}

export function Record({ text }: { readonly text: string }) {
  return (
    <div class="rec">
      <code>{text}</code>
      <CopyButton text={text} />
    </div>
  );
}
