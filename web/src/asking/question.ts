/** A question as it is asked: what, of which kind, with which options. Pure. */
import type { AskKind, Recognised } from '../api/shapes.ts';
import type { FormValues } from '../components/form.tsx';
import type { GivenFile } from './input.ts';

export interface Question {
  readonly kind: AskKind;
  readonly text: string;
  readonly file: GivenFile | undefined;
  readonly options: Readonly<Record<string, unknown>>;
}

type Values = Pick<FormValues, 'text' | 'list' | 'number' | 'isOn'>;

/** Only what was filled in; the server knows what holds otherwise. */
export function optionsOf(
  kind: AskKind,
  values: Values,
  language: string,
): Readonly<Record<string, unknown>> {
  const filled: Record<string, unknown> = { language };
  const text = (...names: readonly string[]): void => {
    for (const name of names) if (values.text(name) !== '') filled[name] = values.text(name);
  };
  const list = (...names: readonly string[]): void => {
    for (const name of names) if (values.list(name).length > 0) filled[name] = values.list(name);
  };
  if (!values.isOn('live')) filled['offline'] = true;
  if (kind === 'explain') {
    text('senderIp', 'from', 'recipient', 'helo');
    if (values.isOn('connect') && values.isOn('live')) filled['connect'] = true;
  }
  if (kind === 'audit') {
    text('helo');
    list('sendingIps', 'selectors');
    const perDay = values.number('messagesPerDay');
    if (perDay !== undefined) filled['messagesPerDay'] = perDay;
    if (values.isOn('plan')) filled['plan'] = true;
    if (values.isOn('plan') && values.isOn('flattenSpf')) filled['flattenSpf'] = true;
  }
  if (kind === 'check') {
    text('profile', 'senderIp', 'helo', 'from', 'subject', 'text');
    list('tracking', 'receivers');
  }
  return filled;
}

/** What stands in the box. */
interface Boxed {
  readonly text: string;
  readonly file: GivenFile | undefined;
}

/** Whether the box holds another question than before: another file, or a text of which less than half stayed. A mended typo is the same. */
export function isAnotherQuestion(before: Boxed, now: Boxed): boolean {
  if (before.file !== now.file) return before.file !== undefined || before.text.trim() !== '';
  if (now.file !== undefined) return false;
  const [old, text] = [before.text.trim(), now.text.trim()];
  if (old === '') return false;
  if (text === '') return true;
  if (old.includes(text) || text.includes(old)) return false;
  const shorter = Math.min(old.length, text.length);
  let head = 0;
  while (head < shorter && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return (head + tail) * 2 < shorter;
}

/** Where the catalogue has its words: with a name where one is known. */
export const recognisedKey = ({ what, name }: Recognised): string =>
  `ask.what.${what}${name === undefined || name === '' ? '' : 'Named'}`;
