/** A record or command with its copy button. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { shorten } from '../texts/shorten.ts';
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

export function CopyButton({
  text,
  label,
  isSecret = false,
}: {
  readonly text: string;
  readonly label?: string;
  /** Not read out with the button. */
  readonly isSecret?: boolean;
}) {
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
      {!isSecret && <span class="unseen"> {shorten(text)}</span>}
    </button>
  );
}

export function Record({ text, isSecret = false }: { readonly text: string; readonly isSecret?: boolean }) {
  return (
    <div class="rec">
      <code>{text}</code>
      <CopyButton text={text} isSecret={isSecret} />
    </div>
  );
}

/** Words to send to somebody anywhere, so in English, with their copy button. */
export function Letter({ text }: { readonly text: string }) {
  return (
    <div class="rec">
      <p class="letter" lang="en">
        {text}
      </p>
      <CopyButton text={text} />
    </div>
  );
}
