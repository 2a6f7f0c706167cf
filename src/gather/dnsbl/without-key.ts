/** A key is a secret, and evidence is mailed around: wherever it would show, '<key>' stands instead. */
import type { DnsSource } from '../../findings/observed.ts';

const MARK = '<key>';

/** The text without the key, however it is written: DNS knows no case. */
export function textWithoutKey(text: string, key: string | undefined): string {
  if (key === undefined || key === '') return text;
  const lower = text.toLowerCase();
  const wanted = key.toLowerCase();
  // Where lower case changes the length, offsets would not fit: then nothing of the text is kept.
  if (lower.length !== text.length) return lower.includes(wanted) ? MARK : text;
  let kept = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, from)) {
    kept += text.slice(from, at) + MARK;
    from = at + wanted.length;
  }
  return kept + text.slice(from);
}

/** The source of an answer without the key: in its question and in what servers say of it. */
export function sourceWithoutKey(source: DnsSource, key: string | undefined): DnsSource {
  if (key === undefined) return source;
  const { question, extendedErrors } = source;
  return {
    ...source,
    question: textWithoutKey(question, key),
    ...(extendedErrors !== undefined && {
      extendedErrors: extendedErrors.map((error) => textWithoutKey(error, key)),
    }),
  };
}
